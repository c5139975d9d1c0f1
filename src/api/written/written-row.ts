import sql, { join, raw, type Sql } from 'sql-template-tag'
import { NODE_KINDS, type NodeKind } from '../../kernel/node-kind.js'
import { nodeColumns, ownColumns, SHARED_COLUMNS, sharedColumns, tableOf } from '../../graph/node-source.js'
import type { NodeSources } from '../../graph/nodes.js'
import { tieColumns } from '../../graph/tie.reads.js'
import { literal } from '../../graph/written.js'

/** The answer cannot be written by the database: resolvers make it. */
export class NotWritten extends Error {}

/** Rows within the statement: nodes of these kinds, ties, or of a shape of their own. */
export type RowsOf = readonly NodeKind[] | 'TIE' | 'ROW'

/** The rows of one place of the answer, whose columns become known as its fields are written. */
export class PlaceRows {
  readonly #shared = new Set<string>()
  readonly #own = new Map<NodeKind, Set<string>>()

  /** @param alias by which the statement calls the row */
  constructor(
    readonly alias: string,
    readonly of: RowsOf,
    private readonly sources: NodeSources,
  ) {}

  get kinds(): readonly NodeKind[] {
    return typeof this.of === 'string' ? [] : this.of
  }

  /** Whether nodes of several kinds stand here. */
  get isMixed(): boolean {
    return this.kinds.length > 1
  }

  /**
   * A column of the row, as rows name it.
   * @param kind that the row is known to be of, where its table has the column
   */
  column(name: string, kind: NodeKind | null): Sql {
    if (typeof this.of === 'string' || SHARED_COLUMNS.has(name)) {
      this.#shared.add(name)
      return raw(`${this.alias}."${name}"`)
    }
    const owner = kind ?? (this.isMixed ? null : this.of[0])
    if (!owner || !this.#source(owner).columnNames.has(name)) throw new NotWritten(name)
    this.#own.set(owner, (this.#own.get(owner) ?? new Set()).add(name))
    return raw(`${this.alias}."${this.isMixed ? `${owner}.` : ''}${name}"`)
  }

  /** A text for the kind of the row. */
  byKind(text: (kind: NodeKind) => string, kind: NodeKind | null): Sql {
    const only = kind ?? (this.isMixed ? null : this.kinds[0])
    if (only) return literal(text(only))
    const cases = this.kinds.map((one) => sql`when ${literal(one)} then ${literal(text(one))}`)
    return sql`case ${this.column('kind', null)} ${join(cases, ' ')} end`
  }

  /** The columns of a list of nodes of one kind, or of ties. */
  listed(): Sql {
    if (this.of === 'TIE') return tieColumns(new Set(['kind', ...this.#shared]))
    const [kind] = this.kinds
    if (!kind || this.isMixed) throw new NotWritten('a list of many kinds')
    return nodeColumns(
      this.#source(kind).source,
      new Set(['code', ...this.#shared, ...(this.#own.get(kind) ?? [])]),
    )
  }

  /** The node with this id. */
  standing(id: Sql): Sql {
    const told = NODE_KINDS.flatMap((kind) => {
      const wanted = this.#own.get(kind)
      return wanted
        ? [{ wanted, kind, source: this.#source(kind).source, alias: `${this.alias}_${kind.toLowerCase()}` }]
        : []
    })
    const columns = told.flatMap(({ source, wanted, alias, kind }) =>
      ownColumns(source, alias, wanted, this.isMixed ? `${kind}.` : ''),
    )
    const tables = told.map(
      ({ source, alias }) => sql` left join ${tableOf(source)} ${raw(alias)} on ${raw(alias)}.id = n.id`,
    )
    const shared = sharedColumns(new Set(['kind', ...this.#shared]))
    return sql`select ${join([...shared, ...columns])} from node n${join([sql``, ...tables], '')} where n.id = ${id}`
  }

  #source(kind: NodeKind) {
    const reads = this.sources.get(kind)
    if (!reads) throw new NotWritten(kind)
    return reads
  }
}
