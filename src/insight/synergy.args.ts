import { IsOptional, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import { ForwardPageArgs } from '../graphql/page-args.js'
import { DateScalar } from '../graphql/scalars.js'

@ArgsType()
export class SynergyArgs extends ForwardPageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only pairs with this project or entity: reference or id.',
  })
  of?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Only pairs with at least this score; 1 unless told (minstens deze score).',
  })
  @IsOptional()
  @Min(1, { message: 'must be at least 1' })
  minScore?: number | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'As things are on this day: only ties and nodes valid on it (geldig op).',
  })
  on?: string | null
}
