import { randomUUID } from 'node:crypto'
import { createNodes } from '../../src/writing/create-nodes.service.js'
import { allocate } from '../../src/writing/money.service.js'
import { type Attempt, reasonOf } from './attempt.js'
import { euro, idOf, OFFICE, type Purse, untilAnswered, type Writes } from './purse.js'

/** Needs at a time, made as one. */
export const LIST = 3

/** A list of new needs, which is there as a whole or not at all. */
export async function writeNeeds(writes: Writes, key = randomUUID()): Promise<Attempt> {
  const input = {
    idempotencyKey: key,
    reason: reasonOf(key),
    nodes: needCodes(key).map((code) => ({ kind: 'NEED' as const, code, name: { nl: code } })),
  }
  const { version, errors } = await untilAnswered(() =>
    writes.run(OFFICE, 'createNodes', input, (write) => createNodes(write, input)),
  )
  return attempt(key, 'createNodes', needMade(key), version, errors)
}

/** A list of allocations of which the last one finds no money left. */
export async function overdraw(writes: Writes, purse: Purse): Promise<Attempt> {
  const key = randomUUID()
  const codes = needCodes(key)
  const input = {
    idempotencyKey: key,
    reason: reasonOf(key),
    allocations: codes.map((code, i) => ({
      code,
      name: { nl: code },
      appropriation: purse.appropriations[0] ?? '',
      entity: purse.receiver,
      amount: euro(i === LIST - 1 ? 1_000_000 : 1),
      allocationKind: 'INVESTMENT' as const,
    })),
  }
  const { version, errors } = await writes.run(OFFICE, 'allocate', input, (write) => allocate(write, input))
  const made = codes.map((code) => idOf('ALLOCATION', code))
  return attempt(key, 'allocate', made, version, errors)
}

export function needCodes(key: string): string[] {
  return Array.from({ length: LIST }, (_, i) => `${key}-${i}`)
}

export function needMade(key: string): string[] {
  return needCodes(key).map((code) => idOf('NEED', code))
}

function attempt(
  key: string,
  mutation: string,
  made: readonly string[],
  version: string | null,
  errors: readonly { readonly code: string }[],
): Attempt {
  const refused = errors.map(({ code }) => code)
  return { key, mutation, made, claimed: [], expected: null, version, refused }
}
