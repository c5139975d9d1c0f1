import sql, { type Sql } from 'sql-template-tag'
import { ListQuestion } from '../database/list-question.js'
import { nodeColumns, nodeFrom } from '../graph/node-source.js'
import { tieTable } from '../graph/tie-source.js'
import { validOn } from '../graph/tie.reads.js'
import {
  ALLOCATION_SOURCE,
  type AllocationRecord,
  moneyOf,
  type SumRow,
  sumOf,
} from '../funding/funding.reads.js'
import type { MoneyRecord } from '../funding/money.js'

/** Which money: all that builds, that of it which nothing operates yet, all that operates, that of which no system is known. */
export type MoneyPart = 'INVESTMENTS' | 'NOT_OPERATED' | 'OPERATING' | 'WITHOUT_SYSTEMS'

export interface MoneyFilter {
  readonly part: MoneyPart
  readonly fiscalYear: number | null
  readonly on: string | null
}

/** True of an allocation `t` that builds; withdrawn money is none. */
const INVESTS = sql`t.allocation_kind = 'INVESTMENT' and t.status <> 'WITHDRAWN'`

/** True of an allocation `t` that keeps running what was built: of that kind, or a subsidy out of a portfolio of that kind. */
const OPERATES = sql`t.allocation_kind <> 'INVESTMENT' and t.status <> 'WITHDRAWN' and (t.allocation_kind = 'OPERATING'
  or exists (select from portfolio where portfolio.id = t.portfolio_id and portfolio.portfolio_kind = 'OPERATING'))`

/**
 * What operating money keeps running, as relations of a `with recursive`. `chain`: all money that precedes it.
 * `operated`: the projects that receive any of it, with those that they continue, and those of the same programmes that built
 * what its receiver manages. `built`: the building blocks that projects and their workstreams deliver. Stated ties only.
 */
function operated(on: string | null): Sql {
  const stated = on === null ? sql`not tie.inferred` : sql`not tie.inferred and ${validOn('tie', on)}`
  return sql`
    money as materialized (select t.id, t.project_id, t.entity_id, t.portfolio_id from allocation t where ${OPERATES}),
    link as materialized (
      select tie.source_id as earlier, tie.target_id as later from ${tieTable(['PRECEDES'])}
      where tie.kind = 'PRECEDES' and tie.source_kind in ('ALLOCATION', 'PROJECT') and ${stated}
    ), chain as (
      select money.id as money, link.earlier as id from money join link on link.later = money.id
      union
      select chain.money, link.earlier from chain join link on link.later = chain.id
    ), built as materialized (
      select tie.source_id as project, tie.target_id as block from ${tieTable(['DELIVERS'])}
      where tie.kind = 'DELIVERS' and tie.source_kind = 'PROJECT' and tie.target_kind = 'BUILDING_BLOCK' and ${stated}
      union
      select workstream.project_id, tie.target_id from ${tieTable(['DELIVERS'])} join workstream on workstream.id = tie.source_id
      where tie.kind = 'DELIVERS' and tie.source_kind = 'WORKSTREAM' and tie.target_kind = 'BUILDING_BLOCK' and ${stated}
    ), receiving as (
      (
        select id as money, project_id as project from money where project_id is not null
        union
        select chain.money, a.project_id from chain join allocation a on a.id = chain.id where a.project_id is not null
      )
      union
      select receiving.money, link.earlier from receiving join link on link.later = receiving.project
    ), programme_of as (
      select tie.source_id as portfolio, tie.target_id as programme from ${tieTable(['DELIVERS'])}
      where tie.kind = 'PART_OF' and tie.source_kind = 'PORTFOLIO' and tie.target_kind = 'PROGRAMME' and ${stated}
    ), managed as materialized (
      select distinct tie.target_id as entity, built.project, own.portfolio
      from ${tieTable(['LED_BY'])} join built on built.block = tie.source_id
        join project on project.id = built.project join programme_of as theirs on theirs.portfolio = project.portfolio_id
        join programme_of as own on own.programme = theirs.programme
      where tie.kind = 'MANAGED_BY' and tie.source_kind = 'BUILDING_BLOCK' and tie.target_kind = 'ENTITY' and ${stated}
    ), operated as (
      select money, project from receiving
      union
      select money.id, managed.project from managed join money on money.entity_id = managed.entity
        and money.portfolio_id = managed.portfolio
    )`
}

/**
 * True where an id is none of those that rows of what operates tell. They are gathered first (`array`): how many a recursion
 * comes to the planner guesses at billions, and would prepare for those.
 */
const noneOf = (on: string | null, id: Sql, rows: Sql): Sql =>
  sql`not exists (select from unnest(array(with recursive ${operated(on)} ${rows})) as own (id) where own.id = ${id})`

const PARTS: Record<MoneyPart, (on: string | null) => readonly Sql[]> = {
  INVESTMENTS: () => [INVESTS],
  NOT_OPERATED: (on) => [
    INVESTS,
    noneOf(on, sql`t.id`, sql`select id from chain`),
    noneOf(on, sql`t.project_id`, sql`select project from operated`),
  ],
  OPERATING: () => [OPERATES],
  WITHOUT_SYSTEMS: (on) => [
    OPERATES,
    noneOf(on, sql`t.id`, sql`select money from operated where project in (select project from built)`),
  ],
}

/** Allocations of one part of the money, the largest first. */
export const moneyParts = new ListQuestion<MoneyFilter, AllocationRecord>({
  columns: nodeColumns(ALLOCATION_SOURCE),
  from: nodeFrom(ALLOCATION_SOURCE),
  conditions: ({ part, fiscalYear, on }) => [
    ...PARTS[part](on),
    ...(fiscalYear === null ? [] : [sql`t.fiscal_year = ${fiscalYear}::int`]),
    ...(on === null ? [] : [validOn('n', on)]),
  ],
  order: () => [
    { value: sql`t.amount`, type: 'numeric', descending: true },
    { value: sql`n.code`, type: 'text' },
  ],
})

/** How many there are and what they come to, over the whole part. */
export const moneyPartTotals = moneyParts.aggregates<
  SumRow & { readonly count: number },
  { readonly count: number; readonly sum: MoneyRecord }
>({ columns: sql`count(*)::int as count, ${sumOf(sql`t`)}` }, ([row]) => ({
  count: row?.count ?? 0,
  sum: moneyOf(row),
}))
