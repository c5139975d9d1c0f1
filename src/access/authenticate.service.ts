import type { Sql } from 'sql-template-tag'
import type { Connections } from '../database/connections.js'
import { meansToBeKey } from './api-key.js'
import { findApiKey } from './api-key.service.js'
import { bearerToken } from './bearer.js'
import { type Caller, PUBLIC_CALLER } from './caller.js'
import { type CallersEntity, entityByCode, entityById } from './entity.reads.js'
import type { IssuerTokens } from './issuer-tokens.js'
import { ForbiddenError, UnauthenticatedError } from './refusals.js'

/**
 * Who sends a header `Authorization`, or leaves it out.
 *
 * @throws UnauthenticatedError, ForbiddenError, UnavailableError
 */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>

export interface AuthenticatorParts {
  /** Undefined where no issuer is trusted: then only keys count. */
  readonly tokens: IssuerTokens | undefined
  /** Connections as the role that may see keys. */
  readonly keys: Connections
  /** Connections that see every entity. */
  readonly graph: Connections
  /** Whether whoever says nothing of themselves may read what is published. */
  readonly publicReads: boolean
}

/** Nothing of it is remembered: a key that is revoked is dead at once. */
export function authenticator({ tokens, keys, graph, publicReads }: AuthenticatorParts): Authenticate {
  return async (authorization) => {
    const token = bearerToken(authorization)
    if (token !== undefined) return meansToBeKey(token) ? callerWithKey(token) : callerWithToken(token)
    if (publicReads) return PUBLIC_CALLER
    throw new UnauthenticatedError(
      'Here one must sign in to read: send Authorization: Bearer TOKEN',
      'Bearer',
    )
  }

  async function callerWithKey(token: string): Promise<Caller> {
    const key = await findApiKey(keys, token)
    if (key === undefined) throw new UnauthenticatedError('There is no such key')
    if (key.revokedAt !== null) throw new UnauthenticatedError('The key was revoked')
    if (!key.live) throw new UnauthenticatedError('The key has expired')
    const { id, name, role, entityId, scopes } = key
    const entity = entityId === null ? null : await entityIn(entityById(entityId), 'of the key')
    return { id: `key:${id}`, author: `${role}/${name}`, role, entity, scopes }
  }

  async function callerWithToken(token: string): Promise<Caller> {
    if (tokens === undefined)
      throw new UnauthenticatedError('The token is no key of this service, which trusts no issuer of tokens')
    const { entity: code, ...identity } = await tokens.read(token)
    const entity = code === null ? null : await entityIn(entityByCode(code), 'that the token names')
    return { ...identity, entity, scopes: ['READ', 'WRITE'] }
  }

  async function entityIn(question: Sql, which: string): Promise<CallersEntity> {
    const [entity, another] = await graph.rows<CallersEntity>(question)
    if (entity === undefined || another !== undefined)
      throw new ForbiddenError(`The entity ${which} is not one that is known here`)
    return entity
  }
}
