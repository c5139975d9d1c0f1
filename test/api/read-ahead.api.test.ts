import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { getNamedType, type GraphQLField, isLeafType } from 'graphql'
import { ReadAhead } from '../../src/api/ahead/read-ahead.js'
import { buildPlainSchema } from '../../src/api/schema.js'
import { aheadOf } from '../../src/graph/ahead.type.js'
import { AnsweringService } from '../support/answering-service.js'
import { randomQuestions } from '../support/random-documents.js'
import { expectSameAnswers } from '../support/two-ways.js'

/** `READ_AHEAD=20000 READ_AHEAD_SEED=1` asks more, and others. */
const DOCUMENTS = Number(process.env['READ_AHEAD'] ?? 150)
const SEED = Number(process.env['READ_AHEAD_SEED'] ?? 20_250_213)

let service: AnsweringService
beforeAll(async () => {
  service = await AnsweringService.start()
}, 60_000)
afterAll(() => service.stop())

/** What is told ahead, and what connections and small objects are made of. */
function isTold(field: GraphQLField<unknown, unknown>): boolean {
  const isPlain = isLeafType(getNamedType(field.type)) && field.args.length === 0
  return (
    aheadOf(field) !== undefined || isPlain || ['nodes', 'edges', 'node', 'pageInfo'].includes(field.name)
  )
}

test(
  'what is read ahead by one statement is what the resolvers would have asked for',
  async () => {
    const read = jest.spyOn(ReadAhead.prototype, 'read')
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
      { seed: SEED, numRuns: DOCUMENTS, endOnFailure: process.env['READ_AHEAD'] !== undefined },
    )
    const results = await Promise.all(read.mock.results.map(({ value }) => value as Promise<boolean>))
    if (process.env['READ_AHEAD'])
      console.log({ asked: results.length, ahead: results.filter(Boolean).length })
    expect(results.filter(Boolean).length).toBeGreaterThan(DOCUMENTS / 4)
  },
  60_000 + 1_500 * DOCUMENTS,
)
