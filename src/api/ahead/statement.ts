import { getArgumentValues } from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import { LARGEST_PAGE } from '../../graphql/page-size.js'
import type { Batches, BatchRead } from '../../database/batches.js'
import type { ListRead, ListRequest } from '../../database/list-question.js'
import type { ListStep } from '../../graph/ahead.js'
import { tieColumns } from '../../graph/tie.reads.js'
import { nodeColumns, type NodeRecord, ownColumns, sharedColumns, tableOf } from '../../graph/node-source.js'
import type { NodeReads, Nodes } from '../../graph/nodes.js'
import { type Child, NotAhead, type Place, type Wanted } from './selection.js'

/** Of a node it holds the columns that are wanted, and no resolver that runs reads another. */
type Row = NodeRecord & Readonly<Record<string, unknown>>
/** The rows of each part of the statement, by its name. */
export type RowsByPart = Readonly<Record<string, readonly Row[]>>

/** More than this is not one question any more. */
const MOST_PARTS = 40

/** One part of the statement: a question, and whose rows it is about. */
interface Rows {
  readonly part: string
  readonly only: NodeKind | null
}

/**
 * Writes all that a selection asks for as one statement: each question a part of it, about the ids that an earlier
 * part finds; and gives the rows of each part to the loaders under the keys that the resolvers will ask for.
 */
export class AheadStatement {
  readonly #parts: Sql[] = []
  readonly #receivers: ((rows: RowsByPart) => void)[] = []
  /** Parts in which nodes of several kinds stand together. */
  readonly #mixed = new Set<string>()
  readonly #nodesById = new Map<string, Row>()

  private constructor(
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly nodes: Nodes,
    private readonly batches: Batches,
  ) {}

  /** @throws NotAhead, and what reading the arguments of a list throws */
  static async of(
    roots: readonly Child[],
    variables: Readonly<Record<string, unknown>>,
    nodes: Nodes,
    batches: Batches,
  ): Promise<AheadStatement> {
    const statement = new AheadStatement(variables, nodes, batches)
    for (const root of roots) await statement.#child(root, null)
    if (statement.#parts.length === 0) throw new NotAhead()
    return statement
  }

  get sql(): Sql {
    const named = this.#parts.map((part, at) => sql`${raw(nameOf(at))} as materialized (${part})`)
    const rows = this.#parts.map((_, at) =>
      raw(`(select coalesce(json_agg(${nameOf(at)}), '[]') from ${nameOf(at)}) as ${nameOf(at)}`),
    )
    return sql`with ${join(named)} select ${join([sql`(select version::text from graph_head) as version`, ...rows])}`
  }

  receive(rows: RowsByPart): void {
    for (const receive of this.#receivers) receive(rows)
  }

  async #child(child: Child, of: string | null): Promise<void> {
    const { step, place } = child
    const from: Rows | null = of === null ? null : { part: of, only: child.only }
    switch (step.by) {
      case 'code':
        return this.#code(child, step.kind)
      case 'list':
        return this.#list(child, step, from)
      case 'column':
        return this.#nodes(place, this.#idsOf(from, step.column))
      case 'end':
        return this.#nodes(place, this.#idsOf(from, `${step.end}Id`))
      case 'links': {
        const part = this.#add(step.read.statement(this.#idsOf(from, 'id')), (rows, own) => {
          this.#prime(step.read, rows, from, own)
        })
        return this.#nodes(place, sql`array(select id from ${raw(part)})`)
      }
      case 'value': {
        const part = this.#add(step.read.statement(this.#idsOf(from, 'id')), (rows, own) => {
          this.#prime(step.read, rows, from, own)
        })
        return this.#children(place, part)
      }
      case 'aggregate':
        throw new NotAhead()
    }
  }

  async #children(place: Place | null, part: string): Promise<void> {
    for (const child of place?.children ?? []) await this.#child(child, part)
  }

  async #code(child: Child, kind: NodeKind): Promise<void> {
    const { source, byCode } = this.#readsOf(kind)
    const code = this.#arguments(child)['code'] as string
    const columns = nodeColumns(source, columnsOf(kind, child.place?.wanted))
    const part = this.#add(byCode.statement(sql`array[${code}]::text[]`, columns), (_, [node]) => {
      this.batches.prime(byCode, code, node ? this.#node(node) : null)
    })
    await this.#children(child.place, part)
  }

  async #list({ list, place, ...child }: Child, step: ListStep, from: Rows | null): Promise<void> {
    const asked = await step.request(this.#arguments(child), this.nodes)
    const { limit } = asked.window
    if (!(limit >= 1 && limit <= LARGEST_PAGE)) throw new NotAhead() // the resolver will refuse it
    const request = step.parent === null ? asked : { ...asked, parent: { by: step.parent, id: '' } }
    const parents = from && sql`(select id from ${rowsOf(from)})`
    const receive = (read: ListRead<unknown, unknown>) => (rows: RowsByPart, own: readonly Row[]) => {
      const ids = from === null ? [null] : idsIn(rows, from)
      const values = read.collect(request, ids, own)
      ids.forEach((id, at) => {
        const key: ListRequest<unknown> =
          id === null ? request : { ...asked, parent: { by: step.parent ?? '', id } }
        this.batches.prime(read, key, values[at])
      })
    }
    for (const read of [...(list?.count ? [step.counts] : []), ...(list?.aggregates ?? [])])
      this.#add(read.statement(request, parents), receive(read))
    if (!list?.rows) return
    const columns =
      step.of === 'TIE'
        ? tieColumns(place?.wanted.shared ?? null)
        : nodeColumns(this.#readsOf(step.of).source, columnsOf(step.of, place?.wanted))
    await this.#children(
      place,
      this.#add(step.pages.statement(request, parents, columns), receive(step.pages)),
    )
  }

  /** Nodes by id, of one kind or of many: columns of a kind stand in its own table. */
  async #nodes(place: Place | null, ids: Sql): Promise<void> {
    if (!place || !Array.isArray(place.of)) throw new NotAhead()
    const { wanted } = place
    const kinds = place.of as readonly NodeKind[]
    const isMixed = kinds.length > 1
    const told = kinds.filter((kind) => wanted.of(kind).size > 0).map((kind) => this.#readsOf(kind).source)
    const columns = told.flatMap((source) =>
      ownColumns(source, aliasOf(source.kind), wanted.of(source.kind), isMixed ? `${source.kind}.` : ''),
    )
    const tables = told.map((source) => {
      const alias = raw(aliasOf(source.kind))
      return sql`left join ${tableOf(source)} ${alias} on ${alias}.id = n.id`
    })
    const part = this.#add(
      sql`select ${join([...sharedColumns(wanted.shared), ...columns])} from node n ${join(tables.length > 0 ? tables : [sql``], ' ')}
        where n.id = any(${ids})`,
      (_, own) => {
        for (const row of own) this.#node(isMixed ? unmixed(row, wanted) : row)
      },
    )
    if (isMixed) this.#mixed.add(part)
    await this.#children(place, part)
  }

  #idsOf(from: Rows | null, column: string): Sql {
    if (from === null) throw new NotAhead()
    const isOwn = this.#mixed.has(from.part) && column !== 'id'
    return sql`array(select ${raw(`"${isOwn ? `${from.only}.` : ''}${column}"`)} from ${rowsOf(from)})`
  }

  /** A node may stand in several places, each of which reads some of its columns: it is one row with all of them. */
  #node(row: Row): Row {
    const known = this.#nodesById.get(row.id)
    if (known) return Object.assign(known, row)
    this.#nodesById.set(row.id, row)
    this.batches.prime(this.#readsOf(row.kind).byId, row.id, row)
    return row
  }

  #readsOf(kind: NodeKind): NodeReads {
    const reads = this.nodes.sources.get(kind)
    if (!reads) throw new NotAhead()
    return reads
  }

  #arguments({ field, node }: Pick<Child, 'field' | 'node'>): Record<string, unknown> {
    return getArgumentValues(field, node, this.variables)
  }

  #prime(
    read: BatchRead<string, unknown> & Collecting,
    rows: RowsByPart,
    from: Rows | null,
    own: readonly Row[],
  ): void {
    const ids = from === null ? [] : idsIn(rows, from)
    const values = read.collect(ids, own)
    ids.forEach((id, at) => this.batches.prime(read, id, values[at]))
  }

  #add(part: Sql, receive: (rows: RowsByPart, own: readonly Row[]) => void): string {
    if (this.#parts.length === MOST_PARTS) throw new NotAhead()
    const name = nameOf(this.#parts.length)
    this.#parts.push(part)
    this.#receivers.push((rows) => receive(rows, rows[name] ?? []))
    return name
  }
}

interface Collecting {
  collect(ids: readonly string[], rows: readonly object[]): unknown[]
}

function nameOf(at: number): string {
  return `p${at}`
}

function columnsOf(kind: NodeKind, wanted: Wanted | undefined): ReadonlySet<string> {
  return new Set([...(wanted?.shared ?? []), ...(wanted?.of(kind) ?? [])])
}

function aliasOf(kind: NodeKind): string {
  return `t_${kind.toLowerCase()}`
}

function rowsOf({ part, only }: Rows): Sql {
  return only === null ? raw(part) : raw(`${part} where kind = '${only}'`)
}

function idsIn(rows: RowsByPart, { part, only }: Rows): string[] {
  const own = (rows[part] ?? []).filter((row) => only === null || row.kind === only)
  return [...new Set(own.map((row) => row.id))]
}

/** Where rows of several kinds stand together, the columns of each bear its name: `PROJECT.number`. */
function unmixed(row: Row, wanted: Wanted): Row {
  const columns: Record<string, unknown> = row
  for (const name of wanted.of(row.kind)) columns[name] = columns[`${row.kind}.${name}`]
  return row
}
