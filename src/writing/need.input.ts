import { ArrayMaxSize, ArrayNotEmpty, IsOptional, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar, FuzzyDateScalar } from '../graphql/scalars.js'
import { CitationInput, TextInput } from './parts.input.js'
import { AnyWriteInput, ChangeInput } from './write.input.js'

export const NeedStepEnum = graphqlEnum('NeedStep', 'How a need can be settled (afhandeling).', {
  ANSWERED: 'These answer it (beantwoord).',
  MERGED: 'It becomes part of another need, which stands for both (samengevoegd).',
  DEFERRED: 'It is looked at later (uitgesteld).',
  REFUSED: 'It is not taken up (geweigerd).',
})
export type NeedStep = keyof typeof NeedStepEnum

@InputType({
  description:
    'Raises a need at a forum (nood opwerpen). An entity asks for itself; whoever asks for another one names it.',
})
export class RaiseNeedInput extends AnyWriteInput {
  @Field(() => String, { description: 'Readable code, unique among needs (code).' })
  code!: string

  @Field(() => TextInput, { description: 'The name shown (naam).' })
  @ValidateNested()
  name!: TextInput

  @Field(() => TextInput, { nullable: true, description: 'What is asked for, in own words (beschrijving).' })
  @ValidateNested()
  description?: TextInput | null

  @Field(() => ID, { description: 'The meeting or governance body at which it is raised (forum).' })
  forum!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The entity that asks (entiteit); that of the caller unless told.',
  })
  entity?: string | null

  @Field(() => [CitationInput], { nullable: true, description: 'Where it stands (bronverwijzingen).' })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True keeps it from the public until it is published (ontwerp).',
  })
  draft?: boolean | null
}

@InputType({
  description:
    'Settles a need (afhandeling): what is OPEN or DEFERRED is answered, merged, deferred or refused, and what is answered may be answered by more.',
})
export class SettleNeedInput extends ChangeInput {
  @Field(() => ID, {
    description: 'The need (nood): a global id, or a reference such as "need:standaarden".',
  })
  need!: string

  @Field(() => NeedStepEnum, { description: 'What becomes of it (uitkomst).' })
  outcome!: NeedStep

  @Field(() => [ID], {
    nullable: true,
    description:
      'Projects, workstreams, deliverables, building blocks or main lines that answer it (antwoorden); where it is ANSWERED.',
  })
  @IsOptional()
  @ArrayNotEmpty({ message: 'must name at least one answer' })
  @ArrayMaxSize(100)
  answers?: string[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'The need that it becomes part of (samengevoegd met); where it is MERGED.',
  })
  into?: string | null

  @Field(() => FuzzyDateScalar, {
    nullable: true,
    description: 'When it is looked at again (uitgesteld tot), if that is known; where it is DEFERRED.',
  })
  until?: FuzzyDate | null

  @Field(() => TextInput, {
    description: 'Why (reden), for whoever asked; `reason` is for the ledger.',
  })
  @ValidateNested()
  because!: TextInput

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which it was settled (datum); that of the decision or meeting unless told.',
  })
  on?: string | null

  @Field(() => ID, { nullable: true, description: 'The decision by which it was settled (beslissing).' })
  decision?: string | null

  @Field(() => ID, { nullable: true, description: 'The meeting at which it was settled (zitting).' })
  meeting?: string | null
}
