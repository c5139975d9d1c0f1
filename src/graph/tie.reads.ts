import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { isIdentity } from '../kernel/identity.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { type BatchRead, pickBy } from '../database/batches.js'
import { ListQuestion } from '../database/list-question.js'
import type { WantedColumns } from './node-source.js'
import type { RelationKind } from './relation-kind.js'
import type { Direction } from './relation-kind.type.js'
import { FREE_TIES, isOneOf, tieTable } from './tie-source.js'

/** A tie as it is read, free or in a typed column. */
export interface TieRecord {
  /** UUID of a free relation; `uuid.column` of a tie that stands in a column. */
  readonly id: string
  readonly kind: RelationKind
  readonly sourceId: string
  readonly sourceKind: NodeKind
  readonly targetId: string
  readonly targetKind: NodeKind
  readonly inferred: boolean
  readonly validFrom: string | null
  readonly validFromPrecision: DatePrecision | null
  readonly validTo: string | null
  readonly validToPrecision: DatePrecision | null
  /** Node whose typed column holds the tie; null for a free relation. */
  readonly nodeId: string | null
  readonly columnName: string | null
}

const COLUMNS = {
  id: 'id',
  kind: 'kind',
  sourceId: 'source_id',
  sourceKind: 'source_kind',
  targetId: 'target_id',
  targetKind: 'target_kind',
  inferred: 'inferred',
  validFrom: 'valid_from',
  validFromPrecision: 'valid_from_precision',
  validTo: 'valid_to',
  validToPrecision: 'valid_to_precision',
  nodeId: 'node_id',
  columnName: 'column_name',
} as const satisfies Record<keyof TieRecord, string>

/** The columns of a tie. */
export function tieColumns(wanted: WantedColumns): Sql {
  const names = Object.entries(COLUMNS).filter(([name]) => wanted === null || wanted.has(name))
  return join(names.map(([name, column]) => raw(`tie.${column} as "${name}"`)))
}

export const TIE_COLUMNS = tieColumns(null)

/** True of a tie or node that is valid on a day: half-open, and what is not stated counts as open. */
export function validOn(row: 'tie' | 'n' | 'other', day: string): Sql {
  const [from, to] = [raw(`${row}.valid_from`), raw(`${row}.valid_to`)]
  return sql`(${from} is null or ${from} <= ${day}::date) and (${to} is null or ${to} > ${day}::date)`
}

/** True of `uuid` and `uuid.column`. */
export function isTieId(text: string): boolean {
  const [id = '', column, ...rest] = text.split('.')
  return isIdentity(id) && (column === undefined || /^[a-z_]+$/.test(column)) && rest.length === 0
}

/** The tie with an id, which is an expression: looked up by itself, wherever it stands. */
export function tieById(id: Sql, wanted: WantedColumns = null): Sql {
  const row = sql`split_part(${id}, '.', 1)::uuid`
  const column = sql`split_part(${id}, '.', 2)`
  return sql`select ${tieColumns(wanted)} from ${FREE_TIES} where tie.relation_id = ${row} and ${column} = ''
    union all select ${tieColumns(wanted)} from tie where tie.node_id = ${row} and tie.column_name = ${column}`
}

/** The ties with these ids, in their order; null where there is none. */
export const tiesByIds: BatchRead<string, TieRecord | null> = async (reads, ids) => {
  const rows = await reads.rows<TieRecord>(sql`
    select tie.* from unnest(${ids}::text[]) as asked (id) cross join lateral (${tieById(sql`asked.id`)}) as tie`)
  return pickBy(ids, rows, (row) => row.id)
}

export interface TieFilter {
  readonly kinds: readonly RelationKind[] | null
  readonly direction: Direction
  readonly nodeKinds: readonly NodeKind[] | null
  readonly on: string | null
}

/** The ties of a node, by kind and then by the code at the other end. */
export const tiesOfNode = new ListQuestion<TieFilter, TieRecord>({
  columns: TIE_COLUMNS,
  from: ({ kinds, direction }) =>
    sql`${tieTable(kinds)} ${FAR_ENDS[direction]} join node other on other.id = far.id`,
  conditions: (filter) => [
    ...(filter.kinds ? [isOneOf('tie.kind', filter.kinds)] : []),
    ...(filter.nodeKinds ? [isOneOf('far.kind', filter.nodeKinds)] : []),
    ...(filter.on ? [validOn('tie', filter.on), validOn('other', filter.on)] : []),
    ENDS[filter.direction],
  ],
  parents: { node: sql`true` },
  order: () => [
    { value: sql`tie.kind`, type: 'text' },
    { value: sql`other.code`, type: 'text' },
    { value: sql`tie.id`, type: 'text' },
  ],
})

const FAR_ENDS: Record<Direction, Sql> = {
  OUTGOING: sql`cross join lateral (select tie.target_id as id, tie.target_kind as kind) as far`,
  INCOMING: sql`cross join lateral (select tie.source_id as id, tie.source_kind as kind) as far`,
  BOTH: sql`cross join lateral (
      select case when tie.source_id = parent.key then tie.target_id else tie.source_id end as id,
        case when tie.source_id = parent.key then tie.target_kind else tie.source_kind end as kind
    ) as far`,
}

const ENDS: Record<Direction, Sql> = {
  OUTGOING: sql`tie.source_id = parent.key`,
  INCOMING: sql`tie.target_id = parent.key`,
  BOTH: sql`(tie.source_id = parent.key or tie.target_id = parent.key)`,
}
