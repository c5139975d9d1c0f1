import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { ApiKey } from '../access/api-key.reads.js'
import type { IssuedKey } from '../access/api-key.service.js'
import { IssueApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { ApiKeyInfo, ApiKeyPayload } from './api-key.type.js'
import { issueKey, revokeKey } from './api-keys.service.js'
import type { WritingContext } from './context.js'
import { perform, writesOf } from './perform.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class ApiKeysResolver {
  @Query(() => [ApiKeyInfo], {
    description: 'The keys of machines, live ones first (sleutels); for administrators.',
  })
  async apiKeys(@Ctx() context: WritingContext): Promise<object[]> {
    return (await writesOf(context).keys(context.caller)).map(shown)
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Issues a key for a machine (sleutel uitgeven); for administrators.',
  })
  async issueApiKey(
    @Arg('input', () => IssueApiKeyInput, INPUT) input: IssueApiKeyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    let issued: IssuedKey | undefined
    const prefixOfIssued = async (...given: Parameters<typeof issueKey>): Promise<string> => {
      issued = await issueKey(...given)
      return issued.key.prefix
    }
    return perform(context, 'issueApiKey', input, prefixOfIssued, async (prefix) => ({
      ...(await keyAsked(context, prefix)),
      // Of a key that somebody else has issued meanwhile with the same input, the text is not ours to tell.
      secret: issued && issued.key.prefix === prefix ? issued.text : null,
    }))
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Revokes a key (sleutel intrekken); for administrators.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, INPUT) input: RevokeApiKeyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'revokeApiKey', input, revokeKey, async (prefix) => ({
      ...(await keyAsked(context, prefix)),
      secret: null,
    }))
  }
}

async function keyAsked(context: WritingContext, prefix: string | undefined): Promise<object> {
  return { apiKey: prefix === undefined ? null : shown(await writesOf(context).key(prefix)) }
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
