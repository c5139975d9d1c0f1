import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import type { NodeKind } from '../../src/kernel/node-kind.js'
import { ROLES, type Caller } from '../../src/access/caller.js'
import { type Action, may, writableKinds } from '../../src/access/policies.js'
import { Write } from '../../src/writing/write.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { callerOf, list, OFFICE, WritingGraph } from './writing-graph.js'

const OWN = 'v-ict-or'
const OTHER = 'digitaal-vlaanderen'
const KINDS = [
  'NEED',
  'EVALUATION',
  'MEETING',
  'DECISION',
  'ADVICE',
  'DOCUMENT',
  'BUILDING_BLOCK',
  'ALLOCATION',
] as const
type Kind = (typeof KINDS)[number]

/** A node to write to, with a remark and a relation of its own. */
interface Target {
  readonly kind: Kind
  readonly own: boolean
  readonly draft: boolean
  readonly reference: string
  readonly remark: string
  readonly relation: string
}

const targets: Target[] = []
let graph: WritingGraph
let version: string

beforeAll(async () => {
  graph = await WritingGraph.start()
  for (const kind of KINDS)
    for (const own of [true, false])
      for (const draft of [true, false]) targets.push(await makeTarget(kind, own, draft))
  version = await graph.version()
}, 120_000)
afterAll(() => graph.stop())

const DETAILS: Partial<Record<Kind, object>> = {
  MEETING: { meeting: { body: 'governance-body:inspectie-van-financien' } },
  DECISION: { decision: { status: 'PROPOSED', body: 'governance-body:vlaamse-regering' } },
  ADVICE: {
    advice: { form: 'ADVICE', verdict: 'FAVOURABLE', body: 'governance-body:inspectie-van-financien' },
  },
  ALLOCATION: {
    allocation: {
      appropriation: 'appropriation:matrix',
      entity: 'entity:v-ict-or',
      amount: '1',
      allocationKind: 'SUBSIDY',
    },
  },
}

function nodeOf(kind: Kind, code: string, steward?: string): object {
  const name = { nl: code }
  return { kind, code, name, steward: steward && `entity:${steward}`, details: DETAILS[kind] }
}

async function makeTarget(kind: Kind, own: boolean, draft: boolean): Promise<Target> {
  const admin = callerOf('ADMINISTRATOR')
  if (targets.length === 0) {
    const made = await graph.write(admin, 'createNodes', {
      nodes: [
        { kind: 'APPROPRIATION', code: 'matrix', name: { nl: 'Matrix' }, details: { appropriation: { portfolio: 'portfolio:VRD3-2025', fiscalYear: 2025, amount: '1000' } } },
      ],
    }) // prettier-ignore
    expect(made.errors).toEqual([])
  }
  const code = `matrix-${kind.toLowerCase()}-${own ? 'own' : 'other'}-${draft ? 'draft' : 'public'}`
  const reference = `${kind.toLowerCase().replace('_', '-')}:${code}`
  const made = await graph.write(
    admin,
    'createNodes',
    {
      draft,
      nodes: [nodeOf(kind, code, own ? OWN : OTHER)],
      relations: [{ kind: 'CITES', source: reference, target: 'document:nota-vrd3-2025' }],
    },
    'relations { id }',
  )
  expect(made.errors).toEqual([])
  const remarked = await graph.write(
    admin,
    'addRemark',
    { node: reference, kind: 'JUDGEMENT', text: { nl: 'Een opmerking' } },
    'remark { id }',
  )
  return { kind, own, draft, reference, remark: remarked.remark.id, relation: made.relations[0].id }
}

interface Attempt {
  readonly action: Action
  /** Undefined where the mutation is about nothing of this sort. */
  readonly input: (target: Target) => object | undefined
  /** What it takes besides. */
  readonly also?: (target: Target) => Action | undefined
}

const changing = (target: Target) => ({ expectedVersion: version, node: target.reference })

/** Every mutation of nodes and what hangs on them. */
const MUTATIONS: Readonly<Record<string, Attempt>> = {
  createNodes: {
    action: 'CREATE',
    input: ({ kind, draft }) => ({ draft, nodes: [nodeOf(kind, `new-${randomUUID()}`)] }),
    also: ({ draft }) => (draft ? undefined : 'PUBLISH'),
  },
  correctNode: { action: 'CORRECT', input: (target) => ({ ...changing(target), change: { name: { nl: 'Anders' } } }) },
  endNode: { action: 'END', input: (target) => ({ ...changing(target), through: '2030' }) },
  retractNode: { action: 'END', input: changing },
  createRelations: {
    action: 'RELATE',
    input: ({ reference, draft }) => ({
      draft,
      relations: [{ kind: 'CITES', source: reference, target: 'policy-document:regeerakkoord-2024-2029' }],
    }),
    also: ({ draft }) => (draft ? undefined : 'PUBLISH'),
  },
  correctRelation: { action: 'CORRECT', input: ({ relation }) => ({ expectedVersion: version, relation, inferred: true }) },
  endRelation: { action: 'END', input: ({ relation }) => ({ expectedVersion: version, relation, through: '2030' }) },
  retractRelation: { action: 'END', input: ({ relation }) => ({ expectedVersion: version, relation }) },
  addRemark: { action: 'REMARK', input: ({ reference }) => ({ node: reference, kind: 'JUDGEMENT', text: { nl: 'Nog een' } }) },
  settleRemark: { action: 'SETTLE', input: ({ remark }) => ({ expectedVersion: version, remark, because: { nl: 'Daarom' } }) },
  publish: { action: 'PUBLISH', input: ({ reference, draft }) => (draft ? { expectedVersion: version, subjects: [reference] } : undefined) },
  allocate: {
    action: 'ALLOCATE',
    input: ({ kind, draft }) =>
      kind === 'ALLOCATION'
        ? { draft, allocations: [{ code: `new-${randomUUID()}`, name: { nl: 'X' }, appropriation: 'appropriation:matrix', entity: 'entity:v-ict-or', amount: '1', allocationKind: 'SUBSIDY' }] }
        : undefined,
  },
  moveMoney: {
    action: 'MOVE_MONEY',
    input: ({ kind, reference, draft }) => {
      const to = targets.find((one) => one.kind === kind && one.draft === draft && one.reference !== reference)
      return kind === 'ALLOCATION' ? { expectedVersion: version, from: reference, to: to?.reference, amount: '0.5' } : undefined
    },
  },
  withdrawAllocations: {
    action: 'WITHDRAW',
    input: ({ kind, reference }) => (kind === 'ALLOCATION' ? { expectedVersion: version, allocations: [reference] } : undefined),
  },
  takeStep: {
    action: 'TAKE_STEP',
    input: ({ kind, reference, draft }) =>
      kind === 'ALLOCATION' && !draft
        ? { expectedVersion: version, subjects: [reference], step: 'SEPARATE_DECISION', evidence: { code: randomUUID(), name: { nl: 'Apart' }, body: 'governance-body:vlaamse-regering', date: '2025-05-16' } }
        : undefined,
  },
  raiseNeed: {
    action: 'CREATE',
    input: ({ kind, draft }) =>
      kind === 'NEED' ? { draft, code: `new-${randomUUID()}`, name: { nl: 'X' }, forum: 'governance-body:stuurorgaan', entity: `entity:${OWN}` } : undefined,
    also: ({ draft }) => (draft ? undefined : 'PUBLISH'),
  },
  settleNeed: {
    action: 'SETTLE_NEED',
    input: ({ kind, reference }) =>
      kind === 'NEED' ? { expectedVersion: version, need: reference, outcome: 'REFUSED', because: { nl: 'Daarom' }, on: '2025-10-01' } : undefined,
  },
} // prettier-ignore

const MAKING: readonly string[] = ['createNodes', 'allocate', 'raiseNeed']

function expected({ action, also }: Attempt, caller: Caller, mutation: string, target: Target): string {
  const isSeen = !target.draft || (caller.role !== 'PUBLIC' && (caller.role !== 'ENTITY' || target.own))
  const isMade = MAKING.includes(mutation)
  // What an entity would move to is the draft of another.
  const isHidden = mutation === 'moveMoney' && caller.role === 'ENTITY' && target.draft
  if ((!isMade && !isSeen) || isHidden) return 'NOT_FOUND'
  // What an entity makes, it looks after itself.
  const own = caller.role === 'ENTITY' && (isMade || target.own)
  const subject = { kind: target.kind as NodeKind, own, draft: target.draft }
  const second = also?.(target)
  const isAllowed = may(caller, action, subject) && (second === undefined || may(caller, second, subject))
  if (!isAllowed) return 'FORBIDDEN'
  // Its relation stands in the way, unless both are drafts.
  return mutation === 'retractNode' && !target.draft ? 'CONSTRAINT_VIOLATED' : 'done'
}

/** The same writes, of which nothing remains but whether they would have made a version. */
class Undone extends Error {
  constructor(readonly version: string | null) {
    super()
  }
}
function undoing(dataSource: DataSource): DataSource {
  const transaction = (work: (manager: unknown) => Promise<unknown>) =>
    dataSource.transaction(async (manager) => {
      const { version } = (await work(manager)) as { version: string | null }
      throw new Undone(version)
    })
  return Object.assign(Object.create(dataSource) as DataSource, { transaction })
}

async function outcome(
  writes: GraphWrites,
  caller: Caller,
  mutation: string,
  input: object,
): Promise<string> {
  const answer = await graph.write(caller, mutation, input, '', writes).catch((error: unknown) => error)
  if (answer instanceof Undone) return answer.version === null ? 'nothing done' : 'done'
  if (answer instanceof Error) return answer.message
  return String(answer.errors[0]?.code)
}

describe('every mutation, by every role, on its own and on others', () => {
  test('names every mutation of the schema', async () => {
    const { data } = await graph.ask(OFFICE, '{ __schema { mutationType { fields { name } } } }')
    const names = list(data.__schema.mutationType.fields).map(({ name }) => String(name))
    expect(names.filter((name) => !name.endsWith('ApiKey')).sort()).toEqual(Object.keys(MUTATIONS).sort())
  })

  test.each(Object.keys(MUTATIONS))(
    '%s is done or refused as the policies say',
    async (mutation) => {
      const attempts = await attempted(mutation)
      expect(attempts.map(({ told, found }) => `${told}: ${found}`)).toEqual(
        attempts.map(({ told, wanted }) => `${told}: ${wanted}`),
      )
    },
    120_000,
  )
})

describe('the second wall, with the first one torn down', () => {
  beforeAll(() => {
    jest.spyOn(Write.prototype, 'allow').mockImplementation(() => undefined)
    jest.spyOn(Write.prototype, 'isSeen').mockImplementation(() => true)
  })
  afterAll(() => void jest.restoreAllMocks())

  test.each(Object.keys(MUTATIONS))(
    '%s writes nothing that is beyond the role',
    async (mutation) => {
      const beyond = await attempted(mutation, (caller, target) => {
        const isOther = caller.role === 'ENTITY' && !target.own && !MAKING.includes(mutation)
        return isOther || !writableKinds(caller).includes(target.kind)
      })
      expect(beyond.length).toBeGreaterThan(0)
      // Refused in words, or without an effect: neither done, nor a fault that nobody foresaw.
      expect(
        beyond
          .filter(({ found }) => !/^([A-Z_]+|nothing done)$/.test(found))
          .map(({ told, found }) => `${told}: ${found}`),
      ).toEqual([])
      expect(beyond.filter(({ found }) => found === 'done').map(({ told }) => told)).toEqual([])
    },
    120_000,
  )
})

/** A mutation by each role on each target, one role beside the other. */
async function attempted(
  mutation: string,
  isTried: (caller: Caller, target: Target) => boolean = () => true,
) {
  const attempt = MUTATIONS[mutation] as Attempt
  const writes = new GraphWrites(undoing(graph.dataSource))
  const byRole = ROLES.map(async (role) => {
    const caller = callerOf(role, role === 'ENTITY' ? OWN : undefined)
    const made = []
    for (const target of targets) {
      const input = attempt.input(target)
      if (!input || !isTried(caller, target)) continue
      const told = `${role} ${target.own ? 'own' : 'other'} ${target.draft ? 'draft' : 'published'} ${target.kind}`
      const wanted = expected(attempt, caller, mutation, target)
      made.push({ caller, target, told, wanted, found: await outcome(writes, caller, mutation, input) })
    }
    return made
  })
  return (await Promise.all(byRole)).flat()
}
