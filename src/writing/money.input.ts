import { ArrayMaxSize, ArrayNotEmpty, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { DecimalScalar } from '../graphql/scalars.js'
import type { AllocationKind } from '../funding/allocation.table.js'
import { AllocationKindEnum } from '../funding/funding.type.js'
import type { AmountPrecision } from '../funding/money-columns.js'
import { AmountPrecisionEnum } from '../funding/money.type.js'
import { CitationInput, TextInput } from './parts.input.js'
import { AnyWriteInput, ChangeInput } from './write.input.js'

@InputType({ description: 'An amount to be allocated (nieuwe toewijzing).' })
export class NewAllocationInput {
  @Field(() => String, { description: 'Readable code, unique among allocations (code).' })
  code!: string

  @Field(() => TextInput, { description: 'The name shown (naam).' })
  @ValidateNested()
  name!: TextInput

  @Field(() => TextInput, { nullable: true, description: 'What it is for, in own words (beschrijving).' })
  @ValidateNested()
  description?: TextInput | null

  @Field(() => ID, {
    description: 'The credit it is charged to (krediet); portfolio and year follow from it.',
  })
  appropriation!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The project that receives it; a project or an entity is needed.',
  })
  project?: string | null

  @Field(() => ID, { nullable: true, description: 'The entity that receives it (entiteit).' })
  entity?: string | null

  @Field(() => DecimalScalar, { description: 'In euro (bedrag).' })
  amount!: string

  @Field(() => AmountPrecisionEnum, {
    nullable: true,
    description: 'How exactly it is known (nauwkeurigheid); exact unless told.',
  })
  amountPrecision?: AmountPrecision | null

  @Field(() => AllocationKindEnum, { description: 'What sort of money it is (soort).' })
  allocationKind!: AllocationKind

  @Field(() => ID, { nullable: true, description: 'The decision that it rests on (beslissing).' })
  decision?: string | null

  @Field(() => [CitationInput], { nullable: true, description: 'Where it stands (bronverwijzingen).' })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null
}

@InputType({
  description:
    'Allocates money (toewijzing), all or nothing: what is allocated on an appropriation never exceeds it.',
})
export class AllocateInput extends AnyWriteInput {
  @Field(() => [NewAllocationInput], { description: 'The allocations (toewijzingen).' })
  @ValidateNested({ each: true })
  @ArrayNotEmpty({ message: 'must hold at least one allocation' })
  @ArrayMaxSize(200)
  allocations!: NewAllocationInput[]

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True keeps them from the public and off their appropriation until they are published (ontwerp).',
  })
  draft?: boolean | null
}

@InputType({
  description: 'Moves money from one allocation to another (verschuiving); together they stay the same.',
})
export class MoveMoneyInput extends ChangeInput {
  @Field(() => ID, { description: 'The allocation that gives (van).' })
  from!: string

  @Field(() => ID, { description: 'The allocation that receives (naar).' })
  to!: string

  @Field(() => DecimalScalar, { description: 'In euro, greater than zero (bedrag).' })
  amount!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The decision of the steering body by which granted money moves (beslissing): taken, and needed once either is granted.',
  })
  decision?: string | null
}

@InputType({
  description: 'Withdraws allocations (intrekking), all or none: they stay in the graph and no longer count.',
})
export class WithdrawAllocationsInput extends ChangeInput {
  @Field(() => [ID], { description: 'The allocations (toewijzingen).' })
  @ArrayNotEmpty({ message: 'must name at least one allocation' })
  @ArrayMaxSize(200)
  allocations!: string[]
}
