import type { Row, RowClass } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

/** A row and the node or relation that it tells about. */
export interface OwnedRow {
  readonly row: Row
  readonly owner: string
}

/** Rows of every table by their keys. */
export class RowSet {
  readonly #tables: ReadonlyMap<RowClass, { readonly table: SeedTable; readonly rows: Map<string, OwnedRow> }>

  constructor(tables: readonly SeedTable[]) {
    this.#tables = new Map(tables.map((table) => [table.row, { table, rows: new Map<string, OwnedRow>() }]))
  }

  /** A row that is there already stays as it is. */
  add(rowClass: RowClass, owner: string, row: Row): void {
    const { table, rows } = this.#of(rowClass)
    const key = rowKey(table, row)
    if (!rows.has(key)) rows.set(key, { row, owner })
  }

  remove(rowClass: RowClass, isRemoved: (row: OwnedRow) => boolean): void {
    const { rows } = this.#of(rowClass)
    for (const [key, row] of rows) if (isRemoved(row)) rows.delete(key)
  }

  rows(rowClass: RowClass): ReadonlyMap<string, OwnedRow> {
    return this.#of(rowClass).rows
  }

  #of(rowClass: RowClass) {
    const found = this.#tables.get(rowClass)
    if (!found) throw new Error(`${rowClass.name} is not a table of seeds`)
    return found
  }
}

export function rowKey({ keys }: Pick<SeedTable, 'keys'>, row: Row): string {
  return keys.map(({ property }) => String(row[property])).join(' ')
}
