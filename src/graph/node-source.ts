import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { camelCase } from '../database/naming.js'

/** A node as it is read: what every kind has. Each kind adds its own columns. */
export interface NodeRecord {
  readonly id: string
  readonly kind: NodeKind
  readonly code: string
  readonly nameNl: string
  readonly nameEn: string | null
  readonly descriptionNl: string | null
  readonly descriptionEn: string | null
  readonly inferred: boolean
  readonly validFrom: string | null
  readonly validFromPrecision: DatePrecision | null
  readonly validTo: string | null
  readonly validToPrecision: DatePrecision | null
}

/** How the nodes of one kind are read: the columns of its own table that the API shows. */
export interface NodeSource {
  readonly kind: NodeKind
  readonly columns: readonly string[]
  /** Those of them that are exact numbers: read as texts, whatever carries the row. */
  readonly exact?: readonly string[]
  /** A column that also finds the node, such as the code of a public register. */
  readonly otherCode?: { readonly column: string; readonly shape: RegExp }
}

const SHARED = [
  'id', 'kind', 'code', 'name_nl', 'name_en', 'description_nl', 'description_en', 'inferred',
  'valid_from', 'valid_from_precision', 'valid_to', 'valid_to_precision',
] // prettier-ignore

/** Names of columns as rows have them; null stands for all that there are. */
export type WantedColumns = ReadonlySet<string> | null

/** What every kind has, as rows name it. */
export const SHARED_COLUMNS: ReadonlySet<string> = new Set(SHARED.map(camelCase))

function selected(
  alias: string,
  columns: readonly string[],
  wanted: WantedColumns,
  exact: readonly string[] = [],
  prefix = '',
): Sql[] {
  return columns.flatMap((column) => {
    const name = camelCase(column)
    if (wanted !== null && !wanted.has(name)) return []
    return raw(`${alias}.${column}${exact.includes(column) ? '::text' : ''} as "${prefix}${name}"`)
  })
}

/** The columns of a node, where `n` is the node and `t` the row of its kind. */
export function nodeColumns(source: NodeSource, wanted: WantedColumns = null): Sql {
  return join([...sharedColumns(wanted), ...ownColumns(source, 't', wanted)])
}

/** What every node has, of `n`. */
export function sharedColumns(wanted: WantedColumns): Sql[] {
  return selected('n', SHARED, wanted)
}

/** What its kind alone has; `prefix` stands before the name of each. */
export function ownColumns(source: NodeSource, alias: string, wanted: WantedColumns, prefix = ''): Sql[] {
  return selected(alias, source.columns, wanted, source.exact, prefix)
}

export function tableOf({ kind }: NodeSource): Sql {
  return raw(kind.toLowerCase())
}

export function nodeFrom(source: NodeSource): Sql {
  return sql`node n join ${tableOf(source)} t on t.id = n.id and n.kind = ${raw(`'${source.kind}'`)}`
}
