import { Arg, Field, ObjectType } from 'type-graphql'
import { type Awaitable, whenThere } from '../kernel/awaitable.js'
import { connectionOf } from '../graphql/connection.js'
import { windowOf } from '../graphql/page-args.js'
import type { Batches } from '../database/batches.js'
import { ListRequest } from '../database/list-request.js'
import { aggregateOf } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeLookup } from '../graph/nodes.js'
import { allocationGroups, type AllocationGroupRecord, type AllocationGrouping } from './allocation-groups.js'
import { type AllocationConditions, allocationList, allocationSums } from './allocation-list.js'
import { type AllocationArgs, allocationConditions } from './allocation.args.js'
import type { AllocationRecord } from './funding.reads.js'
import { Allocation, AllocationGroup, AllocationGroupingEnum } from './funding.type.js'
import type { MoneyRecord } from './money.js'
import { Money } from './money.type.js'
import { SUM } from './written-money.js'

type Request = ListRequest<AllocationConditions>

@ObjectType({
  description: 'A list of allocations, page by page, with sums and groups over the whole filter.',
})
export class AllocationConnection extends connectionOf<AllocationRecord>('Allocation', () => Allocation) {
  constructor(
    private readonly batches: Batches,
    private readonly request: Request,
  ) {
    super(allocationList.list(batches, request))
  }

  @Written(aggregateOf(allocationSums, SUM))
  @Field(() => Money, { description: 'Their sum over the whole filter, not only on this page (som).' })
  sum(): Awaitable<MoneyRecord> {
    return this.batches.load(allocationSums, this.request)
  }

  @Field(() => [AllocationGroup], {
    description:
      'Grouped over the whole filter (groepen), the largest sum first; each allocation in exactly one group.',
  })
  groups(
    @Arg('by', () => AllocationGroupingEnum, { description: 'What to group by.' }) by: AllocationGrouping,
  ): Awaitable<AllocationGroupRecord[]> {
    return this.batches.load(allocationGroups[by], this.request)
  }
}

/** The connection that a field with `AllocationArgs` answers with, of one parent or of all. */
export function allocationConnection(
  args: AllocationArgs,
  { batches, nodes }: GraphContext,
  parent?: Request['parent'],
): Awaitable<AllocationConnection> {
  return whenThere(
    allocationRequest(args, nodes),
    (request) => new AllocationConnection(batches, parent ? request.of(parent.by, parent.id) : request),
  )
}

/** What is asked of a list of allocations. @throws BadInputError, NotFoundError */
export function allocationRequest(
  { filter, orderBy, ...page }: AllocationArgs,
  nodes: NodeLookup,
): Awaitable<Request> {
  const window = windowOf(page)
  const order = orderBy?.length ? orderBy.join(',') : 'CODE_ASC'
  return whenThere(
    allocationConditions(nodes, filter ?? {}),
    (conditions) => new ListRequest(conditions, order, window),
  )
}
