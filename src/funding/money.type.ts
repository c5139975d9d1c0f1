import { Field, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { DecimalScalar } from '../graphql/scalars.js'
import type { AmountPrecision } from './money-columns.js'

export const AmountPrecisionEnum = graphqlEnum(
  'AmountPrecision',
  'How exactly an amount is known (nauwkeurigheid).',
  {
    EXACT: 'As the document gives it, to the cent (exact).',
    ROUNDED: 'The document gives it rounded (afgerond).',
    APPROXIMATE: 'The document gives it as an estimate (bij benadering).',
  },
)

@ObjectType({
  description: 'An amount of money (bedrag): exact decimals, its currency, and how exactly it is known.',
})
export class Money {
  @Field(() => DecimalScalar, { description: 'The amount, with cents even where the document has none.' })
  amount!: string

  @Field(() => String, { description: 'ISO 4217 code; always EUR.' })
  currency!: string

  @Field(() => AmountPrecisionEnum, {
    description: 'How exactly it is known; of a sum, as its least exact part.',
  })
  precision!: AmountPrecision
}
