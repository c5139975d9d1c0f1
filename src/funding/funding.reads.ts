import sql, { type Sql } from 'sql-template-tag'
import { groupBy, keyedRead, pickBy } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord, NodeSource } from '../graph/node-source.js'
import type { AllocationKind, AllocationStatus } from './allocation.table.js'
import type { CreditType } from './appropriation.table.js'
import type { AmountPrecision } from './money-columns.js'
import { euro, type MoneyRecord } from './money.js'

export interface BudgetArticleRecord extends NodeRecord {
  readonly article: string
  readonly baseAllocation: string
}
export interface AppropriationRecord extends NodeRecord {
  readonly portfolioId: string
  readonly budgetArticleId: string | null
  readonly fiscalYear: number
  readonly amount: string
  readonly amountPrecision: AmountPrecision
  readonly creditType: CreditType | null
  readonly allocated: string
}
export interface AllocationRecord extends NodeRecord {
  readonly allocationKind: AllocationKind
  readonly status: AllocationStatus
  readonly amount: string
  readonly amountPrecision: AmountPrecision
  readonly fiscalYear: number
  readonly portfolioId: string
  readonly appropriationId: string
  readonly projectId: string | null
  readonly entityId: string | null
  readonly decisionId: string | null
}

export const ALLOCATION_SOURCE: NodeSource = {
  kind: 'ALLOCATION',
  columns: [
    'allocation_kind', 'status', 'amount', 'amount_precision', 'fiscal_year',
    'portfolio_id', 'appropriation_id', 'project_id', 'entity_id', 'decision_id',
  ],
  exact: ['amount'],
} // prettier-ignore

/** How the nodes of this folder are read. */
export const FUNDING_SOURCES: readonly NodeSource[] = [
  { kind: 'BUDGET_ARTICLE', columns: ['article', 'base_allocation'] },
  {
    kind: 'APPROPRIATION',
    columns: [
      'portfolio_id',
      'budget_article_id',
      'fiscal_year',
      'amount',
      'amount_precision',
      'credit_type',
      'allocated',
    ],
    exact: ['amount', 'allocated'],
  },
  ALLOCATION_SOURCE,
]

export interface SumRow {
  readonly amount: string
  readonly precision: AmountPrecision
}

/** A sum in euro that is as exact as its least exact part. */
export function sumOf(alias: Sql): Sql {
  return sql`coalesce(sum(${alias}.amount), 0.00)::text as amount,
    case when bool_or(${alias}.amount_precision = 'APPROXIMATE') then 'APPROXIMATE'
      when bool_or(${alias}.amount_precision = 'ROUNDED') then 'ROUNDED' else 'EXACT' end as precision`
}

export function moneyOf(row: SumRow | null | undefined): MoneyRecord {
  return row ? euro(row.amount, row.precision) : euro('0.00')
}

type Keyed<Row> = Row & { readonly key: string }

/** What portfolios have: the sum of their appropriations. */
export const totalsOfPortfolios = keyedRead<Keyed<SumRow>, MoneyRecord>(
  (ids) => sql`
    select c.portfolio_id as key, ${sumOf(sql`c`)} from appropriation c
    where c.portfolio_id = any(${ids}) group by c.portfolio_id`,
  (ids, rows) => pickBy(ids, rows, (row) => row.key).map(moneyOf),
)

/** What projects may spend: all their allocations that were not withdrawn. */
export const budgetsOfProjects = keyedRead<Keyed<SumRow>, MoneyRecord>(
  (ids) => sql`
    select a.project_id as key, ${sumOf(sql`a`)} from allocation a
    where a.project_id = any(${ids}) and a.status <> 'WITHDRAWN' group by a.project_id`,
  (ids, rows) => pickBy(ids, rows, (row) => row.key).map(moneyOf),
)

/** The appropriations of portfolios, by code. */
export const appropriationsOfPortfolios = keyedRead<Keyed<NodeLink>, NodeLink[]>(
  (ids) => sql`
    select c.portfolio_id as key, c.id, c.kind from appropriation c join node n on n.id = c.id
    where c.portfolio_id = any(${ids}) order by n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.key),
)
