import { Field, Int, ObjectType } from 'type-graphql'
import type { NodeKind } from '../kernel/node-kind.js'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DecimalScalar } from '../graphql/scalars.js'
import { NodeKindEnum } from '../graph/node-kind.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { ExpectationState } from './completeness.js'

export const ExpectationStateEnum = graphqlEnum(
  'ExpectationState',
  'Whether what a reader expects of a node is there (stand).',
  {
    MET: 'It is there (aanwezig).',
    MISSING: 'It is not there, and nothing says why: it was forgotten, or is still to come (ontbreekt).',
    NOT_STATED:
      'It is not there, is for the sources to say, and an open NOT_STATED remark on the node tells that they leave something unsaid (niet vermeld).',
  },
)

@ObjectType()
abstract class Tally {
  @Field(() => Int, { description: 'How much is expected (verwacht).' })
  expected!: number

  @Field(() => Int, { description: 'How much of it is there (aanwezig).' })
  met!: number

  @Field(() => Int, { description: 'How much the sources leave unsaid (niet vermeld).' })
  notStated!: number

  @Field(() => Int, { description: 'How much is missing, and nothing says why (ontbreekt).' })
  missing!: number

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Met in a hundred of what is expected, rounded to two digits (percentage); null of nothing.',
  })
  rate!: string | null
}

@ObjectType({
  description:
    'What a reader would expect of a node and whether it is there (volledigheid). What is expected hangs on the kind of node.',
})
export class Completeness extends Tally {}

@ObjectType({ description: 'One thing that a reader expects of a node (verwachting).' })
export class Expectation {
  @Field(() => String, { description: 'Tells it from the others, such as `OWNER` (code).' })
  code!: string

  @Field(() => ExpectationStateEnum, { description: 'Whether it is there (stand).' })
  state!: ExpectationState
}

@ObjectType({ description: 'One thing that a reader expects of the nodes of a kind, counted (verwachting).' })
export class ExpectationCount extends Tally {
  @Field(() => String, { description: 'Tells it from the others, such as `OWNER` (code).' })
  code!: string
}

@ObjectType({ description: 'How complete the nodes of one kind are (volledigheid van een soort).' })
export class KindCompleteness extends Tally {
  @Field(() => NodeKindEnum, { description: 'The kind (soort).' })
  kind!: NodeKind

  @Field(() => Int, { description: 'How many nodes there are (knopen).' })
  nodes!: number

  @Field(() => Int, {
    description: 'Nodes of which nothing is missing, whatever the sources leave unsaid (zonder gaten).',
  })
  withoutGaps!: number

  @Field(() => [ExpectationCount], { description: 'Each thing that is expected (verwachtingen).' })
  expectations!: ExpectationCount[]
}

@ObjectType({ description: 'How complete the graph is (volledigheid van de graaf).' })
export class GraphCompleteness extends Tally {
  @Field(() => [KindCompleteness], { description: 'Kind by kind, those that were asked about (per soort).' })
  kinds!: KindCompleteness[]
}

@ObjectType({ description: 'Nodes of which anything is missing, page by page.' })
export class IncompleteNodeConnection extends connectionOf<NodeRecord>(
  'IncompleteNode',
  () => GraphNode as never,
) {}
