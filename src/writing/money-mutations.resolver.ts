import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { WritingContext } from './context.js'
import { AllocateInput, MoveMoneyInput, WithdrawAllocationsInput } from './money.input.js'
import { allocate, moveMoney, withdrawAllocations } from './money.service.js'
import { AllocationsPayload } from './payload.type.js'
import { perform } from './perform.js'
import { moneyAnswer } from './pillar-shifts.js'

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
    return perform(context, 'allocate', input, allocate, moneyAnswer)
  }

  @Mutation(() => AllocationsPayload, {
    description: 'Moves money from one allocation to another (verschuiven); answers both.',
  })
  moveMoney(
    @Arg('input', () => MoveMoneyInput, INPUT) input: MoveMoneyInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'moveMoney', input, moveMoney, moneyAnswer)
  }

  @Mutation(() => AllocationsPayload, { description: 'Withdraws allocations (intrekken), all or none.' })
  withdrawAllocations(
    @Arg('input', () => WithdrawAllocationsInput, INPUT) input: WithdrawAllocationsInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'withdrawAllocations', input, withdrawAllocations, moneyAnswer)
  }
}
