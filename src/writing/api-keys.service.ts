import type { DataSource } from 'typeorm'
import { BadInputError, NotFoundError } from '../kernel/errors.js'
import { derivedIdentity } from '../kernel/identity.js'
import { apiKeyById, issueApiKey, listApiKeys, revokeApiKey } from '../access/api-key.service.js'
import type { ApiKey } from '../access/api-key.reads.js'
import type { Caller } from '../access/caller.js'
import { mayManageKeys } from '../access/policies.js'
import { ForbiddenError } from '../access/refusals.js'
import type { IssueApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import * as told from './told.js'
import { refused, RefusedWrite, type UserErrorRecord } from './user-error.js'

export interface KeyOutcome {
  readonly apiKey: ApiKey | null
  /** Told once. */
  readonly secret: string | null
  readonly errors: readonly UserErrorRecord[]
}

/** The keys of machines, in the hands of the administrator. */
export class KeyRing {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws ForbiddenError for all but the administrator. */
  async list(caller: Caller): Promise<ApiKey[]> {
    if (!mayManageKeys(caller)) throw new ForbiddenError('only an administrator sees the keys')
    return listApiKeys(this.dataSource)
  }

  /** Issued once for each idempotency key; whoever sends the same again is told of the key, and not the key itself. */
  issue(caller: Caller, input: IssueApiKeyInput): Promise<KeyOutcome> {
    const { idempotencyKey, reason, name, role, entity, scopes, days } = input
    return outcome(caller, async () => {
      const id = derivedIdentity('api-key', caller.id, idempotencyKey)
      const first = await apiKeyById(this.dataSource, id)
      if (first) return again(first, input)
      const wish = { name, role, entity: entity ?? null, scopes, ...(days != null && { days }) }
      const deed = { author: caller.author, reason }
      try {
        const { key, text } = await issueApiKey(this.dataSource, wish, deed, id)
        return { apiKey: key, secret: text }
      } catch (error) {
        // Sent twice at once: the other one was first.
        const other = await apiKeyById(this.dataSource, id)
        if (!other) throw error
        return again(other, input)
      }
    })
  }

  revoke(caller: Caller, { prefix, reason }: RevokeApiKeyInput): Promise<KeyOutcome> {
    return outcome(caller, async () => ({
      apiKey: await revokeApiKey(this.dataSource, prefix, { author: caller.author, reason }),
      secret: null,
    }))
  }
}

function again(apiKey: ApiKey, { name, role }: IssueApiKeyInput): Omit<KeyOutcome, 'errors'> {
  if (apiKey.name !== name || apiKey.role !== role)
    throw refused('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'], told.reusedKey)
  return { apiKey, secret: null }
}

async function outcome(caller: Caller, work: () => Promise<Omit<KeyOutcome, 'errors'>>): Promise<KeyOutcome> {
  try {
    if (!mayManageKeys(caller))
      throw refused('FORBIDDEN', [], caller.role === 'PUBLIC' ? told.signIn : told.forbidden(caller.role))
    return { ...(await work()), errors: [] }
  } catch (error) {
    const refusal = error instanceof RefusedWrite ? error : explained(error)
    if (!refusal) throw error
    return { apiKey: null, secret: null, errors: refusal.errors }
  }
}

function explained(error: unknown): RefusedWrite | undefined {
  if (!(error instanceof BadInputError || error instanceof NotFoundError)) return undefined
  const { code, path = 'name', message } = error
  return refused(code, [path], { nl: told.badKey(path), en: message })
}
