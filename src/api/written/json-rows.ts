import sql, { raw, type Sql } from 'sql-template-tag'
import type { ColumnTypes } from '../../graph/written.js'

/** The row that an object of JSON holds, as a table. */
export function jsonRow(object: Sql, alias: string, columns: ColumnTypes): Sql {
  return sql`json_to_record(${object}) as ${raw(alias)} (${typed(columns)})`
}

/** The rows that a list of JSON holds, in its order, as a table. */
export function jsonRows(list: Sql, alias: string, columns: ColumnTypes): Sql {
  return sql`json_to_recordset(${list}) as ${raw(alias)} (${typed(columns)})`
}

function typed(columns: ColumnTypes): Sql {
  const list = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  return raw(list.join(', '))
}
