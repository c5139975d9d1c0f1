import { Field, Int, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { PageInfo } from '../graphql/connection.js'
import { DateTimeScalar, GraphVersionScalar } from '../graphql/scalars.js'
import type { ChangeOperation } from '../history/ledger.table.js'

export const ChangeOperationEnum = graphqlEnum(
  'ChangeOperation',
  'What became of a node or relation (soort wijziging).',
  {
    CREATED: 'It stands for the first time, or again (nieuw).',
    CORRECTED: 'It stood before and stands otherwise now (gewijzigd).',
    ENDED: 'It no longer stands (vervallen); what it was stays in the ledger.',
  },
)

@ObjectType({
  description:
    'A change in the ledger (wijziging): who changed what, when and why, and how the whole of it stood before and after.',
})
export class Change {
  @Field(() => GraphVersionScalar, { description: 'Graph version that made it (versie).' })
  version!: string

  @Field(() => DateTimeScalar, { description: 'When it was recorded (tijdstip).' })
  at!: string

  @Field(() => String, { description: 'Who made it (auteur).' })
  author!: string

  @Field(() => String, { nullable: true, description: 'Why (reden); null where no reason was given.' })
  reason!: string | null

  @Field(() => ChangeOperationEnum, { description: 'What became of it (soort).' })
  operation!: ChangeOperation
}

@ObjectType({ description: 'Changes of the ledger in order (wijzigingen), from a place on.' })
export class ChangeConnection {
  @Field(() => [Change], { description: 'The changes, oldest first.' })
  nodes!: object[]

  @Field(() => PageInfo, { description: 'Where to go on: give endCursor as `after`.' })
  pageInfo!: PageInfo

  @Field(() => GraphVersionScalar, {
    description: 'The version up to which this answer is complete: nothing at or before it is left to tell.',
  })
  upTo!: string
}

@ObjectType({ description: 'What is different between two versions (verschil).' })
export class GraphDiff {
  @Field(() => GraphVersionScalar, { description: 'The earlier version.' })
  from!: string

  @Field(() => GraphVersionScalar, { description: 'The later version.' })
  to!: string

  @Field(() => Int, { description: 'How many nodes and relations differ, shown or not.' })
  totalCount!: number
}
