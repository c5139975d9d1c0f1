import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readOperations } from '../../src/api/operations.js'
import { OperationsService } from '../operations/operations-service.js'
import { writeHistory } from './random-history.js'

const operations = await readOperations(fileURLToPath(new URL('../../schema/operations', import.meta.url)))
const WRITERS = 16
const TRANSACTIONS = 800
/** Every one of a thousand would take a minute. */
const ASKED_AGAIN = 200

interface Recorded {
  readonly operation: (typeof operations)[number]
  readonly body: { readonly extensions?: unknown }
}

function versionOf({ body }: Recorded): string {
  return (body.extensions as { graphVersion: string }).graphVersion
}

describe(`while ${WRITERS} writers change the graph at random`, () => {
  let service: OperationsService
  const recorded: Recorded[] = []

  beforeAll(async () => {
    service = await OperationsService.start()
    const writing = { done: false }
    const written = writeHistory(service.database.url, {
      writers: WRITERS,
      until: TRANSACTIONS,
      seed: 3,
    }).finally(() => (writing.done = true))
    for (let i = 0; !writing.done; i++) {
      const operation = operations[i % operations.length] as (typeof operations)[number]
      const { body } = await service.ask(operation)
      recorded.push({ operation, body })
    }
    await written
  }, 120_000)
  afterAll(() => service.stop())

  test('what was answered then is answered again for that version, to the letter', async () => {
    expect(new Set(recorded.map(versionOf)).size).toBeGreaterThan(30)
    const step = Math.ceil(recorded.length / ASKED_AGAIN)
    for (const one of recorded.filter((_, i) => i % step === 0)) {
      const { body } = await service.ask(one.operation, { knownAt: versionOf(one) })
      expect([one.operation.name, versionOf(one), body]).toEqual([
        one.operation.name,
        versionOf(one),
        one.body,
      ])
    }
  }, 120_000)

  test('and the past differs from the present', async () => {
    const first = recorded[0] as Recorded
    const answers = await Promise.all(
      operations.map(async (operation) => {
        const [now] = [await service.ask(operation)]
        const then = await service.ask(operation, { knownAt: versionOf(first) })
        return JSON.stringify(now.body.data) !== JSON.stringify(then.body.data)
      }),
    )
    expect(answers.filter(Boolean).length).toBeGreaterThan(10)
  })
})
