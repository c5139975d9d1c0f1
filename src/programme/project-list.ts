import sql, { type Sql } from 'sql-template-tag'
import { ListQuestion, type OrderKey } from '../database/list-question.js'
import { nodeColumns, nodeFrom } from '../graph/node-source.js'
import type { NodeId } from '../graph/nodes.js'
import { PROJECT_SOURCE, type ProjectRecord } from './programme.reads.js'

/** What projects are filtered by; nodes by id, amounts in euro. */
export interface ProjectConditions {
  readonly portfolio: NodeId | null
  readonly pillar: NodeId | null
  readonly buildingBlock: NodeId | null
  readonly regulation: NodeId | null
  readonly minBudget: string | null
  readonly maxBudget: string | null
}

/** What a project may spend: all its allocations that were not withdrawn. */
export const BUDGET = sql`(select coalesce(sum(a.amount), 0.00) from allocation a
  where a.project_id = t.id and a.status <> 'WITHDRAWN')`

const ORDERS: Record<string, Sql> = { NUMBER: sql`t.number`, BUDGET }

/** Reads `NUMBER_ASC,BUDGET_DESC` as sort keys; the code settles what they leave open. */
export function projectOrder(name: string): OrderKey[] {
  const keys = name.split(',').map((key): OrderKey => {
    const [by = 'NUMBER', direction] = key.split('_')
    return {
      value: ORDERS[by] ?? sql`t.number`,
      type: by === 'BUDGET' ? 'numeric' : 'integer',
      descending: direction === 'DESC',
    }
  })
  return [...keys, { value: sql`n.code`, type: 'text' }]
}

const tied = (kinds: string, id: NodeId): Sql => sql`exists (select from tie
  where tie.source_id = t.id and tie.kind = any(string_to_array(${kinds}, ',')) and tie.target_id = ${id}::uuid)`

export const projectList = new ListQuestion<ProjectConditions, ProjectRecord>({
  columns: nodeColumns(PROJECT_SOURCE),
  from: nodeFrom(PROJECT_SOURCE),
  conditions: (filter) => [
    ...(filter.portfolio ? [sql`t.portfolio_id = ${filter.portfolio}::uuid`] : []),
    ...(filter.pillar ? [sql`t.pillar_id = ${filter.pillar}::uuid`] : []),
    ...(filter.buildingBlock ? [tied('DELIVERS,REUSES', filter.buildingBlock)] : []),
    ...(filter.regulation ? [implementing(filter.regulation)] : []),
    ...(filter.minBudget ? [sql`${BUDGET} >= ${filter.minBudget}::numeric`] : []),
    ...(filter.maxBudget ? [sql`${BUDGET} <= ${filter.maxBudget}::numeric`] : []),
  ],
  order: projectOrder,
})

/** Itself or by what it delivers. */
function implementing(regulation: NodeId): Sql {
  return sql`(${tied('IMPLEMENTS', regulation)} or exists (select from tie made
    join tie on tie.source_id = made.target_id and tie.kind = 'IMPLEMENTS' and tie.target_id = ${regulation}::uuid
    where made.source_id = t.id and made.kind = 'DELIVERS'))`
}
