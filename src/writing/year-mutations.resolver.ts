import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { WritingContext } from './context.js'
import { StepPayload } from './payload.type.js'
import { perform } from './perform.js'
import { TakeStepInput } from './step.input.js'
import { takeStep } from './take-step.service.js'

@Resolver()
export class YearMutationsResolver {
  @Mutation(() => StepPayload, {
    description:
      'Takes a step of the yearly cycle (stap in de jaarcyclus): moves portfolios on and leaves the meeting, decision, advice or evaluation behind. A step that cannot be taken says which condition fails and who can mend it.',
  })
  takeStep(
    @Arg('input', () => TakeStepInput, { description: 'What is asked (invoer).' }) input: TakeStepInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'takeStep', input, takeStep, async (told, read) => ({
      subjects: await read.nodes(told?.subjects),
      evidence: await read.node(told?.evidence),
    }))
  }
}
