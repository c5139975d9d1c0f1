import sql, { type Sql } from 'sql-template-tag'
import { ListQuestion, type OrderKey } from '../database/list-question.js'
import { nodeColumns, nodeFrom } from '../graph/node-source.js'
import type { NodeId } from '../graph/nodes.js'
import type { AllocationKind, AllocationStatus } from './allocation.table.js'
import { ALLOCATION_SOURCE, type AllocationRecord, moneyOf, type SumRow, sumOf } from './funding.reads.js'
import type { MoneyRecord } from './money.js'

/** What allocations are filtered by; nodes by id, amounts in euro. */
export interface AllocationConditions {
  readonly entity: NodeId | null
  readonly project: NodeId | null
  readonly portfolio: NodeId | null
  readonly programme: NodeId | null
  readonly fiscalYear: number | null
  readonly kind: AllocationKind | null
  readonly status: AllocationStatus | null
  readonly minAmount: string | null
  readonly maxAmount: string | null
}

const KEYS: Record<string, Pick<OrderKey, 'value' | 'type'>> = {
  AMOUNT: { value: sql`t.amount`, type: 'numeric' },
  CODE: { value: sql`n.code`, type: 'text' },
}

/** Reads `AMOUNT_DESC,CODE_ASC` as sort keys; the code settles what they leave open. */
function allocationOrder(name: string): OrderKey[] {
  const keys = name.split(',').flatMap((key): OrderKey[] => {
    const [by = 'CODE', direction] = key.split('_')
    return KEYS[by] ? [{ ...KEYS[by], descending: direction === 'DESC' }] : []
  })
  return [...keys, { value: sql`n.code`, type: 'text' }]
}

const when = <Value>(value: Value | null, condition: (value: Value) => Sql): Sql[] =>
  value === null ? [] : [condition(value)]

export const allocationList = new ListQuestion<AllocationConditions, AllocationRecord>({
  columns: nodeColumns(ALLOCATION_SOURCE),
  from: nodeFrom(ALLOCATION_SOURCE),
  conditions: (filter) => [
    ...when(filter.entity, (id) => sql`t.entity_id = ${id}::uuid`),
    ...when(filter.project, (id) => sql`t.project_id = ${id}::uuid`),
    ...when(filter.portfolio, (id) => sql`t.portfolio_id = ${id}::uuid`),
    ...when(
      filter.programme,
      (id) => sql`t.portfolio_id in (select tie.source_id from tie
      where tie.target_id = ${id}::uuid and tie.kind = 'PART_OF' and tie.source_kind = 'PORTFOLIO')`,
    ),
    ...when(filter.fiscalYear, (year) => sql`t.fiscal_year = ${year}::int`),
    ...when(filter.kind, (kind) => sql`t.allocation_kind = ${kind}`),
    ...when(filter.status, (status) => sql`t.status = ${status}`),
    ...when(filter.minAmount, (amount) => sql`t.amount >= ${amount}::numeric`),
    ...when(filter.maxAmount, (amount) => sql`t.amount <= ${amount}::numeric`),
  ],
  parents: {
    project: sql`t.project_id = parent.key`,
    entity: sql`t.entity_id = parent.key`,
    portfolio: sql`t.portfolio_id = parent.key`,
  },
  order: allocationOrder,
})

export const allocationSums = allocationList.aggregates<SumRow, MoneyRecord>(
  { columns: sumOf(sql`t`) },
  ([row]) => moneyOf(row),
)
