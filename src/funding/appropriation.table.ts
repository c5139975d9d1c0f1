import { Check, Decimal, Int, Reference, Text, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { PortfolioRow } from '../programme/portfolio.table.js'
import { BudgetArticleRow } from './budget-article.table.js'
import {
  Amount,
  AMOUNT_LAW,
  AMOUNT_PRECISION_LAW,
  AmountPrecisionColumn,
  type AmountPrecision,
} from './money-columns.js'

export const CREDIT_TYPES = ['COMMITMENT_AND_PAYMENT', 'COMMITMENT', 'PAYMENT'] as const
export type CreditType = (typeof CREDIT_TYPES)[number]

@TypedNode('APPROPRIATION', 'Credits on a budget article for a year and a portfolio')
@Unique('appropriation_allocation_key', ['id', 'portfolioId', 'fiscalYear'])
@Check('appropriation_amount_check', AMOUNT_LAW)
@Check('appropriation_amount_precision_check', AMOUNT_PRECISION_LAW)
@Check(
  'appropriation_credit_type_check',
  `credit_type in ('COMMITMENT_AND_PAYMENT', 'COMMITMENT', 'PAYMENT')`,
)
@Check('appropriation_ceiling_check', 'allocated between 0 and amount')
export class AppropriationRow extends TypedNodeRow {
  @Reference(() => PortfolioRow, 'appropriation_portfolio_fk', 'Portfolio it pays for (PART_OF)')
  portfolioId!: string

  @Reference(() => BudgetArticleRow, 'appropriation_budget_article_fk', 'Article it stands on (CHARGED_TO)', {
    nullable: true,
  })
  budgetArticleId!: string | null

  @Int('Budget year')
  fiscalYear!: number

  @Amount()
  amount!: string

  @AmountPrecisionColumn()
  amountPrecision!: AmountPrecision

  @Text('COMMITMENT_AND_PAYMENT, COMMITMENT or PAYMENT; null where not stated', { nullable: true })
  creditType!: CreditType | null

  @Decimal('What proposed and granted allocations take of it, kept by a trigger', { default: () => '0.00' })
  allocated!: string
}
