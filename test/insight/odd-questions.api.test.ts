import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readOperations } from '../../src/api/operations.js'
import { plantDrafts } from '../database/planted-drafts.js'
import { withClient } from '../support/test-run.js'
import { InsightService } from './insight-service.js'

const OPERATIONS = fileURLToPath(new URL('../../schema/operations', import.meta.url))

let insight: InsightService
beforeAll(async () => {
  insight = await InsightService.start()
})
afterAll(() => insight.stop())

const NOBODY = 'there is no node "project:NOBODY"'
const NO_NAME = '"" is neither an id nor a reference such as "project:VRD3-2025-08"'
test.each([
  ['{ synergies(of: "project:NOBODY") { totalCount } }', 'NOT_FOUND', 'of', NOBODY],
  ['{ reuseRate(of: "project:NOBODY") { projects } }', 'NOT_FOUND', 'of', NOBODY],
  ['{ reuseMatrix(of: "project:NOBODY") { totalCount } }', 'NOT_FOUND', 'of', NOBODY],
  ['{ synergies(of: "building-block:magda") { totalCount } }', 'BAD_USER_INPUT', 'of', 'must name project or entity'],
  ['{ reuseRate(of: "need:inspelen-op-partnernoden") { rate } }', 'BAD_USER_INPUT', 'of', 'must name project or pillar'],
  ['{ synergies(of: "") { totalCount } }', 'BAD_USER_INPUT', 'of', NO_NAME],
  ['{ synergies(first: 0) { totalCount } }', 'BAD_USER_INPUT', 'first', 'must be from 1 to 100'],
  ['{ synergies(minScore: 0) { totalCount } }', 'BAD_USER_INPUT', 'minScore', 'must be at least 1'],
  ['{ synergies(after: "eA") { totalCount } }', 'BAD_USER_INPUT', 'after', 'is not a cursor of this list in this order'],
  ['{ reuseRate { groups(by: PILLAR, first: 101) { totalCount } } }', 'BAD_USER_INPUT', 'first', 'must be from 1 to 100'],
  ['{ completeness(kinds: []) { rate } }', 'BAD_USER_INPUT', 'kinds', 'must name at least one kind'],
])('%s', async (document, code, argument, message) => {
  expect(await insight.refusal(document)).toEqual([code, argument, expect.stringContaining(message)])
}) // prettier-ignore

test('what reads the whole graph cannot be asked for without end', async () => {
  const many = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: synergies(first: 1) { totalCount }`).join(' ')} }`
  expect((await insight.refusal(many(31)))?.[0]).toBe('QUERY_TOO_COMPLEX')
  expect(await insight.refusal(many(3))).toBeUndefined()
})

test('of a graph that holds nothing yet, the answers are empty', async () => {
  const empty = await insight.ask(
    `{ synergies { totalCount nodes { score } } reuseRate { projects rate groups(by: ENTITY) { totalCount } } reuseMatrix { totalCount columns { code } }
      buildToRun { investments { totalCount sum { amount } } operatingWithoutSystems { totalCount } }
      completeness { expected rate worst { totalCount } } }`,
    { knownAt: '0' },
  )
  expect(empty).toEqual({
    synergies: { totalCount: 0, nodes: [] },
    reuseRate: { projects: 0, rate: null, groups: { totalCount: 0 } },
    reuseMatrix: { totalCount: 0, columns: [] },
    buildToRun: {
      investments: { totalCount: 0, sum: { amount: '0.00' } },
      operatingWithoutSystems: { totalCount: 0 },
    },
    completeness: { expected: 0, rate: null, worst: { totalCount: 0 } },
  })
})

test('before the projects begin, a day as an argument and as of that day tell the same', async () => {
  const asked = (argument: string): string =>
    `{ synergies${argument} { totalCount nodes { one { reference } other { reference } score } }
      reuseRate${argument} { projects } reuseMatrix${argument} { totalCount } buildToRun${argument} { investments { totalCount } } }`
  const byArgument = await insight.ask(asked('(on: "2024-06-01")'))
  expect(byArgument).toMatchObject({
    reuseRate: { projects: 0 },
    reuseMatrix: { totalCount: 0 },
    buildToRun: { investments: { totalCount: 0 } },
  })
  expect(await insight.ask(asked(''), { on: '2024-06-01' })).toEqual(byArgument)
  expect(await insight.ask(asked('(on: "2025-06-01")'))).toEqual(
    await insight.ask(asked(''), { on: '2025-06-01' }),
  )
})

test('drafts change nothing of what the public is told, until they are published', async () => {
  const operations = (await readOperations(OPERATIONS)).filter(({ document }) =>
    /\b(synergies|reuseRate|reuseMatrix|buildToRun|completeness)\b/.test(document),
  )
  expect(operations).toHaveLength(6)
  const answers = async (): Promise<unknown[]> => {
    const all: unknown[] = []
    for (const operation of operations) all.push((await insight.service.ask(operation)).body.data)
    return all
  }
  const before = await answers()
  await withClient(insight.service.database.url, async (client) => {
    await client.query('begin')
    const { rows } = await client.query<{ id: string }>(`select id from entity limit 1`)
    await plantDrafts(client, 'geheim', null, rows[0]?.id ?? '')
    await client.query('commit')
  })
  expect(await answers()).toEqual(before)
  await insight.write('delete from draft')
  expect(await answers()).not.toEqual(before)
})
