import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { RelationKind } from './relation-kind.js'

/** Kinds of tie that stand in typed columns as well (view `tie`); all others are free relations only. */
export const KINDS_IN_COLUMNS: ReadonlySet<RelationKind> = new Set<RelationKind>([
  'PART_OF',
  'MANAGED_BY',
  'HELD_BY',
  'TAKEN_BY',
  'GIVEN_BY',
  'CHARGED_TO',
  'RECEIVES',
  'DECIDED_BY',
])

/**
 * The ties of these kinds, or of all where null, as a table called `tie`: free relations alone where no typed column
 * holds such ties, so that a statement does not open the table of every typed column.
 */
export function tieTable(kinds: readonly RelationKind[] | null): Sql {
  return kinds?.every((kind) => !KINDS_IN_COLUMNS.has(kind)) ? FREE_TIES : sql`tie`
}

/** Those alone that stand in no column. */
export const FREE_TIES = sql`(select id::text as id, kind, source_id, source_kind, target_id, target_kind, valid_from, valid_from_precision,
    valid_to, valid_to_precision, inferred, id as relation_id, null::uuid as node_id, null::text as column_name
  from relation) as tie`

/**
 * True where a column holds one of these kinds. They are written out, not given as a parameter: the planner then leaves
 * out the typed columns that hold none of them.
 */
export function isOneOf(column: string, kinds: readonly (RelationKind | NodeKind)[]): Sql {
  if (kinds.length === 0) return sql`false`
  return sql`${raw(column)} in (${join([...new Set(kinds)].sort().map((kind) => raw(`'${named(kind)}'`)))})`
}

/** What is written into a statement is a name, whatever its type says. */
function named(kind: string): string {
  if (!/^[A-Z_]+$/.test(kind)) throw new Error(`${JSON.stringify(kind)} is no kind`)
  return kind
}
