import { isDeepStrictEqual } from 'node:util'
import type { OwnedRow, RowSet } from './row-set.js'
import type { Row, RowClass } from './seed-row.js'
import type { SeedTable } from './seed-tables.js'

export interface RowUpdate {
  readonly before: Row
  readonly after: Row
  readonly owner: string
}

/** What must be done to one table; each row is in at most one of the lists. */
export interface TableChanges {
  readonly table: SeedTable
  readonly inserted: readonly OwnedRow[]
  readonly updated: readonly RowUpdate[]
  readonly deleted: readonly OwnedRow[]
}

/** The least that turns what is stored into what is wanted, in the order of the tables. */
export function rowChanges(tables: readonly SeedTable[], stored: RowSet, wanted: RowSet): TableChanges[] {
  return tables.map((table) => {
    const before = stored.rows(table.row)
    const after = wanted.rows(table.row)
    const updated: RowUpdate[] = []
    const inserted: OwnedRow[] = []
    for (const [key, { row, owner }] of after) {
      const old = before.get(key)
      if (old?.owner !== owner) inserted.push({ row, owner })
      else if (!sameRow(table, old.row, row)) updated.push({ before: old.row, after: row, owner })
    }
    const deleted = [...before]
      .filter(([key, old]) => after.get(key)?.owner !== old.owner)
      .map(([, row]) => row)
    return { table, inserted, updated, deleted }
  })
}

/** The nodes and relations that any of the changes is about. */
export function changedOwners(changes: readonly TableChanges[]): Set<string> {
  const changed = changes.flatMap(({ inserted, updated, deleted }) => [...inserted, ...updated, ...deleted])
  return new Set(changed.map(({ owner }) => owner))
}

/** The changes of all other nodes and relations. */
export function changesWithout(
  changes: readonly TableChanges[],
  owners: { has(owner: string): boolean },
): TableChanges[] {
  const others = <Owned extends { readonly owner: string }>(list: readonly Owned[]) =>
    list.filter(({ owner }) => !owners.has(owner))
  return changes.map(({ table, inserted, updated, deleted }) => ({
    table,
    inserted: others(inserted),
    updated: others(updated),
    deleted: others(deleted),
  }))
}

/**
 * The columns that any of these updates changes. Whoever names the column of a key in an update locks the row as if the
 * key changed, and keeps those waiting who only refer to it.
 */
export function changedColumns({ columns }: SeedTable, updates: readonly RowUpdate[]): ReadonlySet<string> {
  const differs = (property: string) =>
    updates.some(({ before, after }) => !isDeepStrictEqual(before[property], after[property]))
  return new Set(columns.map(({ property }) => property).filter(differs))
}

function sameRow({ columns }: SeedTable, a: Row, b: Row): boolean {
  return columns.every(
    ({ property }) => a[property] === b[property] || isDeepStrictEqual(a[property], b[property]),
  )
}

/** The changes of one table. */
export function changesOf(changes: readonly TableChanges[], rowClass: RowClass): TableChanges {
  const found = changes.find(({ table }) => table.row === rowClass)
  if (!found) throw new Error(`${rowClass.name} is not a table of seeds`)
  return found
}
