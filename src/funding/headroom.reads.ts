import sql, { type Sql } from 'sql-template-tag'
import { groupBy, keyedRead, pickBy } from '../database/batches.js'
import { AMOUNT_PRECISIONS } from './money-columns.js'
import { euro, type MoneyRecord } from './money.js'

/** What a portfolio may spend and what is taken of it; null where no credit tells. */
export interface HeadroomRecord {
  readonly ceiling: MoneyRecord | null
  readonly allocated: MoneyRecord
  readonly drafted: MoneyRecord
  readonly left: MoneyRecord | null
}

interface HeadroomRow {
  readonly key: string
  readonly ceiling: string | null
  readonly ceilingRank: number
  readonly allocated: string
  readonly allocatedRank: number
  readonly drafted: string
  readonly draftedRank: number
  readonly left: string | null
}

/** How inexact the amounts of rows are together, as a place in `AMOUNT_PRECISIONS` from 1. */
function rankOf(alias: Sql): Sql {
  return sql`max(array_position(${AMOUNT_PRECISIONS}::text[], ${alias}.amount_precision))`
}

export function ranked(amount: string, ...ranks: readonly number[]): MoneyRecord {
  return euro(amount, AMOUNT_PRECISIONS[Math.max(1, ...ranks) - 1])
}

/** What is left of portfolios: of drafts, as far as whoever asks is shown them. */
export const headroomOfPortfolios = keyedRead<HeadroomRow, HeadroomRecord>(
  (ids) => sql`
    select asked.id as key, c.amount::text as ceiling, coalesce(c.rank, 1) as "ceilingRank",
      a.allocated::text, coalesce(a.allocated_rank, 1) as "allocatedRank", a.drafted::text, coalesce(a.drafted_rank, 1) as "draftedRank",
      (c.amount - a.allocated - a.drafted)::text as left
    from unnest(${ids}) as asked (id)
    cross join lateral (
      select sum(t.amount) as amount, ${rankOf(sql`t`)} as rank from appropriation t where t.portfolio_id = asked.id
    ) as c
    cross join lateral (
      select coalesce(sum(t.amount) filter (where t.status in ('PROPOSED', 'GRANTED')), 0.00) as allocated,
        ${rankOf(sql`t`)} filter (where t.status in ('PROPOSED', 'GRANTED')) as allocated_rank,
        coalesce(sum(t.amount) filter (where t.status = 'DRAFT'), 0.00) as drafted,
        ${rankOf(sql`t`)} filter (where t.status = 'DRAFT') as drafted_rank
      from allocation t where t.portfolio_id = asked.id
    ) as a`,
  (ids, rows) => pickBy(ids, rows, (row) => row.key).map(headroom),
)

function headroom(row: HeadroomRow | null): HeadroomRecord {
  if (!row) throw new Error('a portfolio that was asked about is not answered')
  const { ceiling, ceilingRank, allocated, allocatedRank, drafted, draftedRank, left } = row
  return {
    ceiling: ceiling === null ? null : ranked(ceiling, ceilingRank),
    allocated: ranked(allocated, allocatedRank),
    drafted: ranked(drafted, draftedRank),
    left: left === null ? null : ranked(left, ceilingRank, allocatedRank, draftedRank),
  }
}

/** A main line or a project of a portfolio with its money; without an id, money that belongs to none. */
export interface MoneyLine {
  readonly id: string | null
  readonly nameNl: string
  readonly nameEn: string | null
  /** All its Dutch names, the one shown first. */
  readonly names: readonly string[]
  /** Nodes of other portfolios that go on in it, or that it goes on in. */
  readonly kin: readonly string[]
  readonly amount: string
  readonly rank: number
}

type LineRow = MoneyLine & { readonly portfolio: string }

const NAMES = sql`array(
  select n.name_nl union all select other.text from node_name other where other.node_id = n.id and other.language = 'NL'
) as names`
const MONEY = sql`coalesce(sum(a.amount), 0.00)::text as amount, coalesce(${rankOf(sql`a`)}, 1) as rank`

/** The main lines of portfolios in order of number, and last what goes to none of them, where there is any. */
export const pillarLinesOfPortfolios = keyedRead<LineRow, MoneyLine[]>(
  (ids) => sql`
    select * from (
      select t.portfolio_id as portfolio, t.id, n.name_nl as "nameNl", n.name_en as "nameEn", ${NAMES}, '{}'::uuid[] as kin,
        m.amount, m.rank, t.number
      from pillar t join node n on n.id = t.id
      cross join lateral (
        select ${MONEY} from project p join allocation a on a.project_id = p.id and a.status <> 'WITHDRAWN' where p.pillar_id = t.id
      ) as m
      where t.portfolio_id = any(${ids})
      union all
      select a.portfolio_id, null, '', null, '{}', '{}', ${MONEY}, null
      from allocation a left join lateral (select p.pillar_id from project p where p.id = a.project_id offset 0) as own on true
      where a.portfolio_id = any(${ids}) and a.status <> 'WITHDRAWN' and own.pillar_id is null group by a.portfolio_id
    ) as line order by number nulls last`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)

/** The projects of portfolios, in order of number. */
export const projectLinesOfPortfolios = keyedRead<LineRow, MoneyLine[]>(
  (ids) => sql`
    select t.portfolio_id as portfolio, t.id, n.name_nl as "nameNl", n.name_en as "nameEn", ${NAMES},
      array(select r.target_id from relation r where r.kind = 'PRECEDES' and r.source_id = t.id
        union select r.source_id from relation r where r.kind = 'PRECEDES' and r.target_id = t.id) as kin,
      m.amount, m.rank
    from project t join node n on n.id = t.id
    cross join lateral (
      select ${MONEY} from allocation a where a.project_id = t.id and a.status <> 'WITHDRAWN'
    ) as m
    where t.portfolio_id = any(${ids}) order by t.number`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)
