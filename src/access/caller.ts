/**
 * Who may be on the other end (`domain.md`, the yearly cycle): the public; an entity; the programme office; the body that
 * steers; the Inspectorate of Finance; the secretariat of the government; whoever keeps the service running.
 */
export const ROLES = [
  'PUBLIC',
  'ENTITY',
  'PROGRAMME_OFFICE',
  'STEERING_BODY',
  'INSPECTORATE',
  'SECRETARIAT',
  'ADMINISTRATOR',
] as const

export type Role = (typeof ROLES)[number]

/** What a machine's key is good for; people have both. */
export const SCOPES = ['READ', 'WRITE'] as const
export type Scope = (typeof SCOPES)[number]

/** Whoever sent a request, as far as the service has been convinced of it. */
export interface Caller {
  /** Tells one caller from all others, also over time: `key:<id>`, `oidc:<issuer> <subject>`, `terminal:<user>`. */
  readonly id: string
  /**
   * As the ledger names them: `ROLE/name`. The public is shown the role only (`history.seen_version`), for a name may be
   * that of a person.
   */
  readonly author: string
  readonly role: Role
  /** The government entity they speak for; always there for an ENTITY, and for nobody else. */
  readonly entity: { readonly id: string; readonly code: string } | null
  readonly scopes: readonly Scope[]
}

/** Whoever says nothing of themselves. */
export const PUBLIC_CALLER: Caller = {
  id: 'public',
  author: 'PUBLIC/',
  role: 'PUBLIC',
  entity: null,
  scopes: ['READ'],
}
