import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DecimalScalar } from '../graphql/scalars.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { RelationKindEnum } from '../graph/relation-kind.type.js'
import type { ReuseGroupRecord } from './reuse.js'

export const ReuseGroupingEnum = graphqlEnum('ReuseGrouping', 'What projects are grouped by (groepering).', {
  PILLAR: 'Main line (hoofdlijn).',
  ENTITY:
    'Entity that answers for it (entiteit): owner, manager or leader; a project of two stands in both groups.',
  PROJECT: 'Each by itself (project).',
  PORTFOLIO: 'Portfolio.',
})

@ObjectType({
  description: 'How many projects, told apart by whether a document says so or it was concluded (aantallen).',
})
export class ReuseLevels {
  @Field(() => Int, {
    description: 'Projects of which documents say so: every tie on the way is stated (vermeld).',
  })
  stated!: number

  @Field(() => Int, { description: 'Other projects of which it was concluded (afgeleid).' })
  inferred!: number
}

@ObjectType({ description: 'How many projects use building blocks in one way (wijze).' })
export class ReuseWay extends ReuseLevels {
  @Field(() => RelationKindEnum, {
    description: 'DELIVERS, INTEGRATES, REUSES or DEPENDS_ON (soort relatie).',
  })
  kind!: RelationKind
}

@ObjectType()
abstract class ReuseFigures {
  @Field(() => Int, { description: 'How many projects there are (projecten).' })
  projects!: number

  @Field(() => Int, {
    description:
      'Of these, how many use a building block as documents say (vermeld): every tie on the way is stated.',
  })
  stated!: number

  @Field(() => Int, { description: 'How many others use one, as was only concluded (afgeleid).' })
  inferred!: number

  @Field(() => ReuseLevels, {
    description: 'How many use a building block that they do not build themselves (van anderen).',
  })
  ofOthers!: ReuseLevels

  @Field(() => [ReuseWay], {
    description: 'The same for each kind of tie (wijzen); a project may count under several.',
  })
  ways!: ReuseWay[]

  @Field(() => Int, {
    description:
      'Of how many nothing is known (niet vermeld). That is not the same as using none: documents do not say that of any.',
  })
  notStated!: number

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Stated in a hundred projects, rounded to two digits (percentage); null where nothing is known of any. At least so many: of those `notStated` it may hold too.',
  })
  rate!: string | null

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Stated and inferred together in a hundred projects (percentage met wat is afgeleid); null as `rate` is.',
  })
  rateWithInferred!: string | null
}

@ObjectType({
  description: 'How far building blocks are the norm (bouwstenen als norm): how many projects use them.',
})
export class ReuseRate extends ReuseFigures {}

@ObjectType({ description: 'How many projects of one group use building blocks (groep).' })
export class ReuseGroup extends ReuseFigures {
  @Field(() => String, { description: 'Code of the node they share; `NONE` where there is none.' })
  key!: string
}

@ObjectType({ description: 'Groups of projects by code, page by page.' })
export class ReuseGroupConnection extends connectionOf<ReuseGroupRecord>('ReuseGroup', () => ReuseGroup) {}
