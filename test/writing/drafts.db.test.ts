import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import path from 'node:path'
import { readOperations, type StoredOperation } from '../../src/api/operations.js'
import type { Caller } from '../../src/access/caller.js'
import { callerOf, list, OFFICE, WritingGraph } from './writing-graph.js'

const PUBLIC = callerOf('PUBLIC')
const OWNER = callerOf('ENTITY', 'v-ict-or')
const OTHER = callerOf('ENTITY', 'digitaal-vlaanderen')

let graph: WritingGraph
let operations: readonly StoredOperation[]
beforeAll(async () => {
  graph = await WritingGraph.start()
  operations = await readOperations(path.resolve('schema/operations'))
})
afterAll(() => graph.stop())

/** Beside what the seeds hold, in every place where lists, sums, ways and words are looked for. */
const DRAFTS = {
  draft: true,
  nodes: [
    { kind: 'PROJECT', code: 'geheim-project', name: { nl: 'Geheim project van MAGDA' }, details: { project: { number: 77, portfolio: 'portfolio:VRD3-2025', pillar: 'pillar:VRD3-2025-H1', owner: 'entity:v-ict-or' } } },
    { kind: 'ALLOCATION', code: 'geheim-bedrag', name: { nl: 'Geheim bedrag' }, details: { allocation: { appropriation: 'appropriation:APPROPRIATION', project: 'project:geheim-project', entity: 'entity:v-ict-or', amount: '0.07', allocationKind: 'INVESTMENT' } } },
    { kind: 'BUILDING_BLOCK', code: 'geheim-blok', name: { nl: 'Geheim blok' } },
    { kind: 'NEED', code: 'geheime-nood', name: { nl: 'Geheime nood' } },
    { kind: 'MILESTONE', code: 'geheime-mijlpaal', name: { nl: 'Geheime mijlpaal' }, details: { milestone: { due: '2025-10' } } },
    { kind: 'EVALUATION', code: 'geheim-oordeel', name: { nl: 'Geheim oordeel' }, details: { evaluation: { fiscalYear: 2025 } } },
    { kind: 'DECISION', code: 'geheim-besluit', name: { nl: 'Geheim besluit' }, details: { decision: { status: 'PROPOSED', body: 'governance-body:vlaamse-regering' } } },
    { kind: 'PILLAR', code: 'geheime-lijn', name: { nl: 'Geheime hoofdlijn' }, details: { pillar: { number: 77, portfolio: 'portfolio:VRD3-2025' } } },
  ],
  relations: [
    { kind: 'REUSES', source: 'building-block:geheim-blok', target: 'building-block:magda' },
    { kind: 'DELIVERS', source: 'project:geheim-project', target: 'building-block:magda' },
    { kind: 'ANSWERS', source: 'project:geheim-project', target: 'need:geheime-nood' },
    { kind: 'EVALUATES', source: 'evaluation:geheim-oordeel', target: 'project:VRD3-2025-01' },
  ],
} // prettier-ignore

async function answers(caller: Caller): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {}
  for (const { name, document, variables } of operations)
    told[name] = await graph.ask(caller, document, variables)
  return told
}

describe('what is not published', () => {
  let before: Record<string, unknown>
  let made: { graphVersion: string; nodes: { id: string; reference: string }[]; relations: { id: string }[] }
  let remark: string

  beforeAll(async () => {
    before = await answers(PUBLIC)
    const { data } = await graph.ask(
      OFFICE,
      '{ portfolio(code: "VRD3-2025") { appropriations { reference } pillars { reference } } }',
    )
    const text = JSON.stringify(DRAFTS)
      .replace('appropriation:APPROPRIATION', data.portfolio.appropriations[0].reference)
      .replace('pillar:VRD3-2025-H1', data.portfolio.pillars[0].reference)
    made = await graph.write(
      OFFICE,
      'createNodes',
      JSON.parse(text),
      'nodes { id reference } relations { id }',
    )
    expect(made).toMatchObject({ errors: [] })
    const remarked = await graph.write(
      OFFICE,
      'addRemark',
      { node: 'project:VRD3-2025-01', kind: 'JUDGEMENT', text: { nl: 'Een geheime opmerking' }, draft: true },
      'remark { id draft }',
    )
    expect(remarked).toMatchObject({ errors: [], remark: { draft: true } })
    remark = remarked.remark.id
  }, 60_000)

  test('changes no answer to the public, in any stored question', async () => {
    // Versions are counted without a gap, for everybody: that something was written is no secret, what it was is.
    const apart = (told: unknown) =>
      JSON.parse(JSON.stringify(told).replace(/"(upTo|endCursor)":"\d+"/g, '"$1":""')) as unknown
    expect(apart(await answers(PUBLIC))).toEqual(apart(before))
  }, 60_000)

  test('is there for those who prepare it', async () => {
    const told = await answers(OFFICE)
    expect(JSON.stringify(told)).toContain('Geheim project van MAGDA')
    expect(told).not.toEqual(before)
  }, 60_000)

  test('is not there by id, reference, code, search, path or history', async () => {
    for (const caller of [PUBLIC, OTHER])
      for (const { id, reference } of made.nodes) {
        const { data, errors } = await graph.ask(
          caller,
          `query ($id: ID!, $reference: String!) { node(id: $id) { id } nodes(ids: [$id]) { id } graphNode(reference: $reference) { id }
            search(text: "geheim") { totalCount } }`,
          { id, reference },
        )
        expect({ data, errors }).toEqual({
          data: { node: null, nodes: [null], graphNode: null, search: { totalCount: 0 } },
          errors: undefined,
        })
        const never = 'node:nooit-geweest'.replace('node', reference.split(':')[0] ?? '')
        const ask = async (of: string) =>
          graph.ask(caller, 'query ($of: String!) { changes(of: $of) { nodes { subject } } }', { of })
        const [found, unknown] = [await ask(reference), await ask(never)]
        expect(JSON.stringify(found).replaceAll(reference, never)).toBe(JSON.stringify(unknown))
      }
  }, 60_000)

  test('is in no change, no difference and no event, and its versions tell nothing', async () => {
    const { data } = await graph.ask(
      PUBLIC,
      `query ($from: GraphVersion!) { changes(after: $from) { nodes { subject reason author } upTo }
        diff(from: $from, to: "${await graph.version()}") { totalCount summary changes { subject } } }`,
      { from: String(BigInt(made.graphVersion) - 1n) },
    )
    expect(data.changes).toEqual({ nodes: [], upTo: await graph.version() })
    expect(data.diff).toMatchObject({ totalCount: 0, changes: [] })
  })

  test('is not there at any moment of its past either', async () => {
    const asOf = { knownAt: made.graphVersion }
    const question = `{ graphNode(reference: "project:geheim-project") { id } search(text: "geheim") { totalCount }
      portfolio(code: "VRD3-2025") { pillars { code } allocations(first: 1) { totalCount sum { amount } } } }`
    const { data } = await graph.ask(PUBLIC, question, {}, asOf)
    expect(data).toMatchObject({ graphNode: null, search: { totalCount: 0 } })
    const now = await graph.ask(PUBLIC, question)
    expect(now.data).toEqual(data)
    const office = await graph.ask(OFFICE, question, {}, asOf)
    expect(office.data.graphNode).not.toBeNull()
  })

  test('takes nothing from its appropriation until it is published', async () => {
    const { data } = await graph.ask(
      OFFICE,
      '{ graphNode(reference: "allocation:geheim-bedrag") { ... on Allocation { status appropriation { allocated { amount } } } } }',
    )
    expect(data.graphNode).toEqual({
      status: 'DRAFT',
      appropriation: { allocated: { amount: '18000000.00' } },
    })
  })

  test('is refused where something public would hang on it', async () => {
    const refusal = { graphVersion: null, errors: [{ code: 'CONSTRAINT_VIOLATED' }] }
    expect(
      await graph.write(OFFICE, 'createRelations', {
        relations: [{ kind: 'REUSES', source: 'project:VRD3-2025-01', target: 'building-block:geheim-blok' }],
      }),
    ).toMatchObject(refusal)
    expect(
      await graph.write(OFFICE, 'createNodes', {
        nodes: [
          { kind: 'WORKSTREAM', code: 'x', name: { nl: 'X' }, details: { workstream: { number: 1, project: 'project:geheim-project' } } },
        ],
      }), // prettier-ignore
    ).toMatchObject(refusal)
    const expectedVersion = await graph.version()
    expect(
      await graph.write(OFFICE, 'publish', { expectedVersion, subjects: ['allocation:geheim-bedrag'] }),
    ).toMatchObject(refusal)
    expect(
      await graph.write(OFFICE, 'publish', { expectedVersion, subjects: [made.relations[0]?.id] }),
    ).toMatchObject(refusal)
  })

  test('is published whole, and begins for the public where it is', async () => {
    const published = await graph.write(
      OFFICE,
      'publish',
      {
        expectedVersion: await graph.version(),
        subjects: ['building-block:geheim-blok', made.relations[0]?.id, remark],
      },
      'nodes { reference draft } relations { draft } remarks { text draft }',
    )
    expect(published).toMatchObject({
      errors: [],
      nodes: [{ reference: 'building-block:geheim-blok', draft: false }],
      relations: [{ draft: false }],
      remarks: [{ text: 'Een geheime opmerking', draft: false }],
    })
    const { data } = await graph.ask(
      PUBLIC,
      `{ buildingBlock(code: "geheim-blok") { history { version operation before } relations { nodes { kind } } }
        search(text: "geheim") { totalCount } project(code: "VRD3-2025-01") { remarks { text } history { operation version } } }`,
    )
    expect(data.buildingBlock).toEqual({
      history: [{ version: published.graphVersion, operation: 'CREATED', before: null }],
      relations: { nodes: [{ kind: 'REUSES' }] },
    })
    expect(data.search.totalCount).toBe(1)
    expect(JSON.stringify(data.project.remarks)).toContain('Een geheime opmerking')
    expect(list(data.project.history).at(-1)).toEqual({
      version: published.graphVersion,
      operation: 'CORRECTED',
    })
    const then = await graph.ask(
      PUBLIC,
      '{ buildingBlock(code: "geheim-blok") { id } }',
      {},
      { knownAt: made.graphVersion },
    )
    expect(then.data.buildingBlock).toBeNull()
  })

  test('that would exceed its appropriation stays a draft', async () => {
    expect(
      await graph.write(OFFICE, 'publish', {
        expectedVersion: await graph.version(),
        subjects: ['project:geheim-project', 'allocation:geheim-bedrag'],
      }),
    ).toMatchObject({
      graphVersion: null,
      errors: [{ code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('exceed') }],
    })
  })
})

describe('what an entity prepares', () => {
  test('is seen by itself and by the programme, and by no other entity', async () => {
    const made = await graph.write(OWNER, 'createNodes', { draft: true, nodes: [{ kind: 'NEED', code: 'eigen-nood', name: { nl: 'Eigen verlangen' } }] }, 'nodes { draft steward { code } }') // prettier-ignore
    expect(made).toMatchObject({ errors: [], nodes: [{ draft: true, steward: { code: 'v-ict-or' } }] })
    const seen = async (caller: Caller) =>
      (await graph.ask(caller, '{ graphNode(reference: "need:eigen-nood") { name } }')).data.graphNode
    expect(await seen(OWNER)).toEqual({ name: 'Eigen verlangen' })
    expect(await seen(OFFICE)).toEqual({ name: 'Eigen verlangen' })
    expect([await seen(OTHER), await seen(PUBLIC)]).toEqual([null, null])
  })

  test('is corrected and published by itself alone, beside the programme', async () => {
    const input = async () => ({
      expectedVersion: await graph.version(),
      node: 'need:eigen-nood',
      change: { description: { nl: 'Uitleg' } },
    })
    expect(await graph.write(OTHER, 'correctNode', await input())).toMatchObject({
      errors: [{ code: 'NOT_FOUND' }],
    })
    expect(await graph.write(OWNER, 'correctNode', await input())).toMatchObject({ errors: [] })
    const publish = async (caller: Caller) =>
      graph.write(caller, 'publish', {
        expectedVersion: await graph.version(),
        subjects: ['need:eigen-nood'],
      })
    expect(await publish(OTHER)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] })
    expect(await publish(OWNER)).toMatchObject({ errors: [] })
    expect(await publish(OWNER)).toMatchObject({ errors: [{ code: 'INVALID_TRANSITION' }] })
    expect(await graph.write(OTHER, 'correctNode', await input())).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    })
  })

  test('cannot be given away', async () => {
    expect(
      await graph.write(OWNER, 'correctNode', { expectedVersion: await graph.version(), node: 'need:eigen-nood', change: { steward: 'entity:digitaal-vlaanderen' } }), // prettier-ignore
    ).toMatchObject({ errors: [{ code: 'FORBIDDEN', path: ['input', 'change', 'steward'] }] })
  })
})
