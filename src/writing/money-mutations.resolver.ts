import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { WritingContext } from './context.js'
import { AllocateInput, MoveMoneyInput, WithdrawAllocationsInput } from './money.input.js'
import { allocate, moveMoney, withdrawAllocations } from './money.service.js'
import { AllocationsPayload } from './payload.type.js'
import { type NodeKeyRecord, perform, type ReadBack } from './perform.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class MoneyMutationsResolver {
  @Mutation(() => AllocationsPayload, {
    description: 'Allocates money of an appropriation to projects or entities (toewijzen), all or nothing.',
  })
  allocate(
    @Arg('input', () => AllocateInput, INPUT) input: AllocateInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'allocate', input, allocate, allocationsAsked)
  }

  @Mutation(() => AllocationsPayload, {
    description: 'Moves money from one allocation to another (verschuiven); answers both.',
  })
  moveMoney(
    @Arg('input', () => MoveMoneyInput, INPUT) input: MoveMoneyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'moveMoney', input, moveMoney, allocationsAsked)
  }

  @Mutation(() => AllocationsPayload, { description: 'Withdraws allocations (intrekken), all or none.' })
  withdrawAllocations(
    @Arg('input', () => WithdrawAllocationsInput, INPUT) input: WithdrawAllocationsInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'withdrawAllocations', input, withdrawAllocations, allocationsAsked)
  }
}

async function allocationsAsked(told: readonly NodeKeyRecord[] | undefined, read: ReadBack): Promise<object> {
  return { allocations: await read.nodes(told) }
}
