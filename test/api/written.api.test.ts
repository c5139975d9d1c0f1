import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { getNamedType, type GraphQLField, isLeafType } from 'graphql'
import { WrittenAnswers } from '../../src/api/written/written-answers.js'
import { buildPlainSchema } from '../../src/api/schema.js'
import { writtenOf } from '../../src/graph/written.type.js'
import { AnsweringService } from '../support/answering-service.js'
import { randomQuestions } from '../support/random-documents.js'
import { expectSameAnswers } from '../support/two-ways.js'

/** `WRITTEN=20000 WRITTEN_SEED=1` asks more, and others. */
const DOCUMENTS = Number(process.env['WRITTEN'] ?? 150)
const SEED = Number(process.env['WRITTEN_SEED'] ?? 20_250_213)

let service: AnsweringService
beforeAll(async () => {
  service = await AnsweringService.start()
  // What the public sees, and what is seen with all drafts.
  for (const caller of service.callerNames) {
    await service.answerAsServed({ caller, acceptLanguage: 'nl', document: IMPACT, variables: {} })
  }
  await service.held.settled()
}, 60_000)
afterAll(() => service.stop())

const write = jest.spyOn(WrittenAnswers.prototype, 'write')
beforeEach(() => {
  write.mockClear()
})

const IMPACT = `query Q { impact(of: "entity:vlabel", first: 40) { __typename totalCount truncated hits {
  distance node { code kind name ... on Project { number owner { code } } } } } }`

const LINEAGE = `query Q { block: fundingLineage(of: "building-block:magda") { ...Told } project: fundingLineage(of: "project:VRD3-2025-08") { ...Told } }
  fragment Told on FundingLineage { subject { code } total { amount precision } trails { undivided amount { amount currency precision }
    allocation { code status entity { code } } steps { __typename kind code ... on Project { number } } yields { code name }
    decision { code body { code } } advice { code relations(first: 1) { nodes { kind } } } } }`

/** What comes back of what was written before, and must not where it means something else. */
const AGAIN = {
  'a fragment that is added to in one place and not in the other':
    'query Q { a: project(code: "VRD3-2025-08") { ...F relations(first: 3) { nodes { target { code } } } } b: project(code: "VRD3-2025-08") { ...F } } fragment F on Project { relations(first: 3) { nodes { kind } } }',
  'a list under two names, of which one asks for more':
    'query Q { a: projects(first: 2) { ...F nodes { number } } b: projects(first: 2) { ...F } } fragment F on ProjectConnection { nodes { code } }',
  'a list within a node that names another node':
    'query Q { project(code: "VRD3-2025-08") { allocations(filter: { portfolio: "portfolio:VRD3-2025" }) { totalCount nodes { code } } } }',
  'a list of which more is asked of one kind':
    'query Q { project(code: "VRD3-2025-08") { deliverables { relations(first: 2) { nodes { kind } } ... on BuildingBlock { relations(first: 2) { nodes { target { code } } } } } } }',
  'a list with a variable beside one without':
    'query Q($n: Int = 2) { projects(first: 2) { nodes { code allocations(first: $n) { nodes { code } } relations(first: 2) { nodes { kind } } } } }',
  'what is touched, over ties that are held': IMPACT,
  'where the money comes from, with all that stands along its way': LINEAGE,
  'where the money comes from, on a day, beside what is touched':
    'query Q { fundingLineage(of: "portfolio:VRD3-2025", on: "2025-06-01") { total { amount } trails { steps { id code } } } impact(of: "building-block:magda") { totalCount root { code } } }',
  'where no money comes from':
    'query Q { fundingLineage(of: "target-group:gebruiker") { total { amount precision } trails { amount { amount } steps { code } } } }',
  'what is touched, told twice, of which one tells more':
    'query Q { impact(of: "building-block:magda") { a: hits { node { code } } b: hits { distance node { code kind name } } } }',
  'what is touched, with the ways there':
    'query Q { impact(of: "building-block:magda", first: 100) { root { code } hits { distance node { code } path { id kind inverse citations { locator document { code } } source { code } target { __typename code } } } } }',
  'what is touched, beside what hangs on a variable':
    'query Q($n: Int = 2) { impact(of: "building-block:magda") { hits { a: node { code } b: node { code relations(first: $n) { nodes { kind } } } c: node { name } } } }',
  'what is touched twice, of which one tells less':
    'query Q { a: impact(of: "building-block:magda") { hits { node { code } } } b: impact(of: "building-block:magda", depth: 1, nodeKinds: [PROJECT]) { totalCount hits { distance node { id } } } }',
}
test.each(Object.entries(AGAIN))('%s is written, each time', async (_, document) => {
  const question = { caller: 'public', acceptLanguage: 'nl', document, variables: {} }
  for (let i = 0; i < 3; i++) await expectSameAnswers(service.answerPlainly, service.answerAsServed, question)
  const results = await Promise.all(write.mock.results.map(({ value }) => value as Promise<unknown>))
  expect(results.map(Boolean)).toEqual([true, true, true])
})

test('a list of which variables say in other ways what is asked is written, each time', async () => {
  const document = `query Q($filter: ProjectFilter, $order: [ProjectOrder!]) {
    projects(first: 5, filter: $filter, orderBy: $order) { totalCount nodes { code } pageInfo { endCursor } } }`
  const asked = [
    {},
    { filter: { portfolio: 'portfolio:VRD3-2025' } },
    { filter: { pillar: 'pillar:vlaams-data-integratieplatform' } },
    { filter: { buildingBlock: 'building-block:magda' } },
    { order: ['NUMBER_DESC'] },
  ]
  for (const variables of [...asked, ...asked.toReversed()])
    await expectSameAnswers(service.answerPlainly, service.answerAsServed, {
      caller: 'public',
      acceptLanguage: 'nl',
      document,
      variables,
    })
  const results = await Promise.all(write.mock.results.map(({ value }) => value as Promise<unknown>))
  expect(results.map(Boolean)).toEqual(Array.from({ length: 2 * asked.length }, () => true))
})

test.each([
  'query Q { impact(of: "building-block:nowhere") { totalCount } }',
  'query Q { impact(of: "nothing") { totalCount } }',
  'query Q { fundingLineage(of: "building-block:nowhere") { total { amount } } }',
  'query Q { impact(of: "building-block:magda", depth: 99) { totalCount } }',
  'query Q { impact(of: "building-block:magda") { hits { node { remarks { text } } } } }',
])('%s is left to the resolvers', async (document) => {
  const question = { caller: 'public', acceptLanguage: 'nl', document, variables: {} }
  await expectSameAnswers(service.answerPlainly, service.answerAsServed, question)
  expect(await write.mock.results[0]?.value).toBeUndefined()
})

/** What the database is told to write, and what connections and small objects are made of. */
function isTold(field: GraphQLField<unknown, unknown>): boolean {
  const isPlain = isLeafType(getNamedType(field.type)) && field.args.length === 0
  return (
    writtenOf(field) !== undefined || isPlain || ['nodes', 'edges', 'node', 'pageInfo'].includes(field.name)
  )
}

test(
  'what the database writes is what the resolvers would have answered',
  async () => {
    const asked = fc.record({
      question: randomQuestions(await buildPlainSchema(), service.samples, isTold),
      caller: fc.constantFrom(...service.callerNames),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ question: { document, variables }, caller }) => {
        for (const values of variables) {
          const question = { caller, acceptLanguage: 'nl', document, variables: values }
          await expectSameAnswers(service.answerPlainly, service.answerAsServed, question)
        }
      }),
      { seed: SEED, numRuns: DOCUMENTS, endOnFailure: process.env['WRITTEN'] !== undefined },
    )
    const results = await Promise.all(write.mock.results.map(({ value }) => value as Promise<unknown>))
    expect(results.filter(Boolean).length).toBeGreaterThan(DOCUMENTS / 4)
  },
  60_000 + 1_500 * DOCUMENTS,
)
