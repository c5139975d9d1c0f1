import { Max, Min } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import { DecimalScalar } from '../graphql/scalars.js'
import type { PortfolioKind } from '../programme/portfolio.table.js'
import { PortfolioKindEnum } from '../programme/programme.type.js'
import type { AllocationKind, AllocationStatus } from '../funding/allocation.table.js'
import type { CreditType } from '../funding/appropriation.table.js'
import { AllocationKindEnum, AllocationStatusEnum, CreditTypeEnum } from '../funding/funding.type.js'
import type { AmountPrecision } from '../funding/money-columns.js'
import { AmountPrecisionEnum } from '../funding/money.type.js'

const YEAR = { message: 'must be a year from 1900 to 2200' }

@InputType({ description: 'What only a portfolio has (portfolio).' })
export class PortfolioDetails {
  @Field(() => Int, { nullable: true, description: 'Budget year (begrotingsjaar); needed.' })
  @Min(1900, YEAR)
  @Max(2200, YEAR)
  fiscalYear?: number | null

  @Field(() => PortfolioKindEnum, {
    nullable: true,
    description: 'What sort of money it holds (soort); needed.',
  })
  portfolioKind?: PortfolioKind | null
}

@InputType({ description: 'What only a pillar has (hoofdlijn).' })
export class PillarDetails {
  @Field(() => Int, { nullable: true, description: 'Its number (nummer); needed.' })
  @Min(1, { message: 'must be a number from 1' })
  number?: number | null

  @Field(() => ID, { nullable: true, description: 'The portfolio it is part of; needed.' })
  portfolio?: string | null
}

@InputType({ description: 'What only a project has (project).' })
export class ProjectDetails {
  @Field(() => Int, { nullable: true, description: 'Its row in the table (nummer); needed.' })
  @Min(1, { message: 'must be a number from 1' })
  number?: number | null

  @Field(() => ID, { nullable: true, description: 'The portfolio it is part of; needed.' })
  portfolio?: string | null

  @Field(() => ID, { nullable: true, description: 'The pillar it is part of (hoofdlijn).' })
  pillar?: string | null

  @Field(() => ID, { nullable: true, description: 'The entity that manages it (trekker).' })
  owner?: string | null
}

@InputType({ description: 'What only a workstream has (werf).' })
export class WorkstreamDetails {
  @Field(() => Int, { nullable: true, description: 'Its number (nummer); needed.' })
  @Min(1, { message: 'must be a number from 1' })
  number?: number | null

  @Field(() => ID, { nullable: true, description: 'The project it is part of.' })
  project?: string | null
}

@InputType({ description: 'What only a budget article has (begrotingsartikel).' })
export class BudgetArticleDetails {
  @Field(() => String, {
    nullable: true,
    description: 'The article (begrotingsartikel), such as "SJ0-1SMC2GI"; needed.',
  })
  article?: string | null

  @Field(() => String, { nullable: true, description: 'The base allocation (basisallocatie); needed.' })
  baseAllocation?: string | null
}

@InputType({ description: 'What only an appropriation has (krediet).' })
export class AppropriationDetails {
  @Field(() => ID, { nullable: true, description: 'The portfolio whose money it is; needed.' })
  portfolio?: string | null

  @Field(() => ID, { nullable: true, description: 'Where it stands in the budget (begrotingsartikel).' })
  budgetArticle?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Budget year (begrotingsjaar), that of its portfolio; needed.',
  })
  @Min(1900, YEAR)
  @Max(2200, YEAR)
  fiscalYear?: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'In euro (bedrag); needed.' })
  amount?: string | null

  @Field(() => AmountPrecisionEnum, {
    nullable: true,
    description: 'How exactly it is known (nauwkeurigheid); exact unless told.',
  })
  amountPrecision?: AmountPrecision | null

  @Field(() => CreditTypeEnum, { nullable: true, description: 'What it allows (soort krediet).' })
  creditType?: CreditType | null
}

@InputType({ description: 'What only an allocation has (toewijzing).' })
export class AllocationDetails {
  @Field(() => ID, {
    nullable: true,
    description: 'The credit it is charged to (krediet), whose portfolio and year are its own; needed.',
  })
  appropriation?: string | null

  @Field(() => ID, { nullable: true, description: 'The project that receives it.' })
  project?: string | null

  @Field(() => ID, { nullable: true, description: 'The entity that receives it (entiteit).' })
  entity?: string | null

  @Field(() => ID, { nullable: true, description: 'The decision that grants it (beslissing).' })
  decision?: string | null

  @Field(() => AllocationKindEnum, {
    nullable: true,
    description: 'What sort of money it is (soort); needed.',
  })
  allocationKind?: AllocationKind | null

  @Field(() => AllocationStatusEnum, {
    nullable: true,
    description:
      'How far it is (stand): a new one is PROPOSED, a draft DRAFT; with a decision PROPOSED becomes GRANTED.',
  })
  status?: AllocationStatus | null

  @Field(() => DecimalScalar, { nullable: true, description: 'In euro (bedrag); needed.' })
  amount?: string | null

  @Field(() => AmountPrecisionEnum, {
    nullable: true,
    description: 'How exactly it is known (nauwkeurigheid); exact unless told.',
  })
  amountPrecision?: AmountPrecision | null
}
