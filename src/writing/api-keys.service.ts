import { BadInputError, NotFoundError } from '../kernel/errors.js'
import { type IssuedKey, issueApiKey, revokeApiKey } from '../access/api-key.service.js'
import { mayManageKeys } from '../access/policies.js'
import type { IssueApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import * as told from './told.js'
import { refused, type RefusedWrite } from './user-error.js'
import type { Write } from './write.js'

/** Issues a key in the transaction of the write, so that its receipt stands or falls with it. */
export function issueKey(write: Write, input: IssueApiKeyInput): Promise<IssuedKey> {
  const { reason, name, role, entity, scopes, days } = input
  const wish = { name, role, entity: entity ?? null, scopes, ...(days != null && { days }) }
  return asAdministrator(write, () =>
    issueApiKey(write.manager, wish, { author: write.caller.author, reason }),
  )
}

/** @returns the prefix of the key */
export async function revokeKey(write: Write, { prefix, reason }: RevokeApiKeyInput): Promise<string> {
  const deed = { author: write.caller.author, reason }
  return (await asAdministrator(write, () => revokeApiKey(write.manager, prefix, deed))).prefix
}

async function asAdministrator<T>(write: Write, work: () => Promise<T>): Promise<T> {
  const { caller, manager } = write
  if (!mayManageKeys(caller))
    throw refused('FORBIDDEN', [], caller.role === 'PUBLIC' ? told.signIn : told.forbidden(caller.role))
  try {
    const done = await work()
    // The keys have a role of their own; what follows is for the one that writes.
    await manager.query(`select set_config('role', 'vrd_writer', true)`)
    return done
  } catch (error) {
    throw explained(error) ?? error
  }
}

function explained(error: unknown): RefusedWrite | undefined {
  if (!(error instanceof BadInputError || error instanceof NotFoundError)) return undefined
  const { code, path = 'name', message } = error
  return refused(code, [path], { nl: told.badKey(path), en: message })
}
