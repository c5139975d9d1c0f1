import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller } from '../../src/access/caller.js'
import { type Answer, callerOf, list, OFFICE, WritingGraph } from './writing-graph.js'

const PUBLIC = callerOf('PUBLIC')
const OWNER = callerOf('ENTITY', 'v-ict-or')
const STEERING = callerOf('STEERING_BODY')
const BODY = 'governance-body:stuurorgaan'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
  const made = await graph.write(callerOf('ADMINISTRATOR'), 'createNodes', {
    nodes: [
      { kind: 'MEETING', code: 'forum-2025-09-30', name: { nl: 'Forum' }, details: { meeting: { date: '2025-09-30', body: BODY } } },
      { kind: 'DECISION', code: 'besluit-2025-10-02', name: { nl: 'Besluit' }, details: { decision: { status: 'TAKEN', date: '2025-10-02', body: BODY } } },
    ],
  }) // prettier-ignore
  expect(made).toMatchObject({ errors: [] })
})
afterAll(() => graph.stop())

const NEED = `need { code outcome settledOn outcomeReason(language: NL) deferredUntil { date precision }
  mergedInto { code } merged { code } raisedBy { reference } answers { reference } settledBy { reference } }`

const raise = (caller: Caller, code: string, more: object = {}) =>
  graph.write(
    caller,
    'raiseNeed',
    { code, name: { nl: code }, forum: 'meeting:forum-2025-09-30', ...more },
    NEED,
  )
/** A need of the office, made now. */
async function open(code: string): Promise<string> {
  expect(await raise(OFFICE, code, { entity: 'entity:v-ict-or' })).toMatchObject({ errors: [] })
  return `need:${code}`
}
async function settle(need: string, more: object, caller: Caller = OFFICE): Promise<Answer['data']> {
  const input = { need, because: { nl: 'daarom' }, on: '2025-10-01', expectedVersion: await graph.version() }
  return graph.write(caller, 'settleNeed', { ...input, ...more }, NEED)
}
async function stands(code: string, caller = PUBLIC, asOf?: object): Promise<Answer['data']> {
  const { data } = await graph.ask(caller, `query ($code: String!) { need(code: $code) { ${NEED.slice(7, -2)} } }`, { code }, asOf) // prettier-ignore
  return data.need
}
const refused = (code: string, message: string, ...path: string[]) => ({
  graphVersion: null,
  errors: [{ code, message: expect.stringContaining(message), path: ['input', ...path] }],
  need: null,
})

describe('raiseNeed', () => {
  test('ties a need to who asks and where, for the office and for the entity itself', async () => {
    expect(await raise(OFFICE, 'van-een-ander', { entity: 'entity:v-ict-or' })).toMatchObject({
      errors: [],
      need: {
        outcome: 'OPEN',
        settledOn: null,
        raisedBy: [{ reference: 'entity:v-ict-or' }, { reference: 'meeting:forum-2025-09-30' }],
      },
    })
    expect(await raise(OWNER, 'van-zichzelf', { forum: BODY })).toMatchObject({
      errors: [],
      need: { raisedBy: [{ reference: 'entity:v-ict-or' }, { reference: BODY }] },
    })
    const { data } = await graph.ask(
      PUBLIC,
      '{ entity(code: "v-ict-or") { needs(outcome: OPEN) { totalCount nodes { code } } } }',
    )
    expect(data.entity.needs).toEqual({
      totalCount: 2,
      nodes: [{ code: 'van-een-ander' }, { code: 'van-zichzelf' }],
    })
  })

  test('lets an entity ask for itself alone, see its draft, and keeps that from the public', async () => {
    expect(await raise(OWNER, 'voor-een-ander', { entity: 'entity:digitaal-vlaanderen' })).toMatchObject(
      refused('FORBIDDEN', 'entity:v-ict-or', 'entity'),
    )
    expect(await raise(OWNER, 'nog-geheim', { draft: true })).toMatchObject({ errors: [] })
    expect(await stands('nog-geheim')).toBeNull()
    expect(await stands('nog-geheim', callerOf('ENTITY', 'digitaal-vlaanderen'))).toBeNull()
    expect(await stands('nog-geheim', OWNER)).toMatchObject({ outcome: 'OPEN' })
  })

  test('needs a free code, somebody who asks, and a forum that is one', async () => {
    expect(await raise(OFFICE, 'van-een-ander', { entity: 'entity:v-ict-or' })).toMatchObject(
      refused('CONSTRAINT_VIOLATED', 'taken', 'code'),
    )
    expect(await raise(OFFICE, 'van-niemand')).toMatchObject(refused('BAD_USER_INPUT', 'missing', 'entity'))
    expect(await raise(OWNER, 'nergens', { forum: 'project:VRD3-2025-01' })).toMatchObject(
      refused('BAD_USER_INPUT', 'meeting or governance-body', 'forum'),
    )
    for (const caller of [PUBLIC, STEERING, callerOf('INSPECTORATE')])
      expect(await raise(caller, 'van-buiten', { entity: 'entity:v-ict-or' })).toMatchObject({
        errors: [{ code: 'FORBIDDEN' }],
      })
  })
})

describe('settleNeed', () => {
  test('answers it, by which nodes, and again by more', async () => {
    const need = await open('beantwoord')
    const answered = { outcome: 'ANSWERED', answers: ['project:VRD3-2025-08'] }
    expect(await settle(need, { ...answered, on: null, meeting: 'meeting:forum-2025-09-30' })).toMatchObject({
      errors: [],
      need: {
        outcome: 'ANSWERED',
        settledOn: '2025-09-30',
        outcomeReason: 'daarom',
        answers: [{ reference: 'project:VRD3-2025-08' }],
        settledBy: [{ reference: 'meeting:forum-2025-09-30' }],
      },
    })
    expect(await settle(need, { ...answered, answers: ['project:VRD3-2025-08', 'building-block:magda'] })).toMatchObject({
      errors: [],
      need: { settledOn: '2025-10-01', answers: [{ reference: 'building-block:magda' }, { reference: 'project:VRD3-2025-08' }] },
    }) // prettier-ignore
    expect(await settle(need, { outcome: 'REFUSED' })).toMatchObject(
      refused('INVALID_TRANSITION', 'end or retract its answers', 'outcome'),
    )
  })

  test('merges it, and the trail goes on; never into itself or in a circle', async () => {
    const [a, b, c] = [await open('kring-a'), await open('kring-b'), await open('kring-c')]
    expect(await settle(a, { outcome: 'MERGED', into: b })).toMatchObject({
      errors: [],
      need: { outcome: 'MERGED', mergedInto: { code: 'kring-b' } },
    })
    expect(await settle(b, { outcome: 'MERGED', into: c })).toMatchObject({ errors: [] })
    expect(await settle(c, { outcome: 'MERGED', into: a })).toMatchObject(refused('CONSTRAINT_VIOLATED', 'circle'))
    expect(await settle(c, { outcome: 'MERGED', into: c })).toMatchObject(refused('CONSTRAINT_VIOLATED', 'itself'))
    expect(await stands('kring-b')).toMatchObject({ merged: [{ code: 'kring-a' }] })
    const { data } = await graph.ask(
      PUBLIC,
      '{ graphNode(reference: "need:kring-a") { relations(kinds: [PART_OF]) { nodes { target { reference } } } } }',
    )
    expect(data.graphNode.relations.nodes).toEqual([{ target: { reference: 'need:kring-b' } }])
  }) // prettier-ignore

  test('shows whoever asked the way to the project, also through what it was merged into', async () => {
    const [asked, other] = [await open('spoor-a'), await open('spoor-b')]
    expect(await settle(asked, { outcome: 'MERGED', into: other })).toMatchObject({ errors: [] })
    const answers = ['project:VRD3-2025-02', 'pillar:vlaams-centrum-voor-digitale-veiligheid', 'building-block:govos'] // prettier-ignore
    expect(await settle(other, { outcome: 'ANSWERED', answers })).toMatchObject({ errors: [] })
    const { data } = await graph.ask(
      PUBLIC,
      `{ entity(code: "v-ict-or") { needs(outcome: MERGED, first: 100) { nodes { code mergedInto { outcome } trail {
        need { code } project { code } answers { reference } allocations { amount { amount } } evaluations { reference } } } } } }`,
    )
    expect(list(data.entity.needs.nodes).find(({ code }) => code === 'spoor-a')).toEqual({
      code: 'spoor-a',
      mergedInto: { outcome: 'ANSWERED' },
      trail: [
        {
          need: { code: 'spoor-b' },
          project: { code: 'VRD3-2025-02' },
          answers: [{ reference: answers[1] }, { reference: answers[0] }],
          allocations: [{ amount: { amount: '4295000.00' } }],
          evaluations: [{ reference: 'evaluation:VRD3-2025-projectevaluatie' }],
        },
        {
          need: { code: 'spoor-b' },
          project: null,
          answers: [{ reference: 'building-block:govos' }],
          allocations: [],
          evaluations: [],
        },
      ],
    })
  })

  test('defers it until a time, and then comes the answer', async () => {
    const need = await open('later')
    const decision = 'decision:besluit-2025-10-02'
    expect(await settle(need, { outcome: 'DEFERRED', until: '2026-Q2', on: null, decision })).toMatchObject({
      errors: [],
      need: {
        outcome: 'DEFERRED',
        settledOn: '2025-10-02',
        deferredUntil: { date: '2026-04-01', precision: 'QUARTER' },
        settledBy: [{ reference: decision }],
      },
    })
    expect(await settle(need, { outcome: 'ANSWERED', answers: ['project:VRD3-2025-01'], on: '2026-05-01' })).toMatchObject({
      errors: [],
      need: { outcome: 'ANSWERED', settledOn: '2026-05-01', deferredUntil: null },
    }) // prettier-ignore
    // What stood before a day is answered for that day, and for what was known at a version.
    expect(await stands('later', PUBLIC, { decidedBy: '2025-10-01' })).toMatchObject({ outcome: 'OPEN' })
    expect(await stands('later', PUBLIC, { decidedBy: '2026-04-30' })).toMatchObject({
      outcome: 'DEFERRED',
      settledOn: '2025-10-02',
      outcomeReason: 'daarom',
    })
    expect(await stands('later', PUBLIC, { decidedBy: '2026-05-01' })).toMatchObject({ outcome: 'ANSWERED' })
    const before = String(Number(await graph.version()) - 1)
    expect(await stands('later', PUBLIC, { knownAt: before })).toMatchObject({ outcome: 'DEFERRED', deferredUntil: { date: '2026-04-01' } }) // prettier-ignore
    expect(await stands('later', PUBLIC, { knownAt: before, decidedBy: '2025-10-01' })).toMatchObject({ outcome: 'OPEN', settledOn: null }) // prettier-ignore
  })

  test('refuses it with a reason, and nothing answers it from then on until it is opened again', async () => {
    const need = await open('geweigerd')
    expect(await settle(need, { outcome: 'REFUSED' }, STEERING)).toMatchObject({
      errors: [],
      need: { outcome: 'REFUSED', outcomeReason: 'daarom', settledOn: '2025-10-01' },
    })
    expect(await settle(need, { outcome: 'ANSWERED', answers: ['project:VRD3-2025-01'] })).toMatchObject(
      refused('INVALID_TRANSITION', 'open it again with correctNode', 'outcome'),
    )
    const relations = [{ kind: 'ANSWERS', source: 'project:VRD3-2025-01', target: need }]
    expect(await graph.write(OFFICE, 'createRelations', { relations })).toMatchObject({
      errors: [
        { code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('no answer that still holds') },
      ],
    })
    const reopen = { settlement: null, because: null, settledOn: null }
    const correct = async (caller: Caller) =>
      graph.write(caller, 'correctNode', { node: need, change: { details: { need: reopen } }, expectedVersion: await graph.version() }) // prettier-ignore
    expect(await correct(OWNER)).toMatchObject({
      errors: [{ code: 'FORBIDDEN', path: ['input', 'change', 'details', 'need'] }],
    })
    expect(await correct(OFFICE)).toMatchObject({ errors: [] })
    expect(await stands('geweigerd')).toMatchObject({ outcome: 'OPEN' })
    expect(await graph.write(OFFICE, 'createRelations', { relations })).toMatchObject({ errors: [] })
    expect(await stands('geweigerd')).toMatchObject({ outcome: 'ANSWERED', settledOn: null })
  })

  test('is for those who may, and says what it lacks', async () => {
    const need = await open('wie')
    for (const caller of [PUBLIC, OWNER, callerOf('INSPECTORATE'), callerOf('SECRETARIAT')])
      expect(await settle(need, { outcome: 'REFUSED' }, caller)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    expect(await settle(need, { outcome: 'ANSWERED' })).toMatchObject(refused('BAD_USER_INPUT', 'answers is missing', 'answers'))
    expect(await settle(need, { outcome: 'MERGED' })).toMatchObject(refused('BAD_USER_INPUT', 'into is missing', 'into'))
    expect(await settle(need, { outcome: 'REFUSED', until: '2026' })).toMatchObject(refused('BAD_USER_INPUT', 'DEFERRED', 'until'))
    expect(await settle(need, { outcome: 'REFUSED', on: null })).toMatchObject(refused('BAD_USER_INPUT', 'on is missing', 'on'))
    expect(await settle(need, { outcome: 'ANSWERED', answers: [need] })).toMatchObject(refused('BAD_USER_INPUT', 'project or', 'answers', '0'))
  }) // prettier-ignore

  test('a draft answers nothing yet, and an answer that has ended leaves it open', async () => {
    const need = await open('ontwerp')
    const drafted = await graph.write(OFFICE, 'createRelations', { draft: true, relations: [{ kind: 'ANSWERS', source: 'project:VRD3-2025-02', target: need }] }, 'relations { id }') // prettier-ignore
    expect(await stands('ontwerp', OFFICE)).toMatchObject({
      outcome: 'OPEN',
      answers: [{ reference: 'project:VRD3-2025-02' }],
    })
    const answered = { outcome: 'ANSWERED', answers: ['project:VRD3-2025-02'] }
    expect(await settle(need, answered)).toMatchObject(
      refused('INVALID_TRANSITION', 'publishes it first', 'answers'),
    )
    const id = list(drafted.relations)[0].id as string
    expect(await graph.write(OFFICE, 'publish', { subjects: [id], expectedVersion: await graph.version() })).toMatchObject({ errors: [] }) // prettier-ignore
    expect(await stands('ontwerp')).toMatchObject({ outcome: 'ANSWERED' })
    expect(await graph.write(OFFICE, 'endRelation', { relation: id, through: '2025-06-30', expectedVersion: await graph.version() })).toMatchObject({ errors: [] }) // prettier-ignore
    expect(await settle(need, { outcome: 'REFUSED' })).toMatchObject({
      errors: [],
      need: { outcome: 'REFUSED' },
    })
  })
})

describe('of callers who settle at once', () => {
  const rounds = Array.from({ length: 8 }, (_, at) => at)

  test('one wins, and the others are told so', async () => {
    for (const at of rounds) {
      const need = await open(`tegelijk-${at}`)
      const version = await graph.version()
      const asked = [
        { outcome: 'ANSWERED', answers: ['project:VRD3-2025-01'] },
        { outcome: 'REFUSED' },
        { outcome: 'DEFERRED' },
        { outcome: 'MERGED', into: 'need:wie' },
      ]
      const told = await Promise.all(asked.map((more) => settle(need, { ...more, expectedVersion: version })))
      expect(told.filter(({ errors }) => list(errors).length === 0)).toHaveLength(1)
      for (const { errors } of told)
        for (const { code } of list(errors)) expect(['CONFLICT', 'INVALID_TRANSITION']).toContain(code)
    }
  })

  test('no circle closes, and nothing refused is answered', async () => {
    for (const at of rounds) {
      const [a, b] = [await open(`om-${at}-a`), await open(`om-${at}-b`)]
      const circle = await Promise.all([
        settle(a, { outcome: 'MERGED', into: b }),
        settle(b, { outcome: 'MERGED', into: a }),
      ])
      expect(circle.filter(({ errors }) => list(errors).length === 0)).toHaveLength(1)
      const c = await open(`om-${at}-c`)
      const relations = [{ kind: 'ANSWERS', source: 'project:VRD3-2025-01', target: c }]
      const both = await Promise.all([
        settle(c, { outcome: 'REFUSED' }),
        graph.write(OFFICE, 'createRelations', { relations }),
      ])
      expect(both.filter(({ errors }) => list(errors).length === 0)).toHaveLength(1)
    }
  })
})
