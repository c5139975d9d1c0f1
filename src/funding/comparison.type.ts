import { Field, Int, ObjectType } from 'type-graphql'
import { Money } from './money.type.js'

@ObjectType({
  description:
    'Portfolios side by side (vergelijking): money, main lines, projects and needs. Drafts are compared by those who are shown them.',
})
export class PortfolioComparison {}

@ObjectType({ description: 'One portfolio beside the others (vergeleken portfolio).' })
export class ComparedPortfolio {
  @Field(() => Money, { description: 'What its allocations come to, drafts included (bedrag).' })
  money!: Money

  @Field(() => Money, { description: 'What that is more than the first one, or less (verschil).' })
  change!: Money

  @Field(() => Int, { description: 'How many projects it has.' })
  projectCount!: number

  @Field(() => Int, { description: 'How many needs it covers (noden).' })
  needCount!: number
}

@ObjectType({
  description:
    'A main line or project in each of the portfolios (regel); what belongs to no main line has no name.',
})
export class ComparedLine {}

@ObjectType({ description: 'What a main line or project is in one of the portfolios (cel).' })
export class ComparedCell {
  @Field(() => Money, {
    nullable: true,
    description: 'Its money there, drafts included (bedrag); null where that portfolio does not have it.',
  })
  amount!: Money | null

  @Field(() => Money, {
    description: 'What it gains beside the first portfolio, or less than nothing what it loses (verschil).',
  })
  change!: Money
}

@ObjectType({ description: 'A need that at least one of the portfolios covers (gedekte nood).' })
export class ComparedNeed {}
