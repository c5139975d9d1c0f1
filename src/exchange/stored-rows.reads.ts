import type { EntityManager } from 'typeorm'
import { type OwnedRow, RowSet } from './row-set.js'
import type { Row } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

/** What the database holds of the data sets. */
export function storedRows(
  manager: EntityManager,
  tables: readonly SeedTable[],
  origins: readonly string[],
): Promise<RowSet> {
  return rowsBy('origin', origins, manager, tables, tables)
}

/** What the database holds of nodes or relations. @param read the tables to look into, among all of them */
export function subjectRows(
  manager: EntityManager,
  tables: readonly SeedTable[],
  read: readonly SeedTable[],
  ids: readonly string[],
): Promise<RowSet> {
  return rowsBy('owner', ids, manager, tables, read)
}

async function rowsBy(
  by: 'origin' | 'owner',
  values: readonly string[],
  manager: EntityManager,
  tables: readonly SeedTable[],
  read: readonly SeedTable[],
): Promise<RowSet> {
  const stored = new RowSet(tables)
  for (const { row: rowClass, name, columns, joined, owner, origin } of read) {
    const selected = columns.map(
      (column) => `t.${column.name}${column.asText ? '::text' : ''} as "${column.property}"`,
    )
    const rows = await manager.query<(Row & { readonly '*owner': string })[]>(
      `select ${selected.join(', ')}, ${owner} as "*owner" from ${name} t ${joined} where ${by === 'origin' ? origin : owner} = any ($1)`,
      [values],
    )
    for (const { '*owner': id, ...row } of rows) stored.add(rowClass, id, row satisfies OwnedRow['row'])
  }
  return stored
}
