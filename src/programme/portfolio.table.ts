import { Check, Int, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

export const PORTFOLIO_KINDS = ['INVESTMENT', 'OPERATING'] as const
export type PortfolioKind = (typeof PORTFOLIO_KINDS)[number]

@TypedNode('PORTFOLIO', 'Money and content of a programme, or of a pair of them, for one budget year')
@Check('portfolio_portfolio_kind_check', `portfolio_kind in ('INVESTMENT', 'OPERATING')`)
@Check('portfolio_fiscal_year_check', 'fiscal_year between 1900 and 2200')
export class PortfolioRow extends TypedNodeRow {
  @Int('Budget year')
  fiscalYear!: number

  @Text('INVESTMENT or OPERATING')
  portfolioKind!: PortfolioKind
}
