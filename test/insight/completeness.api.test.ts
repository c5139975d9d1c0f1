import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { InsightService } from './insight-service.js'

let insight: InsightService
beforeAll(async () => {
  insight = await InsightService.start()
})
afterAll(() => insight.stop())

type Tally = Record<'expected' | 'met' | 'notStated' | 'missing', number>
const TALLY = 'expected met notStated missing'

test('the note names no owner of any project, and a remark on each says so', async () => {
  interface Kind {
    readonly nodes: number
    readonly withoutGaps: number
    readonly expectations: readonly { readonly code: string }[]
  }
  const { completeness } = await insight.ask<{ completeness: { kinds: [Kind] } }>(
    `{ completeness(kinds: [PROJECT]) { kinds { nodes withoutGaps expectations { code met notStated missing } } } }`,
  )
  const [project] = completeness.kinds
  expect([project.nodes, project.withoutGaps]).toEqual([10, 10])
  const owner = project.expectations.find(({ code }) => code === 'OWNER')
  expect(owner).toEqual({ code: 'OWNER', met: 0, notStated: 10, missing: 0 })
})

test('node by node it comes to what the graph is told to come to', async () => {
  const nodes = `(first: 100) { nodes { completeness { ${TALLY} } } }`
  const answer = await insight.ask<
    Record<'projects' | 'entities', { nodes: { completeness: Tally }[] }> & { completeness: Tally }
  >(`{ completeness(kinds: [ENTITY, PROJECT]) { ${TALLY} } projects${nodes} entities${nodes} }`)
  const all = [...answer.projects.nodes, ...answer.entities.nodes].map(({ completeness }) => completeness)
  const sum = (part: keyof Tally): number => all.reduce((total, own) => total + own[part], 0)
  const [expected, met, notStated, missing] = [sum('expected'), sum('met'), sum('notStated'), sum('missing')]
  expect(answer.completeness).toEqual({ expected, met, notStated, missing })
  // Ten things of each of 10 projects, six of each of 16 entities; no owners, and no OVO code of V-ICT-OR, as remarks say.
  expect(answer.completeness).toEqual({ expected: 196, met: 185, notStated: 11, missing: 0 })
})

test('what is forgotten is missing, also where the sources are silent of something else', async () => {
  await insight.write(`update node set description_en = null where code = 'VRD3-2025-05'`)
  const answer = await insight.ask(`{
    project(code: "VRD3-2025-05") { completeness { expectations(states: [MISSING, NOT_STATED]) { code name(language: NL) state } } }
    completeness(kinds: [PROJECT]) { worst { totalCount nodes { reference } } } }`)
  expect(answer).toEqual({
    project: {
      completeness: {
        expectations: [
          { code: 'DESCRIPTION_EN', name: 'Engelse beschrijving', state: 'MISSING' },
          { code: 'OWNER', name: 'Eigenaar', state: 'NOT_STATED' },
        ],
      },
    },
    completeness: { worst: { totalCount: 1, nodes: [{ reference: 'project:VRD3-2025-05' }] } },
  })
})

test('what a remark excuses is missing once that remark is gone or settled', async () => {
  const state = async (): Promise<unknown> =>
    insight.ask(
      '{ entity(code: "v-ict-or") { completeness { expectations(states: [MISSING, NOT_STATED]) { code state } } } }',
    )
  const told = (how: string): unknown => ({
    entity: { completeness: { expectations: [{ code: 'OVO_CODE', state: how }] } },
  })
  expect(await state()).toEqual(told('NOT_STATED'))
  await insight.write(
    `insert into remark_settlement (remark_id, because_nl) select r.id, 'Gevonden' from remark r join node n on n.id = r.node_id
     where n.code = 'v-ict-or' and n.kind = 'ENTITY' and r.kind = 'NOT_STATED'`,
  )
  expect(await state()).toEqual(told('MISSING'))
})

test('of a hundred nodes takes as many statements as of one', async () => {
  const of = (first: number): Promise<number> =>
    insight.statements(
      `{ buildingBlocks(first: ${first}) { nodes { completeness { rate expectations { name state } } } } }`,
    )
  expect(await of(100)).toBe(await of(1))
})
