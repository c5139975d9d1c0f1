import { Field, ID, InterfaceType } from 'type-graphql'
import { kindTypeName, type NodeKind } from '../kernel/node-kind.js'
import { NodeKindEnum } from './node-kind.type.js'

/** A row is a relation where it has ends, else a node of its kind. */
export function typeNameOf(row: { kind: string; sourceId?: string }): string {
  return row.sourceId === undefined ? kindTypeName(row.kind as NodeKind) : 'Relation'
}

@InterfaceType('Node', { description: 'Anything with a global id (Relay).', resolveType: typeNameOf })
export abstract class Node {
  @Field(() => ID, { description: 'Global id: the same in every database loaded from the same sources.' })
  id!: string
}

@InterfaceType('GraphNode', {
  description: 'Anything the graph knows (knoop): named, described, dated, cited and tied to others.',
  implements: Node,
  resolveType: typeNameOf,
})
export abstract class GraphNode extends Node {
  @Field(() => NodeKindEnum, { description: 'What it is (soort).' })
  kind!: NodeKind

  @Field(() => String, { description: 'Readable code, unique within its kind (code).' })
  code!: string

  @Field(() => Boolean, {
    description: 'True where the modeller concluded it and no document names it (afgeleid).',
  })
  inferred!: boolean
}
