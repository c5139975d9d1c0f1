import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../access/caller.js'
import * as told from './told.js'
import { refused } from './user-error.js'

/** What a write is known by, so that it has its effect once however often it is sent. */
export interface WriteKey {
  readonly caller: Caller
  readonly mutation: string
  readonly idempotencyKey: string
  /** SHA-256 of the mutation and its whole input, in whatever order the fields came. */
  readonly fingerprint: string
}

export interface Receipt<Answer> {
  readonly answer: Answer
  readonly version: string
}

/**
 * Takes a key for this transaction: whoever sends the same one meanwhile waits until it is committed, or rolled back.
 *
 * @returns what was answered the first time; undefined for a key that is new.
 * @throws RefusedWrite where the key was used for something else.
 */
export async function claimKey<Answer>(
  manager: EntityManager,
  { caller, mutation, idempotencyKey, fingerprint }: WriteKey,
): Promise<Receipt<Answer> | undefined> {
  const taken = await manager.query<unknown[]>(
    `insert into write_receipt (caller, key, mutation, fingerprint) values ($1, $2, $3, $4)
     on conflict do nothing returning key`,
    [caller.id, idempotencyKey, mutation, fingerprint],
  )
  if (taken.length > 0) return undefined
  const [first] = await manager.query<(Receipt<Answer> & { readonly fingerprint: string })[]>(
    'select fingerprint, answer, version from write_receipt where caller = $1 and key = $2',
    [caller.id, idempotencyKey],
  )
  if (!first || first.fingerprint !== fingerprint)
    throw refused('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'], told.reusedKey)
  return first
}

export async function keepReceipt<Answer>(
  manager: EntityManager,
  { caller, idempotencyKey }: WriteKey,
  { answer, version }: Receipt<Answer>,
): Promise<void> {
  await manager.query('update write_receipt set answer = $3, version = $4 where caller = $1 and key = $2', [
    caller.id,
    idempotencyKey,
    JSON.stringify(answer),
    version,
  ])
}

export function fingerprintOf(mutation: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([mutation, inOrder(input)]))
    .digest('hex')
}

/** The same value with the fields of its objects in the order of their names. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, held]) => held !== undefined)
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => [name, inOrder(held)]),
  )
}
