import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import { nodeColumns, ownColumns, SHARED_COLUMNS, sharedColumns, tableOf } from '../../graph/node-source.js'
import type { NodeReads, NodeSources } from '../../graph/nodes.js'
import { tieById, tieColumns } from '../../graph/tie.reads.js'
import { literal } from '../../graph/written.js'
import { NotWritten } from './not-written.js'

/** Nodes of these kinds, ties, or rows of a shape of their own. */
export type RowsOf = readonly NodeKind[] | 'TIE' | 'ROW'

/** The rows of one place of the answer; which of their columns are read becomes known as its fields are written. */
export class PlaceRows {
  readonly #shared = new Set<string>()
  readonly #own = new Map<NodeKind, Set<string>>()
  #listed: Sql | undefined

  /** @param alias by which the statement calls the row */
  constructor(
    readonly alias: string,
    readonly of: RowsOf,
    private readonly sources: NodeSources,
  ) {}

  get kinds(): readonly NodeKind[] {
    return typeof this.of === 'string' ? [] : this.of
  }

  /** The kind that all rows are of. */
  get #onlyKind(): NodeKind | null {
    return this.kinds.length === 1 ? (this.kinds[0] ?? null) : null
  }

  /**
   * A column of the row, as rows name it.
   * @param kind that the row is known to be of, where its table has the column
   */
  column(name: string, kind: NodeKind | null): Sql {
    this.#listed = undefined
    if (typeof this.of === 'string' || SHARED_COLUMNS.has(name)) {
      this.#shared.add(name)
      return raw(`${this.alias}."${name}"`)
    }
    const owner = kind ?? this.#onlyKind
    if (!owner || !this.#reads(owner).columnNames.has(name)) throw new NotWritten(name)
    this.#own.set(owner, (this.#own.get(owner) ?? new Set()).add(name))
    return raw(`${this.alias}."${this.#prefix(owner)}${name}"`)
  }

  /** A text for the kind of the row. */
  byKind(text: (kind: NodeKind) => string, kind: NodeKind | null): Sql {
    const only = kind ?? this.#onlyKind
    if (only) return literal(text(only))
    const cases = this.kinds.map((one) => sql`when ${literal(one)} then ${literal(text(one))}`)
    return sql`case ${this.column('kind', null)} ${join(cases, ' ')} end`
  }

  /** The columns of a list, of nodes of one kind or of ties. */
  listed(): Sql {
    return (this.#listed ??= this.#list())
  }

  #list(): Sql {
    if (this.of === 'TIE') return tieColumns(new Set(['kind', ...this.#shared]))
    const kind = this.#onlyKind
    if (!kind) throw new NotWritten('a list of nodes of several kinds')
    const wanted = new Set(['code', ...this.#shared, ...(this.#own.get(kind) ?? [])])
    return nodeColumns(this.#reads(kind).source, wanted)
  }

  /** The tie with this id, or the node: with columns of the tables of several kinds where it may be of several. */
  standing(id: Sql): Sql {
    if (this.of === 'TIE') return tieById(id, new Set(['kind', ...this.#shared]))
    const told = [...this.#own].map(([kind, wanted]) => {
      const alias = `${this.alias}_${kind.toLowerCase()}`
      const { source } = this.#reads(kind)
      return {
        columns: ownColumns(source, alias, wanted, this.#prefix(kind)),
        table: sql` left join ${tableOf(source)} ${raw(alias)} on ${raw(alias)}.id = n.id`,
      }
    })
    const columns = [
      ...sharedColumns(new Set(['kind', ...this.#shared])),
      ...told.flatMap((one) => one.columns),
    ]
    return sql`select ${join(columns)} from node n${join([sql``, ...told.map(({ table }) => table)], '')} where n.id = ${id}`
  }

  /** Where nodes of several kinds stand together, the columns of each bear its name: `PROJECT.number`. */
  #prefix(kind: NodeKind): string {
    return this.#onlyKind ? '' : `${kind}.`
  }

  #reads(kind: NodeKind): NodeReads {
    const reads = this.sources.get(kind)
    if (!reads) throw new NotWritten(kind)
    return reads
  }
}
