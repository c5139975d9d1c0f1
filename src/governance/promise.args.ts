import { IsOptional, Max, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import { DEFAULT_PAGE, LARGEST_PAGE } from '../graphql/page-size.js'
import { DateScalar } from '../graphql/scalars.js'

const within = { message: `must be from 1 to ${LARGEST_PAGE}` }

/** A list of what is owed, as it stands on a day. */
@ArgsType()
export class OwedArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'As it stood on this day (op); unless told, today.',
  })
  on?: string | null

  @Field(() => Int, {
    nullable: true,
    description: `How many to show; ${DEFAULT_PAGE} unless told, at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @Min(1, within)
  @Max(LARGEST_PAGE, within)
  first?: number | null
}

@ArgsType()
export class PromisesArgs extends OwedArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only what falls due before this day; leaves out what has no due day (vervalt voor).',
  })
  dueBefore?: string | null
}
