import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { Node } from './node.type.js'
import type { RelationKind } from './relation-kind.js'
import { RelationKindEnum } from './relation-kind.type.js'
import type { TieRecord } from './tie.reads.js'

@ObjectType({
  implements: Node,
  description:
    'A tie between two nodes (relatie), read from source to target; its own words stand in the citations.',
})
export class Relation extends Node {
  @Field(() => RelationKindEnum, { description: 'What it means (soort).' })
  kind!: RelationKind

  @Field(() => Boolean, {
    description: 'True where the modeller concluded it and the document does not say it (afgeleid).',
  })
  inferred!: boolean
}

@ObjectType({ description: 'A list of relations, page by page.' })
export class RelationConnection extends connectionOf<TieRecord>('Relation', () => Relation) {}
