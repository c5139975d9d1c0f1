import { IsOptional, Max, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import { BadInputError } from '../kernel/errors.js'
import { DEFAULT_PAGE, LARGEST_PAGE } from './page-size.js'

const SIZE = { message: `must be from 1 to ${LARGEST_PAGE}` }

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, counted from the start; ${DEFAULT_PAGE} unless told, at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @Min(1, SIZE)
  @Max(LARGEST_PAGE, SIZE)
  first?: number | null

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most, counted from the end; at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @Min(1, SIZE)
  @Max(LARGEST_PAGE, SIZE)
  last?: number | null

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null
}

/** The part of a list that is asked for; cursors still as texts. */
export interface Window {
  readonly limit: number
  readonly backwards: boolean
  readonly after: string | null
  readonly before: string | null
}

/** @throws BadInputError where `first` and `last` are both given: Relay leaves open what that means. */
export function windowOf({ first, after, last, before }: PageArgs): Window {
  if (first != null && last != null) throw new BadInputError('cannot be given together with first', 'last')
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backwards: last != null,
    after: after ?? null,
    before: before ?? null,
  }
}
