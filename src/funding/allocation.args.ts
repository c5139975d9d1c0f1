import { ArrayMaxSize, IsOptional } from 'class-validator'
import { ArgsType, Field, InputType, Int } from 'type-graphql'
import { allThere, type Awaitable, whenThere } from '../kernel/awaitable.js'
import { graphqlEnum } from '../graphql/enum.js'
import { PageArgs } from '../graphql/page-args.js'
import { DecimalScalar } from '../graphql/scalars.js'
import type { NodeId, NodeLookup } from '../graph/nodes.js'
import type { AllocationConditions } from './allocation-list.js'
import type { AllocationKind, AllocationStatus } from './allocation.table.js'
import { AllocationKindEnum, AllocationStatusEnum } from './funding.type.js'

export const AllocationOrderEnum = graphqlEnum('AllocationOrder', 'How allocations are sorted (volgorde).', {
  AMOUNT_ASC: 'By amount, smallest first.',
  AMOUNT_DESC: 'By amount, largest first.',
  CODE_ASC: 'By code.',
  CODE_DESC: 'By code, backwards.',
})
export type AllocationOrder = keyof typeof AllocationOrderEnum

@InputType({
  description:
    'Which allocations; nodes by reference or id, an entity also by its OVO code. All given conditions must hold.',
})
export class AllocationFilter {
  @Field(() => String, { nullable: true, description: 'To this entity.' })
  entity?: string | null

  @Field(() => String, { nullable: true, description: 'To this project.' })
  project?: string | null

  @Field(() => String, { nullable: true, description: 'Of this portfolio.' })
  portfolio?: string | null

  @Field(() => String, { nullable: true, description: 'Of any portfolio of this programme.' })
  programme?: string | null

  @Field(() => Int, { nullable: true, description: 'Of this budget year (begrotingsjaar).' })
  fiscalYear?: number | null

  @Field(() => AllocationKindEnum, { nullable: true, description: 'Given for this (soort).' })
  kind?: AllocationKind | null

  @Field(() => AllocationStatusEnum, { nullable: true, description: 'This far (stand).' })
  status?: AllocationStatus | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Of at least this amount, in euro.' })
  minAmount?: string | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Of at most this amount, in euro.' })
  maxAmount?: string | null
}

@ArgsType()
export class AllocationArgs extends PageArgs {
  @Field(() => AllocationFilter, { nullable: true, description: 'Which allocations; all unless told.' })
  filter?: AllocationFilter | null

  @Field(() => [AllocationOrderEnum], {
    nullable: true,
    description: 'How they are sorted; by code unless told.',
  })
  @IsOptional()
  @ArrayMaxSize(4, { message: 'must hold at most 4 sort keys' })
  orderBy?: AllocationOrder[] | null
}

const NAMED = {
  entity: 'ENTITY',
  project: 'PROJECT',
  portfolio: 'PORTFOLIO',
  programme: 'PROGRAMME',
} as const

/** The filter with ids for the nodes it names. @throws NotFoundError, BadInputError naming the field. */
export function allocationConditions(
  nodes: NodeLookup,
  filter: AllocationFilter,
): Awaitable<AllocationConditions> {
  const id = (field: keyof typeof NAMED): Awaitable<NodeId | null> => {
    const named = filter[field]
    if (named == null) return null
    return whenThere(nodes.demand(`filter.${field}`, named, NAMED[field]), (node) => node.id)
  }
  const ids = allThere([id('entity'), id('project'), id('portfolio'), id('programme')])
  return whenThere(ids, ([entity = null, project = null, portfolio = null, programme = null]) => ({
    entity,
    project,
    portfolio,
    programme,
    fiscalYear: filter.fiscalYear ?? null,
    kind: filter.kind ?? null,
    status: filter.status ?? null,
    minAmount: filter.minAmount ?? null,
    maxAmount: filter.maxAmount ?? null,
  }))
}
