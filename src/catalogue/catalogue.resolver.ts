import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { PageArgs, windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import { dayIn, linkedBy, listOf, nodeByCode } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
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

const integrated = targetsOf(['INTEGRATES'], ['BUILDING_BLOCK'])

function everything(page: PageArgs): ListRequest<null> {
  return new ListRequest(null, 'CODE', windowOf(page))
}

@Resolver(() => BuildingBlock)
export class BuildingBlockResolver {
  @Written(nodeByCode('BUILDING_BLOCK'))
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

  @Written(listOf(allBuildingBlocks, 'BUILDING_BLOCK', null, everything))
  @Query(() => BuildingBlockConnection, { description: 'All building blocks (bouwstenen), by code.' })
  buildingBlocks(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { batches }: GraphContext,
  ): BuildingBlockConnection {
    return new BuildingBlockConnection(allBuildingBlocks.list(batches, everything(page)))
  }

  @Written(linkedBy(integrated, 'BUILDING_BLOCK'))
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
  @Written(nodeByCode('ENTITY'))
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

  @Written(listOf(allEntities, 'ENTITY', null, everything))
  @Query(() => EntityConnection, { description: 'All entities (entiteiten), by code.' })
  entities(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): EntityConnection {
    return new EntityConnection(allEntities.list(batches, everything(page)))
  }
}

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @Written(dayIn('date', 'datePrecision'))
  @FieldResolver(() => DatedDay, { nullable: true, description: 'Its date (datum); null where not stated.' })
  date(@Root() document: PolicyDocumentRecord): DatedDay | null {
    return datedDay(document.date, document.datePrecision)
  }
}
