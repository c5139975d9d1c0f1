import type { EntityManager } from 'typeorm'
import { CitationRow } from '../graph/citation.table.js'
import { ColumnTieRow } from '../graph/column-tie.table.js'
import { NodeAliasRow } from '../graph/node-alias.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { AllocationRow } from '../funding/allocation.table.js'
import { AppropriationRow } from '../funding/appropriation.table.js'
import { ceilingsFirst, ceilingsLast, inTurn } from './money-in-turn.js'
import { changedColumns, changesOf, type TableChanges } from './row-changes.js'
import { deleteRows, insertRows, updateRows } from './row-statements.js'
import { clearedWay } from './way-clearing.js'

/** What holds on to other rows and nothing holds on to; it goes first, so that those may go or change. */
const GOES_FIRST = [CitationRow, RelationRow, ColumnTieRow, NodeAliasRow]

/**
 * Writes changes table by table. No law of the database is broken between two statements that holds before the
 * first and after the last one: credits grow before what is taken of them and shrink after it, what is taken
 * shrinks before it grows.
 */
export async function writeChanges(manager: EntityManager, changes: readonly TableChanges[]): Promise<void> {
  const of = (row: TableChanges['table']['row']) => changesOf(changes, row)
  const rowsOf = (list: readonly { readonly row: TableChanges['inserted'][number]['row'] }[]) =>
    list.map(({ row }) => row)

  for (const row of GOES_FIRST) await deleteRows(manager, of(row).table, rowsOf(of(row).deleted))
  const money = inTurn(of(AllocationRow))
  await deleteRows(manager, of(AllocationRow).table, money.takenOut)
  const cleared = clearedWay(changes)
  for (const { row, rows } of cleared) await updateRows(manager, of(row).table, rows)

  for (const { table, inserted, updated } of changes) {
    // What was cleared away is set anew, whether it ends up where it was or not.
    const columns = cleared.length > 0 ? undefined : changedColumns(table, updated)
    if (table.row === AllocationRow) {
      await updateRows(manager, table, money.lowered, columns)
      await updateRows(manager, table, money.raised, columns)
      await insertRows(manager, table, money.putIn)
      continue
    }
    const after =
      table.row === AppropriationRow ? ceilingsFirst(updated) : updated.map((update) => update.after)
    await updateRows(manager, table, after, columns)
    await insertRows(manager, table, rowsOf(inserted))
  }

  for (const { table, deleted } of [...changes].reverse())
    if (!GOES_FIRST.includes(table.row as never) && table.row !== AllocationRow)
      await deleteRows(manager, table, rowsOf(deleted))
  await updateRows(manager, of(AppropriationRow).table, ceilingsLast(of(AppropriationRow).updated))
}
