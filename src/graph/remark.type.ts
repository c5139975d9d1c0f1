import { Field, Int, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import type { RemarkKind } from './remark.table.js'

export const RemarkKindEnum = graphqlEnum('RemarkKind', 'What sort of remark it is (soort opmerking).', {
  CONTRADICTION: 'The documents contradict each other or themselves (tegenspraak); both readings stand.',
  NOT_STATED: 'The documents do not say it (niet vermeld).',
  ROUNDED: 'An amount or number is rounded (afgerond).',
  NAME_VARIANT: 'The same thing goes by several names (naamvariant).',
  JUDGEMENT: 'The modeller had to choose how to read it (oordeel).',
  EXCEPTION: 'A rule was not followed this once, and why (uitzondering).',
})

@ObjectType({ description: 'One of the readings that a remark leaves standing (lezing).' })
export class Reading {
  @Field(() => Int, { description: 'Rank: 1 is the best supported.' })
  rank!: number
}

@ObjectType({
  description: 'How a remark was settled (beslechting); its readings all stay.',
})
export class RemarkSettlement {}

@ObjectType({
  description: 'What a reader should know before relying on a fact (opmerking), with its citations.',
})
export class Remark {
  @Field(() => RemarkKindEnum, { description: 'What sort of remark it is (soort).' })
  kind!: RemarkKind
}
