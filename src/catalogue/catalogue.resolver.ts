import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { PageArgs, windowOf } from '../graphql/page-args.js'
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

@Resolver(() => BuildingBlock)
export class BuildingBlockResolver {
  @Query(() => BuildingBlock, {
    nullable: true,
    description: 'One building block (bouwsteen) by its code; null where there is none.',
  })
  buildingBlock(
    @Arg('code', () => String, { description: 'Its code, such as `magda`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Promise<BuildingBlockRecord | null> {
    return nodes.byCode('BUILDING_BLOCK', code)
  }

  @Query(() => BuildingBlockConnection, { description: 'All building blocks (bouwstenen), by code.' })
  buildingBlocks(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { batches }: GraphContext,
  ): BuildingBlockConnection {
    const request = { filter: null, order: 'CODE', window: windowOf(page) }
    return new BuildingBlockConnection(allBuildingBlocks.list(batches, request))
  }

  @FieldResolver(() => [BuildingBlock], { description: 'What it brings together, directly (brengt samen).' })
  async integrates(
    @Root() block: BuildingBlockRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<object[]> {
    return nodes.loadLinks(await batches.load(integrated, block.id))
  }
}

@Resolver(() => Entity)
export class EntityResolver {
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
  ): Promise<EntityRecord | null> {
    return nodes.byCode('ENTITY', code)
  }

  @Query(() => EntityConnection, { description: 'All entities (entiteiten), by code.' })
  entities(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): EntityConnection {
    const request = { filter: null, order: 'CODE', window: windowOf(page) }
    return new EntityConnection(allEntities.list(batches, request))
  }
}

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @FieldResolver(() => DatedDay, { nullable: true, description: 'Its date (datum); null where not stated.' })
  date(@Root() document: PolicyDocumentRecord): DatedDay | null {
    return datedDay(document.date, document.datePrecision)
  }
}
