import { IsOptional, Max, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import type { NodeKind } from '../kernel/node-kind.js'
import { LARGEST_PAGE } from '../graphql/page-size.js'
import { GraphVersionScalar } from '../graphql/scalars.js'
import { NodeKindEnum } from './node-kind.type.js'

const SIZE = { message: `must be from 1 to ${LARGEST_PAGE}` }
const OF = 'Only of this node or relation, by reference or id, also one that is gone.'

@ArgsType()
abstract class LedgerArgs {
  @Field(() => String, { nullable: true, description: OF })
  of?: string | null
}

@ArgsType()
export class ChangesArgs extends LedgerArgs {
  @Field(() => GraphVersionScalar, {
    nullable: true,
    description: 'Only what changed after this version; from the first one unless told.',
  })
  after?: string | null

  @Field(() => Int, {
    nullable: true,
    description: `How many, ${LARGEST_PAGE} unless told and at most: to the end of the version in which that one stands, for a version is told whole (up to 2,000 changes).`,
  })
  @IsOptional()
  @Min(1, SIZE)
  @Max(LARGEST_PAGE, SIZE)
  first?: number | null

  @Field(() => [NodeKindEnum], {
    nullable: true,
    description: 'Only nodes of these kinds, and no relations.',
  })
  kinds?: NodeKind[] | null
}

@ArgsType()
export class DiffArgs extends LedgerArgs {
  @Field(() => GraphVersionScalar, { description: 'The earlier version; 0 is the empty graph.' })
  from!: string

  @Field(() => GraphVersionScalar, { description: 'The later version.' })
  to!: string

  @Field(() => Int, {
    nullable: true,
    description: `How many changes to show; ${LARGEST_PAGE} unless told and at most.`,
  })
  @IsOptional()
  @Min(1, SIZE)
  @Max(LARGEST_PAGE, SIZE)
  first?: number | null
}
