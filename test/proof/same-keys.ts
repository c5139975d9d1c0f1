import { setTimeout as delay } from 'node:timers/promises'
import { allocate } from '../../src/writing/money.service.js'
import { reasonOf } from './attempt.js'
import { euro, OFFICE, type Purse, type Writes } from './purse.js'

export interface KeysPlan {
  readonly purse: Purse
  readonly keys: readonly string[]
  /** How often this process sends each key, all at once. */
  readonly times: number
  /** In whole euro; with a higher one the key is used for something else. */
  readonly amount: number
}

/** How one sending of a key was answered. */
export interface KeyAnswer {
  readonly key: string
  readonly version: string | null
  /** Of what was made. */
  readonly answer: string
  readonly refused: readonly string[]
}

/** How many keys are under way at once. */
const AT_ONCE = 4

/** Sends each key so many times at once; the answers of all are told. */
export async function sendSameKeys(writes: Writes, plan: KeysPlan): Promise<KeyAnswer[]> {
  const answers: KeyAnswer[] = []
  const left = [...plan.keys]
  const send = async () => {
    for (let key = left.shift(); key !== undefined; key = left.shift()) {
      const same = key
      answers.push(
        ...(await Promise.all(Array.from({ length: plan.times }, () => sendOne(writes, plan, same)))),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  return answers
}

async function sendOne(writes: Writes, { purse, amount }: KeysPlan, key: string): Promise<KeyAnswer> {
  // Not all in the same instant: some find the key taken, some find it answered.
  if (Math.random() < 0.3) await delay(Math.random() * 40)
  const allocation = {
    code: key,
    name: { nl: 'Proef' },
    appropriation: purse.appropriations[Number(key.slice(0, 1)) % purse.appropriations.length] ?? '',
    entity: purse.receiver,
    amount: euro(amount),
    allocationKind: 'INVESTMENT' as const,
  }
  const input = { idempotencyKey: key, reason: reasonOf(key), allocations: [allocation] }
  const { version, answer, errors } = await writes.run(OFFICE, 'allocate', input, (write) =>
    allocate(write, input),
  )
  // What comes back from the receipt has its fields in another order.
  const told = answer?.allocations.map(({ kind, id }) => `${kind} ${id}`).join(' ') ?? ''
  return { key, version, answer: told, refused: errors.map(({ code }) => code) }
}

/** What is wrong with the answers to keys that should all have been done, as `what: key`. */
export function checkAnswers(answers: readonly KeyAnswer[], times: number): string[] {
  const byKey = new Map<string, KeyAnswer[]>()
  for (const answer of answers) byKey.set(answer.key, [...(byKey.get(answer.key) ?? []), answer])
  return [...byKey].flatMap(([key, same]) => [
    ...(same.length === times ? [] : [`answered ${same.length} times: ${key}`]),
    ...(same.some(({ version }) => version === null) ? [`refused the same again: ${key}`] : []),
    ...(new Set(same.map(({ version, answer }) => `${version} ${answer}`)).size > 1
      ? [`answers differ: ${key}`]
      : []),
  ])
}
