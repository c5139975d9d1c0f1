import sql, { empty, type Sql } from 'sql-template-tag'
import { type BatchRead, groupBy, pickBy } from '../database/batches.js'
import type { Reads } from '../database/reads.js'
import type { ChangeOperation, LedgerDocument } from './ledger.table.js'
import { END_OF_VERSION, formatPlace, type Place } from './place.js'

/** A change as the ledger holds it. */
export interface ChangeRecord {
  readonly version: string
  readonly position: number
  /** Instant in UTC with microseconds, ISO 8601. */
  readonly at: string
  readonly author: string
  readonly reason: string | null
  readonly operation: ChangeOperation
  readonly subjectId: string
  /** Null for a relation. */
  readonly reference: string | null
  readonly before: LedgerDocument | null
  readonly after: LedgerDocument | null
}

const AT = sql`to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
const COLUMNS = sql`c.version, c.position, ${AT}, v.author, v.reason, c.operation, c.subject_id as "subjectId",
  c.reference, c.before, c.after`
const LEDGER = sql`seen_change c join seen_version v on v.version = c.version`

export interface ChangeFilter {
  /** Only changes of nodes of these kinds. */
  readonly kinds: readonly string[] | null
  /** Only changes of this node or relation. */
  readonly subjectId: string | null
}

function filtered({ kinds, subjectId }: ChangeFilter): Sql {
  return sql`${kinds ? sql`and c.kind = any(${kinds}::text[])` : empty}
    ${subjectId ? sql`and c.subject_id = ${subjectId}::uuid` : empty}`
}

export interface ChangePage {
  readonly changes: readonly ChangeRecord[]
  readonly hasNext: boolean
  /** Where to go on. */
  readonly end: Place
  /** The last version of which nothing is left to tell. */
  readonly upTo: string
}

/** A version is told whole, unless it holds more than this: then in parts. */
const MOST_AT_ONCE = 2_000

/**
 * The changes after a place, in order, up to the end of the version in which the `first`th of them stands.
 * @param head the version that the snapshot is at
 */
export async function changesAfter(
  reads: Reads,
  after: Place,
  first: number,
  filter: ChangeFilter,
  head: string,
): Promise<ChangePage> {
  const later = sql`(c.version, c.position) > (${after.version}::bigint, ${after.position}::int) ${filtered(filter)}`
  const rows = await reads.rows<ChangeRecord & { readonly more: boolean }>(sql`
    with last as (
      select coalesce((select c.version from seen_change c where ${later}
        order by c.version, c.position offset ${first - 1}::int limit 1), ${head}::bigint) as version
    )
    select ${COLUMNS}, exists (select from seen_change c where c.version > last.version ${filtered(filter)}) as more
    from ${LEDGER} cross join last where ${later} and c.version <= last.version
    order by c.version, c.position limit ${MOST_AT_ONCE + 1}::int`)
  const isCut = rows.length > MOST_AT_ONCE
  const changes = isCut ? withoutTail(rows.slice(0, MOST_AT_ONCE), rows[MOST_AT_ONCE]?.version) : rows
  const last = changes.at(-1)
  if (last === undefined || (!isCut && !last.more))
    return { changes, hasNext: false, end: { version: head, position: END_OF_VERSION }, upTo: head }
  const isWhole = rows[changes.length]?.version !== last.version
  return {
    changes,
    hasNext: true,
    end: { version: last.version, position: isWhole ? END_OF_VERSION : last.position },
    upTo: isWhole ? last.version : String(BigInt(last.version) - 1n),
  }
}

/** Drops the version that would be told in part, unless it is the only one. */
function withoutTail<Row extends ChangeRecord>(
  rows: readonly Row[],
  cut: string | undefined,
): readonly Row[] {
  const whole = rows.filter((row) => row.version !== cut)
  return whole.length > 0 ? whole : rows
}

export function startOf(changes: readonly ChangeRecord[]): string | null {
  const [first] = changes
  return first ? formatPlace({ version: first.version, position: first.position - 1 }) : null
}

/** All changes of nodes or relations, oldest first, by their ids. */
export const changesOfSubjects: BatchRead<string, ChangeRecord[]> = async (reads, ids) => {
  const rows = await reads.rows<ChangeRecord>(sql`
    select ${COLUMNS} from ${LEDGER} where c.subject_id = any(${ids}::uuid[]) order by c.version, c.position`)
  return groupBy(ids, rows, (row) => row.subjectId)
}

/** The reference that nodes bore last, by id, also of those that are gone; null for what is no node. */
export const lastReferences: BatchRead<string, string | null> = async (reads, ids) => {
  const rows = await reads.rows<{ readonly id: string; readonly reference: string | null }>(sql`
    select asked.id, last.reference from unnest(${ids}::uuid[]) as asked (id)
    cross join lateral (
      select c.reference from seen_change c where c.subject_id = asked.id order by c.version desc limit 1
    ) as last`)
  return pickBy(ids, rows, (row) => row.id).map((row) => row?.reference ?? null)
}

/** The node that bore a reference last; null where none ever did. */
export async function subjectOfReference(reads: Reads, reference: string): Promise<string | null> {
  const [row] = await reads.rows<{ readonly id: string }>(sql`
    select c.subject_id as id from seen_change c where c.reference = ${reference} order by c.version desc limit 1`)
  return row?.id ?? null
}

/** True of a node or relation that the ledger knows. */
export async function isKnownSubject(reads: Reads, id: string): Promise<boolean> {
  const rows = await reads.rows(sql`select from seen_change c where c.subject_id = ${id}::uuid limit 1`)
  return rows.length > 0
}

/** How many nodes and relations differ, by what became of them. */
export interface DifferenceCount {
  readonly operation: ChangeOperation
  readonly isNode: boolean
  readonly count: number
}

export interface Difference {
  readonly changes: readonly ChangeRecord[]
  readonly counts: readonly DifferenceCount[]
}

/** What is different at a later version from an earlier one: each node or relation once, with how it stood at both. */
export async function differenceBetween(
  reads: Reads,
  from: string,
  to: string,
  subjectId: string | null,
  first: number,
): Promise<Difference> {
  const differing = sql`
    with span as (
      select c.subject_id, min(c.version) as first, max(c.version) as last from seen_change c
      where c.version > ${from}::bigint and c.version <= ${to}::bigint ${filtered({ kinds: null, subjectId })}
      group by c.subject_id
    ), c as (
      select last.version, last.position, last.subject_id, last.kind, last.reference, early.before, last.after,
        case when early.before is null then 'CREATED' when last.after is null then 'ENDED' else 'CORRECTED' end as operation
      from span
      join seen_change early on early.subject_id = span.subject_id and early.version = span.first
      join seen_change last on last.subject_id = span.subject_id and last.version = span.last
      where early.before is distinct from last.after
    )`
  const counts = await reads.rows<DifferenceCount>(sql`${differing}
    select c.operation, c.kind is not null as "isNode", count(*)::int as count from c group by 1, 2 order by 2 desc, 1`)
  const changes = await reads.rows<ChangeRecord>(sql`${differing}
    select ${COLUMNS} from c join seen_version v on v.version = c.version
    order by c.version, c.position limit ${first}::int`)
  return { changes, counts }
}
