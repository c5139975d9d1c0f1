import { Check, Code, Index, Instant, Key, Table, Text, Unique, Uuid } from '../database/table.js'
import type { Role, Scope } from './caller.js'

/** Keys are no part of the graph and stand in no ledger: who issued and revoked them, when and why, is kept here. */
@Table('api_key', 'Keys of machines, live and dead; only their hashes are kept')
@Unique('api_key_prefix_key', ['prefix'])
@Index('api_key_name_idx', ['name'])
@Check('api_key_prefix_check', `prefix ~ '^[0-9a-f]{12}$'`)
@Check('api_key_hash_check', `hash ~ '^[0-9a-f]{64}$'`)
@Check('api_key_name_check', `length(name) between 1 and 80 and name = btrim(name)`)
@Check(
  'api_key_role_check',
  `role in ('PUBLIC', 'ENTITY', 'PROGRAMME_OFFICE', 'STEERING_BODY', 'INSPECTORATE', 'SECRETARIAT', 'ADMINISTRATOR')`,
)
@Check('api_key_entity_check', `(role = 'ENTITY') = (entity_id is not null)`)
@Check('api_key_scopes_check', `scopes = '{READ}' or scopes = '{READ,WRITE}' and role <> 'PUBLIC'`)
@Check('api_key_expiry_check', `expires_at > issued_at and expires_at <= issued_at + interval '366 days'`)
@Check(
  'api_key_revoked_check',
  `(revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_because is null)`,
)
export class ApiKeyRow {
  @Key('uuid', 'api_key_pk', 'Identity')
  id!: string

  @Code('Start of the key, by which it is found and spoken of')
  prefix!: string

  @Text('SHA-256 of its secret, in hexadecimal digits')
  hash!: string

  @Text('What it is for; two live keys may share a name while one takes over from the other')
  name!: string

  @Text('Role of whoever calls with it')
  role!: Role

  @Uuid('Entity that an ENTITY speaks for; null for all others', { nullable: true })
  entityId!: string | null

  @Text('READ, or READ and WRITE', { array: true })
  scopes!: Scope[]

  @Instant('When it was issued')
  issuedAt!: Date

  @Text('Who issued it')
  issuedBy!: string

  @Text('Why it was issued')
  issuedBecause!: string

  @Instant('From when it is dead; at most 366 days after it was issued')
  expiresAt!: Date

  @Instant('When it was last used, to the hour; null where it never was', { nullable: true })
  lastUsedAt!: Date | null

  @Instant('When it was revoked; null while it was not', { nullable: true })
  revokedAt!: Date | null

  @Text('Who revoked it', { nullable: true })
  revokedBy!: string | null

  @Text('Why it was revoked', { nullable: true })
  revokedBecause!: string | null
}
