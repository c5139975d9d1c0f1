import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { windowOf } from '../graphql/page-args.js'
import { WHOLE_GRAPH, Weighing } from '../graphql/weight.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { ReuseGroupArgs, ReuseRateArgs } from './reuse.args.js'
import {
  groupsOf,
  pageOfGroups,
  type ProjectReuse,
  type ReuseCounts,
  type ReuseGroupRecord,
  reuseOf,
} from './reuse.js'
import { NAMING_PROJECTS, type ReuseFilter, reuseOfProjects } from './reuse.reads.js'
import { ReuseGroup, ReuseGroupConnection, ReuseRate } from './reuse.type.js'

interface RateRecord extends ReuseCounts {
  readonly filter: ReuseFilter
  readonly all: readonly ProjectReuse[]
}

/** Which projects are asked about. @throws NotFoundError, BadInputError naming `of` */
export async function reuseFilter({ of, on }: ReuseRateArgs, { nodes }: GraphContext): Promise<ReuseFilter> {
  const node = of == null ? null : await nodes.demand('of', of, ...NAMING_PROJECTS)
  return { of: node && { kind: node.kind, id: node.id }, on: on ?? null }
}

@Resolver(() => ReuseRate)
export class ReuseRateResolver {
  @Weighing(WHOLE_GRAPH)
  @Query(() => ReuseRate, {
    description:
      'How far "building blocks are the norm" holds (bouwstenen als norm). A project uses a building block where it, a workstream of it or anything that these deliver ' +
      'REUSES, DEPENDS_ON, INTEGRATES or DELIVERS one; `ways` tells these apart. What is stated and what was concluded are counted apart, and silence is not counted as no.',
  })
  async reuseRate(
    @Args(() => ReuseRateArgs) args: ReuseRateArgs,
    @Ctx() context: GraphContext,
  ): Promise<RateRecord> {
    const filter = await reuseFilter(args, context)
    const all = await context.batches.load(reuseOfProjects, filter)
    return { ...reuseOf(all), filter, all }
  }

  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'Whose projects were asked about; null where all were (van).',
  })
  of(@Root() { filter: { of } }: RateRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> | null {
    return of && nodes.load(of.kind, of.id)
  }

  @FieldResolver(() => ReuseGroupConnection, { description: 'The same for each group (groepen), by code.' })
  groups(
    @Root() { all }: RateRecord,
    @Args(() => ReuseGroupArgs) { by, ...page }: ReuseGroupArgs,
  ): ReuseGroupConnection {
    const groups = groupsOf(all, by)
    const window = windowOf(page)
    const shown = pageOfGroups(groups, by, window)
    return new ReuseGroupConnection({ page: () => shown, totalCount: () => groups.length })
  }
}

@Resolver(() => ReuseGroup)
export class ReuseGroupResolver {
  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'The node they share (knoop); null for those that have none.',
  })
  node(@Root() { node }: ReuseGroupRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> | null {
    return node && nodes.load(node.kind, node.id)
  }
}
