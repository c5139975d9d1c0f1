import sql, { empty } from 'sql-template-tag'
import type { Reads } from '../database/reads.js'
import type { ChangeRecord } from './change.reads.js'

/** A version as the ledger holds it. */
export interface VersionRecord {
  readonly version: string
  /** Instant in UTC with microseconds, ISO 8601. */
  readonly at: string
  readonly author: string
  readonly reason: string | null
  /** How many nodes and relations it changed. */
  readonly changeCount: number
}

export async function readVersion(reads: Reads, version: string): Promise<VersionRecord | undefined> {
  const [row] = await reads.rows<VersionRecord>(sql`
    select v.version, to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, v.author, v.reason,
      v.changes as "changeCount"
    from seen_version v where v.version = ${version}::bigint`)
  return row
}

/** The changes that a version made, in order, of nodes of these kinds or of everything; no more than `most`. */
export async function changesOfVersion(
  reads: Reads,
  { version, at, author, reason }: VersionRecord,
  kinds: readonly string[] | null,
  most: number,
): Promise<ChangeRecord[]> {
  const rows = await reads.rows<Omit<ChangeRecord, 'at' | 'author' | 'reason'>>(sql`
    select c.version, c.position, c.operation, c.subject_id as "subjectId", c.reference, c.before, c.after
    from seen_change c
    where c.version = ${version}::bigint ${kinds ? sql`and c.kind = any(${kinds}::text[])` : empty}
    order by c.position limit ${most}::int`)
  return rows.map((row) => ({ ...row, at, author, reason }))
}
