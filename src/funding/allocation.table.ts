import { Check, ForeignKey, Index, Int, Reference, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { EntityRow } from '../catalogue/entity.table.js'
import { DecisionRow } from '../governance/decision.table.js'
import { PortfolioRow } from '../programme/portfolio.table.js'
import { ProjectRow } from '../programme/project.table.js'
import { AppropriationRow } from './appropriation.table.js'
import {
  Amount,
  AMOUNT_LAW,
  AMOUNT_PRECISION_LAW,
  AmountPrecisionColumn,
  type AmountPrecision,
} from './money-columns.js'

export const ALLOCATION_KINDS = ['INVESTMENT', 'OPERATING', 'SUBSIDY'] as const
export type AllocationKind = (typeof ALLOCATION_KINDS)[number]
export const ALLOCATION_STATUSES = ['DRAFT', 'PROPOSED', 'GRANTED', 'WITHDRAWN'] as const
export type AllocationStatus = (typeof ALLOCATION_STATUSES)[number]

@TypedNode('ALLOCATION', 'Amounts from an appropriation to a project or an entity, under a decision')
@ForeignKey(
  () => AppropriationRow,
  ['appropriationId', 'portfolioId', 'fiscalYear'],
  ['id', 'portfolioId', 'fiscalYear'],
  { name: 'allocation_same_portfolio_fk' },
)
@ForeignKey(() => ProjectRow, ['projectId', 'portfolioId'], ['id', 'portfolioId'], {
  name: 'allocation_project_portfolio_fk',
})
@Check('allocation_amount_check', AMOUNT_LAW)
@Check('allocation_amount_precision_check', AMOUNT_PRECISION_LAW)
@Check('allocation_allocation_kind_check', `allocation_kind in ('INVESTMENT', 'OPERATING', 'SUBSIDY')`)
@Check('allocation_status_check', `status in ('DRAFT', 'PROPOSED', 'GRANTED', 'WITHDRAWN')`)
@Index('allocation_amount_idx', ['amount'])
@Index('allocation_fiscal_year_idx', ['fiscalYear', 'allocationKind'])
export class AllocationRow extends TypedNodeRow {
  @Text('INVESTMENT, OPERATING or SUBSIDY')
  allocationKind!: AllocationKind

  @Text('DRAFT, PROPOSED, GRANTED or WITHDRAWN')
  status!: AllocationStatus

  @Amount()
  amount!: string

  @AmountPrecisionColumn()
  amountPrecision!: AmountPrecision

  @Int('Budget year, that of its appropriation')
  fiscalYear!: number

  @Reference(() => PortfolioRow, 'allocation_portfolio_fk', 'Portfolio it is part of (PART_OF)')
  portfolioId!: string

  @Reference(() => AppropriationRow, 'allocation_appropriation_fk', 'Credit it is charged to (CHARGED_TO)')
  appropriationId!: string

  @Reference(() => ProjectRow, 'allocation_project_fk', 'Project that receives it (RECEIVES)', {
    nullable: true,
  })
  projectId!: string | null

  @Reference(() => EntityRow, 'allocation_entity_fk', 'Entity that receives it (RECEIVES)', {
    nullable: true,
  })
  entityId!: string | null

  @Reference(() => DecisionRow, 'allocation_decision_fk', 'Decision that grants it (DECIDED_BY)', {
    nullable: true,
  })
  decisionId!: string | null
}
