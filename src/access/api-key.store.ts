import sql, { type Sql } from 'sql-template-tag'
import type { Role, Scope } from './caller.js'

export interface KeyToStore {
  readonly id: string
  readonly prefix: string
  /** SHA-256 of the secret, in hexadecimal digits. */
  readonly hash: string
  readonly name: string
  readonly role: Role
  readonly entityId: string | null
  readonly scopes: readonly Scope[]
  readonly days: number
  readonly author: string
  readonly reason: string
}

export function insertKey(key: KeyToStore): Sql {
  return sql`insert into api_key (id, prefix, hash, name, role, entity_id, scopes, issued_at, issued_by, issued_because,
      expires_at)
    values (${key.id}, ${key.prefix}, ${key.hash}, ${key.name}, ${key.role}, ${key.entityId}, ${[...key.scopes]},
      now(), ${key.author}, ${key.reason}, now() + make_interval(days => ${key.days}::int))`
}

/** Answers its prefix where it was not revoked before. */
export function revokeKey(prefix: string, author: string, reason: string): Sql {
  return sql`update api_key set revoked_at = now(), revoked_by = ${author}, revoked_because = ${reason}
    where prefix = ${prefix} and revoked_at is null`
}

/** Of many at once only the first writes. */
export function noteUse(id: string): Sql {
  return sql`update api_key set last_used_at = date_trunc('hour', now())
    where id = ${id} and (last_used_at is null or last_used_at < date_trunc('hour', now()))`
}
