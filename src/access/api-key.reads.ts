import sql, { type Sql } from 'sql-template-tag'
import type { Role, Scope } from './caller.js'

/** What is told of a key: never its secret, which nobody keeps. */
export interface ApiKey {
  readonly id: string
  /** Start of the key, by which it is spoken of: `3f9c02b1d7a4`. */
  readonly prefix: string
  readonly name: string
  readonly role: Role
  readonly entityId: string | null
  readonly scopes: readonly Scope[]
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly issuedBecause: string
  readonly expiresAt: Date
  /** To the hour. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
  readonly revokedBecause: string | null
  readonly live: boolean
}

const COLUMNS = sql`k.id, k.prefix, k.name, k.role, k.entity_id as "entityId", k.scopes, k.issued_at as "issuedAt",
  k.issued_by as "issuedBy", k.issued_because as "issuedBecause", k.expires_at as "expiresAt",
  k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.revoked_by as "revokedBy",
  k.revoked_because as "revokedBecause", k.revoked_at is null and k.expires_at > now() as live`

export interface StoredKey extends ApiKey {
  /** SHA-256 of the secret, in hexadecimal digits. */
  readonly hash: string
  /** Whether the hour of its last use is still to be noted. */
  readonly unnoted: boolean
}

export function keyByPrefix(prefix: string): Sql {
  return sql`select ${COLUMNS}, k.hash,
      k.last_used_at is null or k.last_used_at < date_trunc('hour', now()) as unnoted
    from api_key k where k.prefix = ${prefix}`
}

/** Live ones first, then by name and age. */
export function allKeys(): Sql {
  return sql`select ${COLUMNS} from api_key k order by live desc, k.name, k.issued_at desc, k.id`
}
