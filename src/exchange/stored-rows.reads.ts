import type { EntityManager } from 'typeorm'
import { type OwnedRow, RowSet } from './row-set.js'
import type { Row } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

/** What the database holds of the data sets. */
export async function storedRows(
  manager: EntityManager,
  tables: readonly SeedTable[],
  origins: readonly string[],
): Promise<RowSet> {
  const stored = new RowSet(tables)
  for (const { row: rowClass, name, columns, joined, owner, origin } of tables) {
    const selected = columns.map(
      (column) => `t.${column.name}${column.asText ? '::text' : ''} as "${column.property}"`,
    )
    const rows = await manager.query<(Row & { readonly '*owner': string })[]>(
      `select ${selected.join(', ')}, ${owner} as "*owner" from ${name} t ${joined} where ${origin} = any ($1)`,
      [origins],
    )
    for (const { '*owner': id, ...row } of rows) stored.add(rowClass, id, row satisfies OwnedRow['row'])
  }
  return stored
}
