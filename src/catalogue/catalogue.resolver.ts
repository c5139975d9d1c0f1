import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { PageArgs, windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import { linkedBy, listOf, nodeByCode, readsColumns } from '../graph/ahead.js'
import { Ahead } from '../graph/ahead.type.js'
import type { GraphContext } from '../graph/context.js'
import { DatedDay, datedDay } from '../graph/fuzzy-date.type.js'
import { targetsOf } from '../graph/linked-nodes.js'
import {
  allBuildingBlocks,
  allEntities,
  type BuildingBlockRecord,
  type EntityRecord,
  type PolicyDocumentRecord,
} from './catalogue.reads.js'
import {
  BuildingBlock,
  BuildingBlockConnection,
  Entity,
  EntityConnection,
  PolicyDocument,
} from './catalogue.type.js'
import { datedDayOf, written } from '../graph/written.js'

const integrated = targetsOf(['INTEGRATES'], ['BUILDING_BLOCK'])

function everything(page: PageArgs): ListRequest<null> {
  return new ListRequest(null, 'CODE', windowOf(page))
}

@Resolver(() => BuildingBlock)
export class BuildingBlockResolver {
  @Ahead(nodeByCode('BUILDING_BLOCK'))
  @Query(() => BuildingBlock, {
    nullable: true,
    description: 'One building block (bouwsteen) by its code; null where there is none.',
  })
  buildingBlock(
    @Arg('code', () => String, { description: 'Its code, such as `magda`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<BuildingBlockRecord | null> {
    return nodes.byCode('BUILDING_BLOCK', code)
  }

  @Ahead(listOf(allBuildingBlocks, 'BUILDING_BLOCK', null, everything))
  @Query(() => BuildingBlockConnection, { description: 'All building blocks (bouwstenen), by code.' })
  buildingBlocks(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { batches }: GraphContext,
  ): BuildingBlockConnection {
    return new BuildingBlockConnection(allBuildingBlocks.list(batches, everything(page)))
  }

  @Ahead(linkedBy(integrated, 'BUILDING_BLOCK'))
  @FieldResolver(() => [BuildingBlock], { description: 'What it brings together, directly (brengt samen).' })
  integrates(
    @Root() block: BuildingBlockRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<object[]> {
    return nodes.loadLinks(batches.load(integrated, block.id))
  }
}

@Resolver(() => Entity)
export class EntityResolver {
  @Ahead(nodeByCode('ENTITY'))
  @Query(() => Entity, {
    nullable: true,
    description: 'One entity (entiteit) by its code or OVO code; null where there is none.',
  })
  entity(
    @Arg('code', () => String, {
      description: 'Its code, such as `vlabel`, or its OVO code, such as `OVO000031`.',
    })
    code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<EntityRecord | null> {
    return nodes.byCode('ENTITY', code)
  }

  @Ahead(listOf(allEntities, 'ENTITY', null, everything))
  @Query(() => EntityConnection, { description: 'All entities (entiteiten), by code.' })
  entities(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): EntityConnection {
    return new EntityConnection(allEntities.list(batches, everything(page)))
  }
}

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @Ahead(written(readsColumns('date', 'datePrecision'), (row) => datedDayOf(row, 'date', 'datePrecision')))
  @FieldResolver(() => DatedDay, { nullable: true, description: 'Its date (datum); null where not stated.' })
  date(@Root() document: PolicyDocumentRecord): DatedDay | null {
    return datedDay(document.date, document.datePrecision)
  }
}
