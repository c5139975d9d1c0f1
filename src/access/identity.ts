import { type Role, ROLES } from './caller.js'
import { ForbiddenError, UnauthenticatedError } from './refusals.js'
import { nameOfRole, roleNamed } from './role-name.js'

/** Which claims of a token tell the role and the entity of whoever bears it. */
export interface ClaimNames {
  readonly role: string
  readonly entity: string
}

/** Who a token says that its bearer is. */
export interface Identity {
  readonly id: string
  readonly author: string
  readonly role: Role
  /** Code or OVO code of their entity, as the token says it; null for all who are no ENTITY. */
  readonly entity: string | null
}

/**
 * Who the claims of a token speak of, once its signature is known to be right. The ledger takes the subject's own
 * identifier: what a token says of names is often for the person to choose.
 *
 * @throws UnauthenticatedError where it tells nobody, ForbiddenError where it tells no role or entity that is known.
 */
export function readIdentity(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Identity {
  const { iss, sub } = claims
  if (typeof iss !== 'string' || typeof sub !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(sub))
    throw new UnauthenticatedError('The token does not say whom it is about (sub)')
  const role = readRole(claims[names.role], names.role)
  return {
    id: `oidc:${iss} ${sub}`,
    author: `${role}/${sub}`,
    role,
    entity: role === 'ENTITY' ? readEntity(claims[names.entity], names.entity) : null,
  }
}

function readRole(value: unknown, claim: string): Role {
  const written = Array.isArray(value) ? value : [value]
  const found = new Set(written.flatMap((name) => (typeof name === 'string' && roleNamed(name)) || []))
  const [role] = found
  if (role !== undefined && found.size === 1) return role
  const known = ROLES.map(nameOfRole).join(', ')
  throw new ForbiddenError(
    found.size === 0
      ? `The token's claim ${claim} names no role; there are ${known}`
      : `The token's claim ${claim} names ${found.size} roles where one is wanted`,
  )
}

function readEntity(value: unknown, claim: string): string {
  if (typeof value === 'string' && /^[\x21-\x7e]{1,100}$/.test(value)) return value
  throw new ForbiddenError(`The token's claim ${claim} does not name the entity that its bearer speaks for`)
}
