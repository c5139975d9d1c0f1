import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { buildPlainSchema } from '../../src/api/schema.js'
import { PlannedQueries } from '../../src/api/planned-queries.js'
import { AnsweringService } from '../support/answering-service.js'
import { randomQuestions } from '../support/random-documents.js'
import { expectSameAnswers } from '../support/two-ways.js'

/** `SAME_ANSWERS=20000 SAME_ANSWERS_SEED=1` asks more, and others. */
const DOCUMENTS = Number(process.env['SAME_ANSWERS'] ?? 150)
const SEED = Number(process.env['SAME_ANSWERS_SEED'] ?? 20_250_213)

/** Of all clocks, and one that is still to come. */
const MOMENTS = [
  { knownAt: '1' },
  { on: '2024-06-30' },
  { decidedBy: '2025-01-31' },
  { on: '2026-01-01', knownAt: '2' },
  { knownAt: '999' },
]

let service: AnsweringService
beforeAll(async () => {
  service = await AnsweringService.start()
}, 60_000)
afterAll(() => service.stop())

test(
  'whatever is asked, and whoever asks, is answered as graphql-js answers by the resolvers alone',
  async () => {
    const planned = jest.spyOn(PlannedQueries.prototype, 'data')
    const schema = await buildPlainSchema()
    const counts = { planned: 0, plain: 0, valid: 0, withErrors: 0 }
    const asked = fc.record({
      question: randomQuestions(schema, service.samples),
      caller: fc.constantFrom(...service.callerNames),
      acceptLanguage: fc.constantFrom('nl', 'en'),
      asOf: fc.constantFrom(undefined, undefined, undefined, ...MOMENTS),
    })
    const plainly: typeof service.answerPlainly = async (question) => {
      const answer = await service.answerPlainly(question)
      if (answer.includes('"data"')) counts.valid++
      if (answer.includes('"errors"')) counts.withErrors++
      return answer
    }
    // The first time a query is read, the second time it is known.
    const again: typeof service.answerAsServed = async (question) => {
      await service.answerAsServed(question)
      return service.answerAsServed(question)
    }
    await fc.assert(
      fc.asyncProperty(asked, async ({ question: { document, variables }, ...rest }) => {
        for (const values of variables) {
          await expectSameAnswers(plainly, again, { ...rest, document, variables: values })
        }
      }),
      { seed: SEED, numRuns: DOCUMENTS, endOnFailure: process.env['SAME_ANSWERS'] !== undefined },
    )
    for (const { value } of planned.mock.results) {
      if ((await value) === undefined) counts.plain++
      else counts.planned++
    }
    if (process.env['SAME_ANSWERS']) console.log(counts)
    // A test that asks nothing right would find nothing wrong.
    expect(counts.planned).toBeGreaterThan(DOCUMENTS / 2)
    expect(counts.withErrors).toBeGreaterThan(DOCUMENTS / 20)
  },
  60_000 + 1_500 * DOCUMENTS,
)
