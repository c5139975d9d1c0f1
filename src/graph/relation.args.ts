import { ArgsType, Field } from 'type-graphql'
import type { NodeKind } from '../kernel/node-kind.js'
import { remembered } from '../kernel/remembered.js'
import { ForwardPageArgs, windowOf } from '../graphql/page-args.js'
import { DateScalar } from '../graphql/scalars.js'
import { ListRequest } from '../database/list-request.js'
import { NodeKindEnum } from './node-kind.type.js'
import type { RelationKind } from './relation-kind.js'
import { type Direction, DirectionEnum, RelationKindEnum } from './relation-kind.type.js'
import type { TieFilter } from './tie.reads.js'

@ArgsType()
export class RelationArgs extends ForwardPageArgs {
  @Field(() => [RelationKindEnum], { nullable: true, description: 'Only relations of these kinds.' })
  kinds?: RelationKind[] | null

  @Field(() => DirectionEnum, {
    nullable: true,
    description: 'Which end the node stands at; either unless told.',
  })
  direction?: Direction | null

  @Field(() => [NodeKindEnum], {
    nullable: true,
    description: 'Only relations with these kinds of node at the other end.',
  })
  nodeKinds?: NodeKind[] | null

  @Field(() => DateScalar, { nullable: true, description: 'Only relations valid on this day (geldig op).' })
  on?: string | null
}

/** What is asked of the ties of a node. @throws BadInputError */
export const tieRequest = remembered(
  ({ kinds, direction, nodeKinds, on, ...page }: RelationArgs): ListRequest<TieFilter> => {
    const filter = {
      kinds: kinds ?? null,
      direction: direction ?? 'BOTH',
      nodeKinds: nodeKinds ?? null,
      on: on ?? null,
    }
    return new ListRequest(filter, 'KIND', windowOf(page))
  },
)
