import { ArrayMaxSize, ArrayNotEmpty, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { DateScalar } from '../graphql/scalars.js'
import type { CycleStepCode } from '../governance/cycle.js'
import { CycleStepCodeEnum } from '../governance/governance.type.js'
import { CitationInput, TextInput } from './parts.input.js'
import { ChangeInput } from './write.input.js'

@InputType({
  description:
    'What a step leaves behind (bewijs): a node that stands, or that is made with this code and name. Left out, it is the one that is asked for or expected already.',
})
export class StepEvidenceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A meeting, decision, advice or evaluation that stands (knoop).',
  })
  node?: string | null

  @Field(() => String, { nullable: true, description: 'Code of a new one (code).' })
  code?: string | null

  @Field(() => TextInput, { nullable: true, description: 'Name of a new one (naam).' })
  @ValidateNested()
  name?: TextInput | null

  @Field(() => ID, {
    nullable: true,
    description: 'The body that takes the step (orgaan); needed for a new one.',
  })
  body?: string | null

  @Field(() => DateScalar, { description: 'The day on which it was taken (datum).' })
  date!: string

  @Field(() => [String], {
    nullable: true,
    description: 'Numbers of its documents (documentnummers); an advice has one at most.',
  })
  @ArrayMaxSize(50)
  documentNumbers?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False for an advice or agreement against it, or a negative evaluation (gunstig); true unless told.',
  })
  favourable?: boolean | null

  @Field(() => [CitationInput], { nullable: true, description: 'Where it stands (bronverwijzingen).' })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null
}

@InputType({
  description:
    'Takes a step of the yearly cycle with portfolios (stap in de jaarcyclus), or the separate decision on subsidies, all or nothing.',
})
export class TakeStepInput extends ChangeInput {
  @Field(() => [ID], {
    description: 'The portfolios; for SEPARATE_DECISION the subsidies, which are allocations (voorwerpen).',
  })
  @ArrayNotEmpty({ message: 'must name at least one portfolio' })
  @ArrayMaxSize(50)
  subjects!: string[]

  @Field(() => CycleStepCodeEnum, { description: 'The step (stap).' })
  step!: CycleStepCode

  @Field(() => StepEvidenceInput, { description: 'What it leaves behind (bewijs).' })
  @ValidateNested()
  evidence!: StepEvidenceInput

  @Field(() => TextInput, {
    nullable: true,
    description: 'Why a rule was not followed this once, such as a step after it was due (uitzondering).',
  })
  @ValidateNested()
  exception?: TextInput | null
}
