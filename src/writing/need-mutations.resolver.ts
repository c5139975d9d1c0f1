import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { WritingContext } from './context.js'
import { RaiseNeedInput, SettleNeedInput } from './need.input.js'
import { NeedPayload } from './payload.type.js'
import { type NodeKeyRecord, perform, type ReadBack } from './perform.js'
import { raiseNeed } from './raise-need.service.js'
import { settleNeed } from './settle-need.service.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class NeedMutationsResolver {
  @Mutation(() => NeedPayload, {
    description: 'Raises a need at a forum, in the name of an entity (opwerpen).',
  })
  raiseNeed(
    @Arg('input', () => RaiseNeedInput, INPUT) input: RaiseNeedInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'raiseNeed', input, raiseNeed, needAsked)
  }

  @Mutation(() => NeedPayload, {
    description:
      'Settles a need (afhandelen): answered by these, merged into another one, deferred or refused, with the reason.',
  })
  settleNeed(
    @Arg('input', () => SettleNeedInput, INPUT) input: SettleNeedInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'settleNeed', input, settleNeed, needAsked)
  }
}

async function needAsked(told: NodeKeyRecord | undefined, read: ReadBack): Promise<object> {
  return { need: await read.node(told) }
}
