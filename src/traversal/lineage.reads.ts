import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { nodeColumns, nodeFrom } from '../graph/node-source.js'
import { validOn } from '../graph/tie.reads.js'
import { ALLOCATION_SOURCE, type AllocationRecord } from '../funding/funding.reads.js'

/** An allocation and the article its credit stands on. */
export interface AllocationInBudget extends AllocationRecord {
  readonly budgetArticleId: string | null
}

/** Where the allocations name what stands before or after them. */
const NAMED_IN: Partial<Record<NodeKind, string>> = {
  BUDGET_ARTICLE: 'c.budget_article_id',
  APPROPRIATION: 't.appropriation_id',
  PORTFOLIO: 't.portfolio_id',
  ALLOCATION: 't.id',
  PROJECT: 't.project_id',
  ENTITY: 't.entity_id',
  DECISION: 't.decision_id',
}

/** The allocations of projects, or those that a subject stands before or behind, by code; none for other kinds. */
export async function allocationsBehind(
  reads: Reads,
  subject: NodeLink | readonly string[],
  on: string | null,
): Promise<AllocationInBudget[]> {
  const condition = behind(subject)
  if (!condition) return []
  return reads.rows<AllocationInBudget>(sql`
    select ${nodeColumns(ALLOCATION_SOURCE)}, c.budget_article_id as "budgetArticleId"
    from ${nodeFrom(ALLOCATION_SOURCE)} join appropriation c on c.id = t.appropriation_id
    where ${condition} and t.status <> 'WITHDRAWN'
      ${on === null ? empty : sql`and ${validOn('n', on)}`}
    order by n.code`)
}

function behind(subject: NodeLink | readonly string[]): Sql | undefined {
  if (!('kind' in subject))
    return subject.length > 0 ? sql`t.project_id = any(${subject}::uuid[])` : undefined
  if (subject.kind === 'PROGRAMME') {
    return sql`t.portfolio_id in (select tie.source_id from tie
      where tie.target_id = ${subject.id}::uuid and tie.kind = 'PART_OF' and tie.source_kind = 'PORTFOLIO')`
  }
  const column = NAMED_IN[subject.kind]
  return column === undefined ? undefined : sql`${raw(column)} = ${subject.id}::uuid`
}

/**
 * What projects or workstreams yield: the workstreams of a project, and what it and they deliver; by kind and code. What hangs
 * on each of the few makers is looked up by itself (`offset 0`): joined, the planner reads all workstreams there are.
 */
export async function resultsOf(reads: Reads, makers: readonly string[]): Promise<Map<string, NodeLink[]>> {
  if (makers.length === 0) return new Map()
  const rows = await reads.rows<NodeLink & { maker: string }>(sql`
    with maker as (
      select id as maker, id from unnest(${makers}::uuid[]) as asked (id)
    ), track as (
      select maker, tie.source_id as id, tie.source_kind as kind from maker
      cross join lateral (
        select tie.source_id, tie.source_kind from tie
        where tie.target_id = maker.id and tie.kind = 'PART_OF' and tie.source_kind = 'WORKSTREAM' offset 0
      ) as tie
    ), result as (
      select maker, id, kind from track
      union
      select own.maker, tie.target_id, tie.target_kind from (select maker, id from maker union all select maker, id from track) own
      cross join lateral (
        select tie.target_id, tie.target_kind from tie where tie.source_id = own.id and tie.kind = 'DELIVERS' offset 0
      ) as tie
    )
    select result.maker, n.id, n.kind from result cross join lateral (
      select n.id, n.kind, n.code, w.number from node n left join workstream w on w.id = n.id where n.id = result.id offset 0
    ) as n order by result.maker, n.kind desc, n.number, n.code`)
  const results = new Map<string, NodeLink[]>(makers.map((maker) => [maker, []]))
  for (const { maker, id, kind } of rows) results.get(maker)?.push({ id, kind })
  return results
}
