import { randomUUID } from 'node:crypto'
import type { Sql } from 'sql-template-tag'
import type { EntityManager } from 'typeorm'
import { BadInputError, NotFoundError } from '../kernel/errors.js'
import type { Connections } from '../database/connections.js'
import { isSameHash, KEY_PREFIX, makeKey, readKey } from './api-key.js'
import { allKeys, type ApiKey, keyByPrefix, type StoredKey } from './api-key.reads.js'
import { insertKey, noteUse, revokeKey } from './api-key.store.js'
import type { Role, Scope } from './caller.js'
import { type CallersEntity, entityByCode } from './entity.reads.js'

/** Days that a key lives unless told, and at most. */
export const USUAL_DAYS = 90
export const MOST_DAYS = 366
const LONGEST_NAME = 80
const LONGEST_REASON = 2_000

/** What a key is to be good for. */
export interface KeyWish {
  readonly name: string
  readonly role: Role
  /** Code, former code or OVO code of the entity that an ENTITY speaks for; null for all others. */
  readonly entity: string | null
  /** READ, or READ and WRITE. */
  readonly scopes: readonly Scope[]
  readonly days?: number
}

/** Who issues or revokes, as the ledger would name them, and why. */
export interface KeyDeed {
  readonly author: string
  readonly reason: string
}

export interface IssuedKey {
  readonly key: ApiKey
  /** The key itself, which is shown this once and kept nowhere. */
  readonly text: string
}

/** Where keys are kept: a database, or a transaction that is under way in it. */
export type KeyPlace = Pick<EntityManager, 'transaction'>

/** @throws BadInputError naming what is not right: also where the name has two live keys already. */
export async function issueApiKey(
  place: KeyPlace,
  wish: KeyWish,
  { author, reason }: KeyDeed,
): Promise<IssuedKey> {
  const { name, role, scopes, days = USUAL_DAYS } = wish
  checkWish(wish, reason)
  const { prefix, text, hash } = makeKey()
  const key = await place.transaction(async (manager) => {
    const entityId = wish.entity === null ? null : (await entityNamed(manager, wish.entity)).id
    await as(manager, 'vrd_access')
    const wanted = scopes.includes('WRITE') ? (['READ', 'WRITE'] as const) : (['READ'] as const)
    const stored = { id: randomUUID(), prefix, hash: hash.toString('hex'), name, role, entityId, days }
    await run(manager, insertKey({ ...stored, scopes: wanted, author, reason })).catch(explain)
    return described(manager, prefix)
  })
  return { key, text }
}

/**
 * From the next request on nobody gets in with it. Whoever revokes it again learns when it was.
 *
 * @param prefix of the key, or the whole key where somebody has found it lying about
 * @throws NotFoundError where there is no such key
 */
export async function revokeApiKey(
  place: KeyPlace,
  prefix: string,
  { author, reason }: KeyDeed,
): Promise<ApiKey> {
  checkReason(reason)
  const wanted = prefix.replace(/^vrd_/, '').replace(/_.*$/s, '')
  if (!KEY_PREFIX.test(wanted)) throw new BadInputError('a key begins with 12 hexadecimal digits', 'prefix')
  return place.transaction(async (manager) => {
    await as(manager, 'vrd_access')
    await run(manager, revokeKey(wanted, author, reason))
    return described(manager, wanted)
  })
}

/** The key with this prefix, dead or alive. @throws NotFoundError */
export function apiKeyOf(place: KeyPlace, prefix: string): Promise<ApiKey> {
  return place.transaction(async (manager) => {
    await as(manager, 'vrd_access')
    return described(manager, prefix)
  })
}

export function listApiKeys(place: KeyPlace): Promise<ApiKey[]> {
  return place.transaction(async (manager) => {
    await as(manager, 'vrd_access')
    return run<ApiKey>(manager, allKeys())
  })
}

/**
 * The key that a bearer token is, dead or alive; undefined where it is none of ours. Notes the hour of its use.
 *
 * @param keys connections as the role that may see keys
 */
export async function findApiKey(keys: Connections, token: string): Promise<ApiKey | undefined> {
  const given = readKey(token)
  if (given === undefined) return undefined
  const [found] = await keys.rows<StoredKey>(keyByPrefix(given.prefix))
  if (found === undefined || !isSameHash(Buffer.from(found.hash, 'hex'), given.hash)) return undefined
  const { hash: _, unnoted, ...key } = found
  if (key.live && unnoted) await keys.rows(noteUse(key.id)).catch(() => undefined)
  return key
}

function checkWish({ name, role, entity, scopes, days = USUAL_DAYS }: KeyWish, reason: string): void {
  if (name.length > LONGEST_NAME || !/^[\p{L}\p{N}\p{P}\p{S}]+( +[\p{L}\p{N}\p{P}\p{S}]+)*$/u.test(name))
    throw new BadInputError(`must be a name of at most ${LONGEST_NAME} characters`, 'name')
  if (!scopes.includes('READ'))
    throw new BadInputError('must hold READ: a key that writes is answered what it wrote', 'scopes')
  if (role === 'PUBLIC' && scopes.includes('WRITE')) throw new BadInputError('PUBLIC may not write', 'scopes')
  if ((role === 'ENTITY') !== (entity !== null))
    throw new BadInputError('an ENTITY speaks for an entity, and nobody else does', 'entity')
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new BadInputError(`must be from 1 to ${MOST_DAYS}`, 'days')
  checkReason(reason)
}

function checkReason(reason: string): void {
  if (reason.trim() === '' || reason.length > LONGEST_REASON)
    throw new BadInputError(`must say why, in at most ${LONGEST_REASON} characters`, 'reason')
}

async function entityNamed(manager: EntityManager, code: string): Promise<CallersEntity> {
  await as(manager, 'vrd_reader')
  const [entity] = await run<CallersEntity>(manager, entityByCode(code))
  if (entity === undefined) throw new BadInputError(`there is no entity ${JSON.stringify(code)}`, 'entity')
  return entity
}

async function described(manager: EntityManager, prefix: string): Promise<ApiKey> {
  const [found] = await run<StoredKey>(manager, keyByPrefix(prefix))
  if (found === undefined) throw new NotFoundError(`there is no key ${prefix}`, 'prefix')
  const { hash: _, unnoted: __, ...key } = found
  return key
}

async function as(manager: EntityManager, role: 'vrd_access' | 'vrd_reader'): Promise<void> {
  await manager.query(`select set_config('role', $1, true)`, [role])
}

function run<Row>(manager: EntityManager, { text, values }: Sql): Promise<Row[]> {
  return manager.query<Row[]>(text, values)
}

function explain(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {}
  if (constraint !== 'api_key_rotation') throw error
  throw new BadInputError('has two live keys already: revoke one of them first', 'name')
}
