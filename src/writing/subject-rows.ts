import type { NodeKind } from '../kernel/node-kind.js'
import { CitationRow } from '../graph/citation.table.js'
import { NodeAliasRow } from '../graph/node-alias.table.js'
import { NodeNameRow } from '../graph/node-name.table.js'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { type OwnedRow, RowSet } from '../exchange/row-set.js'
import { SEED_KINDS } from '../exchange/seed-kinds.js'
import type { Row, RowClass } from '../exchange/seed-row.js'
import type { SeedTable } from '../exchange/seed-tables.js'
import { subjectRows } from '../exchange/stored-rows.reads.js'
import { writeChanges } from '../exchange/write-changes.js'
import type { Write } from './write.js'

/** The rows of nodes or relations as they stand, and as they shall stand; only what differs is written. */
export class SubjectRows {
  readonly wanted: RowSet

  private constructor(
    private readonly write: Write,
    private readonly stored: RowSet,
    read: readonly SeedTable[],
  ) {
    this.wanted = new RowSet(write.tables)
    for (const { row } of read)
      for (const one of stored.rows(row).values()) this.wanted.add(row, one.owner, one.row)
  }

  static async ofNodes(write: Write, kind: NodeKind, ids: readonly string[]): Promise<SubjectRows> {
    const lists = Object.values(SEED_KINDS[kind].fields).flatMap((field) =>
      field.shape === 'rows' ? [field.table] : [],
    )
    return SubjectRows.#of(write, ids, [
      NodeRow,
      NodeAliasRow,
      NodeNameRow,
      SEED_KINDS[kind].row,
      ...lists,
      CitationRow,
    ])
  }

  static async ofRelation(write: Write, id: string): Promise<SubjectRows> {
    return SubjectRows.#of(write, [id], [RelationRow, CitationRow])
  }

  static async #of(write: Write, ids: readonly string[], classes: readonly RowClass[]): Promise<SubjectRows> {
    const read = write.tables.filter(({ row }) => classes.includes(row))
    return new SubjectRows(write, await subjectRows(write.manager, write.tables, read, ids), read)
  }

  /** The one row of a node in a table, as it shall stand. */
  row(rowClass: RowClass, owner: string): Row {
    const found = [...this.wanted.rows(rowClass).values()].find((one) => one.owner === owner)
    if (!found) throw new Error(`no ${rowClass.name} of ${owner}`)
    return found.row
  }

  /** The same as it stands before anything is written. */
  before(rowClass: RowClass, owner: string): Row | undefined {
    return [...this.stored.rows(rowClass).values()].find((one) => one.owner === owner)?.row
  }

  /** Changes columns of the one row of a node in a table; its key stays. */
  patch(rowClass: RowClass, owner: string, columns: Row): void {
    const old = this.row(rowClass, owner)
    this.drop(rowClass, (one) => one.owner === owner)
    this.wanted.add(rowClass, owner, { ...old, ...columns })
  }

  drop(rowClass: RowClass, isDropped: (row: OwnedRow) => boolean): void {
    this.wanted.remove(rowClass, isDropped)
  }

  async save(): Promise<void> {
    const changes = rowChanges(this.write.tables, this.stored, this.wanted)
    await writeChanges(this.write.manager, changes)
  }
}
