import sql, { empty, type Sql } from 'sql-template-tag'
import { shareOf } from '../kernel/amount.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { allocationList } from './allocation-list.js'
import { moneyOf, type SumRow, sumOf } from './funding.reads.js'
import type { MoneyRecord } from './money.js'

export const ALLOCATION_GROUPINGS = [
  'ENTITY',
  'PROJECT',
  'PILLAR',
  'PORTFOLIO',
  'PROGRAMME',
  'FISCAL_YEAR',
  'KIND',
] as const
export type AllocationGrouping = (typeof ALLOCATION_GROUPINGS)[number]

/** One group: its key (`NONE` where what it groups by is absent), its node if it stands for exactly one. */
export interface AllocationGroupRecord {
  readonly key: string
  readonly nodeId: string | null
  readonly nodeKind: NodeKind | null
  readonly totalCount: number
  readonly sum: MoneyRecord
  readonly share: number
}

type GroupRow = SumRow & Omit<AllocationGroupRecord, 'sum' | 'share'> & { readonly total: string }

/** What each allocation is grouped by: a key, and the node behind it. */
const BY_NODE = (joins: Sql, id: Sql): Grouped => ({
  joins: sql`${joins} left join node g on g.id = ${id}`,
  key: sql`g.code`,
  nodeId: sql`g.id`,
  nodeKind: sql`g.kind`,
})
const BY_VALUE = (key: Sql): Grouped => ({
  joins: empty,
  key,
  nodeId: sql`null::uuid`,
  nodeKind: sql`null::text`,
})

interface Grouped {
  readonly joins: Sql
  readonly key: Sql
  readonly nodeId: Sql
  readonly nodeKind: Sql
}

const GROUPED: Record<AllocationGrouping, Grouped> = {
  ENTITY: BY_NODE(empty, sql`t.entity_id`),
  PROJECT: BY_NODE(empty, sql`t.project_id`),
  PILLAR: BY_NODE(sql`left join project p on p.id = t.project_id`, sql`p.pillar_id`),
  PORTFOLIO: BY_NODE(empty, sql`t.portfolio_id`),
  PROGRAMME: {
    joins: sql`cross join lateral (
      select string_agg(p.code, '+' order by p.code) as code, min(p.id::text)::uuid as id, count(*) as programmes
      from tie join node p on p.id = tie.target_id
      where tie.source_id = t.portfolio_id and tie.kind = 'PART_OF' and tie.target_kind = 'PROGRAMME'
    ) as g`,
    key: sql`g.code`,
    nodeId: sql`case when g.programmes = 1 then g.id end`,
    nodeKind: sql`case when g.programmes = 1 then 'PROGRAMME' end`,
  },
  FISCAL_YEAR: BY_VALUE(sql`t.fiscal_year::text`),
  KIND: BY_VALUE(sql`t.allocation_kind`),
}

/** For each way of grouping, a question: every allocation of the list in exactly one group, the largest sum first. */
export const allocationGroups = Object.fromEntries(
  ALLOCATION_GROUPINGS.map((by) => [by, question(GROUPED[by])]),
) as Record<AllocationGrouping, ReturnType<typeof question>>

function question({ joins, key, nodeId, nodeKind }: Grouped) {
  return allocationList.aggregates<GroupRow, AllocationGroupRecord[]>(
    {
      columns: sql`coalesce(${key}, 'NONE') as key, ${nodeId} as "nodeId", ${nodeKind} as "nodeKind",
        count(*)::int as "totalCount", ${sumOf(sql`t`)}, (sum(sum(t.amount)) over ())::text as total`,
      joins,
      tail: sql`group by 1, 2, 3 order by sum(t.amount) desc, 1`,
    },
    (rows) =>
      rows.map(({ total, amount, precision, key, nodeId, nodeKind, totalCount }) => ({
        key,
        nodeId,
        nodeKind,
        totalCount,
        sum: moneyOf({ amount, precision }),
        share: shareOf(amount, total),
      })),
  )
}
