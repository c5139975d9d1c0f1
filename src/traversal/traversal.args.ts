import { IsOptional, Max, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import type { NodeKind } from '../kernel/node-kind.js'
import { DEFAULT_PAGE, LARGEST_PAGE } from '../graphql/page-size.js'
import { DateScalar } from '../graphql/scalars.js'
import { NodeKindEnum } from '../graph/node-kind.type.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { RelationKindEnum } from '../graph/relation-kind.type.js'

export const DEFAULT_DEPTH = 6
const DEEPEST = 10
const within = (most: number) => ({ message: `must be from 1 to ${most}` })

@ArgsType()
export class ReuseArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many relations far at most; ${DEFAULT_DEPTH} unless told, at most ${DEEPEST}; 1 is direct.`,
  })
  @IsOptional()
  @Min(1, within(DEEPEST))
  @Max(DEEPEST, within(DEEPEST))
  depth?: number | null

  @Field(() => Int, {
    nullable: true,
    description: `How many to show, nearest first; ${DEFAULT_PAGE} unless told, at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @Min(1, within(LARGEST_PAGE))
  @Max(LARGEST_PAGE, within(LARGEST_PAGE))
  first?: number | null
}

@ArgsType()
export class ImpactArgs extends ReuseArgs {
  @Field(() => String, { description: 'The node that changes: reference or id.' })
  of!: string

  @Field(() => [RelationKindEnum], { nullable: true, description: 'Only along these kinds of relation.' })
  relationKinds?: RelationKind[] | null

  @Field(() => [NodeKindEnum], {
    nullable: true,
    description: 'Only these kinds of node; the way to them may pass others.',
  })
  nodeKinds?: NodeKind[] | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only along relations valid on this day (geldig op).',
  })
  on?: string | null
}

const LONGEST = 8

@ArgsType()
export class PathsArgs {
  @Field(() => String, { description: 'Where to start: reference or id.' })
  from!: string

  @Field(() => String, { description: 'Where to end: reference or id.' })
  to!: string

  @Field(() => Int, {
    nullable: true,
    description: `How many relations at most; 6 unless told, at most ${LONGEST}.`,
  })
  @IsOptional()
  @Min(1, within(LONGEST))
  @Max(LONGEST, within(LONGEST))
  maxLength?: number | null

  @Field(() => [RelationKindEnum], { nullable: true, description: 'Only along these kinds of relation.' })
  relationKinds?: RelationKind[] | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only along relations valid on this day (geldig op).',
  })
  on?: string | null

  @Field(() => Int, {
    nullable: true,
    description: `How many ways to show, shortest first; 5 unless told, at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @Min(1, within(LARGEST_PAGE))
  @Max(LARGEST_PAGE, within(LARGEST_PAGE))
  first?: number | null
}
