import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { BadInputError } from '../kernel/errors.js'
import { decodeGlobalId } from '../kernel/global-id.js'
import { isIdentity } from '../kernel/identity.js'
import { kindOfTypeName } from '../kernel/node-kind.js'
import { LARGEST_PAGE } from '../graphql/page-size.js'
import type { GraphContext } from './context.js'
import type { NodeRecord } from './node-source.js'
import { GraphNode, Node } from './node.type.js'
import { isTieId, tiesByIds, type TieRecord } from './tie.reads.js'

@Resolver()
export class NodeQueryResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id (Relay); null where there is none.',
  })
  node(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: GraphContext,
  ): Promise<object | null> {
    return nodeById('id', id, context)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Several by their global ids, in that order; null for each that is not there.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Their global ids, at most ${LARGEST_PAGE}.` }) ids: string[],
    @Ctx() context: GraphContext,
  ): Promise<(object | null)[]> {
    if (ids.length > LARGEST_PAGE) throw new BadInputError(`must hold at most ${LARGEST_PAGE} ids`, 'ids')
    return Promise.all(ids.map((id) => nodeById('ids', id, context)))
  }

  @Query(() => GraphNode, {
    nullable: true,
    description: 'Any graph node by its reference or id; null where there is none.',
  })
  graphNode(
    @Arg('reference', () => String, {
      description: 'Its reference, such as `building-block:magda`, or its global id.',
    })
    reference: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.find('reference', reference)
  }
}

async function nodeById(
  argument: string,
  id: string,
  { nodes, batches }: GraphContext,
): Promise<NodeRecord | TieRecord | null> {
  const decoded = decodeGlobalId(id)
  if (decoded?.typeName === 'Relation' && isTieId(decoded.key)) return batches.load(tiesByIds, decoded.key)
  const kind = decoded && kindOfTypeName(decoded.typeName)
  if (!kind || !isIdentity(decoded.key))
    throw new BadInputError(`${JSON.stringify(id)} is not a global id`, argument)
  return nodes.byId(kind, decoded.key)
}
