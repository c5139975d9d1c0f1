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
  /** A column that also finds the node, such as the code of a public register. */
  readonly otherCode?: { readonly column: string; readonly shape: RegExp }
}

const SHARED = [
  'id', 'kind', 'code', 'name_nl', 'name_en', 'description_nl', 'description_en', 'inferred',
  'valid_from', 'valid_from_precision', 'valid_to', 'valid_to_precision',
] // prettier-ignore

function selected(alias: string, columns: readonly string[]): Sql[] {
  return columns.map((column) => raw(`${alias}.${column} as "${camelCase(column)}"`))
}

/** The columns of a node, where `n` is the node and `t` the row of its kind. */
export function nodeColumns(source: NodeSource): Sql {
  return join([...selected('n', SHARED), ...selected('t', source.columns)])
}

export function nodeFrom(source: NodeSource): Sql {
  return sql`node n join ${raw(source.kind.toLowerCase())} t on t.id = n.id`
}
