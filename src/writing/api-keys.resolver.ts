import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { BadInputError } from '../kernel/errors.js'
import type { ApiKey } from '../access/api-key.reads.js'
import { IssueApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { ApiKeyInfo, ApiKeyPayload } from './api-key.type.js'
import type { KeyOutcome, KeyRing } from './api-keys.service.js'
import type { WritingContext } from './context.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class ApiKeysResolver {
  @Query(() => [ApiKeyInfo], {
    description: 'The keys of machines, live ones first (sleutels); for administrators.',
  })
  async apiKeys(@Ctx() context: WritingContext): Promise<object[]> {
    return (await ringOf(context).list(context.caller)).map(shown)
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Issues a key for a machine (sleutel uitgeven); for administrators.',
  })
  async issueApiKey(
    @Arg('input', () => IssueApiKeyInput, INPUT) input: IssueApiKeyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return payload(await ringOf(context).issue(context.caller, input))
  }

  @Mutation(() => ApiKeyPayload, { description: 'Revokes a key (sleutel intrekken); for administrators.' })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, INPUT) input: RevokeApiKeyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return payload(await ringOf(context).revoke(context.caller, input))
  }
}

/** @throws BadInputError */
function ringOf({ writes }: WritingContext): KeyRing {
  if (!writes) throw new BadInputError('the graph is only read here')
  return writes.keys
}

function payload({ apiKey, secret, errors }: KeyOutcome): object {
  return { apiKey: apiKey && shown(apiKey), secret, errors, graphVersion: null }
}

function shown(key: ApiKey): object {
  const { issuedAt, expiresAt, lastUsedAt, revokedAt } = key
  return {
    ...key,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
