import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
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
}, 60_000)
afterAll(() => service.stop())

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
    const write = jest.spyOn(WrittenAnswers.prototype, 'write')
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
    if (process.env['WRITTEN'])
      console.log({ asked: results.length, written: results.filter(Boolean).length })
    expect(results.filter(Boolean).length).toBeGreaterThan(DOCUMENTS / 4)
  },
  60_000 + 1_500 * DOCUMENTS,
)
