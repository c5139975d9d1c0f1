import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { EntityRecord } from './catalogue.reads.js'
import { Entity } from './catalogue.type.js'
import { stewardsOfNodes } from './steward.reads.js'

@Resolver(() => GraphNode)
export class StewardResolver {
  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'The entity that looks after it and may write to it (beheerder); null where none does.',
  })
  async steward(
    @Root() node: NodeRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<EntityRecord | null> {
    return nodes.loadOptional('ENTITY', await batches.load(stewardsOfNodes, node.id))
  }
}
