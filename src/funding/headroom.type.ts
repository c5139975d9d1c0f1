import { Field, Float, ObjectType } from 'type-graphql'
import { Money } from './money.type.js'

@ObjectType({
  description:
    'What a portfolio may spend, what is taken of it and what is left (ruimte). Drafts count as far as whoever asks is shown them.',
})
export class PortfolioHeadroom {
  @Field(() => Money, {
    nullable: true,
    description: 'The sum of its appropriations (plafond); null where there is none.',
  })
  ceiling!: Money | null

  @Field(() => Money, { description: 'What PROPOSED and GRANTED allocations take of it (toegewezen).' })
  allocated!: Money

  @Field(() => Money, { description: 'What allocations in DRAFT take of it (in ontwerp).' })
  drafted!: Money

  @Field(() => Money, {
    nullable: true,
    description:
      'What is left under the ceiling (over); less than nothing where drafts on a published credit ask for more than there is. Null where there is no ceiling.',
  })
  left!: Money | null
}

@ObjectType({
  description:
    'What a main line takes of a portfolio, and what it gains or loses beside another one (aandeel van een hoofdlijn).',
})
export class PillarShare {
  @Field(() => Money, { description: 'What it takes, drafts included (bedrag).' })
  amount!: Money

  @Field(() => Float, { description: 'Its part of the portfolio, from 0 to 1 (aandeel); for display.' })
  share!: number

  @Field(() => Money, {
    nullable: true,
    description: 'What it takes of the other portfolio (vergeleken met); null where none is compared.',
  })
  baseline!: Money | null

  @Field(() => Money, {
    nullable: true,
    description: 'What it gains, or less than nothing what it loses (verschil); null where none is compared.',
  })
  change!: Money | null
}
