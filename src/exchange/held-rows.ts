import { type Hold, keyText } from './holds.reads.js'
import type { RowSet } from './row-set.js'
import type { Cell } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

/** Both sides of a load: what stands in the database, and what the files want. */
export interface Sides<Of> {
  readonly stored: Of
  readonly wanted: Of
}

/** A row that is held by its key, or that holds one. */
export interface KeyedRow {
  readonly owner: string
  readonly key: string
  readonly values: readonly Cell[]
}

/** A foreign key with the rows on its ends, on both sides. */
export interface HeldRows {
  readonly hold: Hold
  readonly held: Sides<ReadonlyMap<string, KeyedRow>>
  /** None where seed files do not fill that table: then `isFilled` is false. */
  readonly holders: Sides<readonly KeyedRow[]>
  readonly isFilled: boolean
}

export function heldRows(
  tables: readonly SeedTable[],
  holds: readonly Hold[],
  sides: Sides<RowSet>,
): HeldRows[] {
  const both = <Of>(of: (rows: RowSet) => Of): Sides<Of> => ({
    stored: of(sides.stored),
    wanted: of(sides.wanted),
  })
  const tableOf = (name: string) => tables.find((table) => table.name === name)
  const indexes = new Map<string, HeldRows['held']>()
  return holds.flatMap((hold) => {
    const [held, holder] = [tableOf(hold.held), tableOf(hold.holder)]
    if (!held) return []
    const name = `${hold.held} ${hold.referenced.join(' ')}`
    const index =
      indexes.get(name) ??
      both((rows) => new Map(keyedRows(rows, held, hold.referenced).map((row) => [row.key, row])))
    indexes.set(name, index)
    const holders = both((rows) => (holder ? keyedRows(rows, holder, hold.columns) : []))
    return [{ hold, held: index, holders, isFilled: holder !== undefined }]
  })
}

function keyedRows(rows: RowSet, table: SeedTable, columns: readonly string[]): KeyedRow[] {
  const properties = columns.map((name) => table.columns.find((column) => column.name === name)?.property)
  return [...rows.rows(table.row).values()].flatMap(({ row, owner }) => {
    const values = properties.map((property) => (property === undefined ? null : (row[property] ?? null)))
    const key = keyText(values)
    return key === undefined ? [] : [{ owner, key, values }]
  })
}
