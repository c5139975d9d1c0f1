import { getArgumentValues } from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../../kernel/node-kind.js'
import { LARGEST_PAGE } from '../../graphql/page-size.js'
import type { Batches, BatchRead } from '../../database/batches.js'
import type { ListRead } from '../../database/list-question.js'
import type { ListRequest } from '../../database/list-request.js'
import type { Statement } from '../../database/reads.js'
import type { ListStep } from '../../graph/ahead.js'
import { tieColumns } from '../../graph/tie.reads.js'
import { nodeColumns, type NodeRecord, ownColumns, sharedColumns, tableOf } from '../../graph/node-source.js'
import type { NodeId, NodeKey, NodeLookup, NodeReads, Nodes } from '../../graph/nodes.js'
import { type KnownTexts, nameOf } from './known-texts.js'
import { type Child, NotAhead, type Place, type Wanted } from './selection.js'

/** Of a node it holds the columns that are wanted, and no resolver that runs reads another. */
type Row = NodeRecord & Readonly<Record<string, unknown>>
/** The rows of each part of the statement, by its name. */
export type RowsByPart = Readonly<Record<string, readonly Row[]>>

/** More than this is not one question any more. */
const MOST_PARTS = 40
/** All that is read of a node that an argument names. */
const NAMED = join(sharedColumns(new Set(['id', 'kind'])))

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
  /** The places of the parts that find what arguments name. */
  #namedAt = ''
  /** Finds what an argument names within the statement. */
  readonly #lookup: NodeLookup = {
    demand: (argument, text, ...kinds) => ({
      id: this.#named(this.nodes.keyOf(argument, text, ...kinds), kinds),
    }),
  }

  /** @throws NotAhead, and what reading the arguments of a list throws */
  constructor(
    roots: readonly Child[],
    private readonly texts: KnownTexts,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly nodes: Nodes,
    private readonly batches: Batches,
  ) {
    for (const root of roots) this.#child(root, null)
    if (this.#parts.length === 0) throw new NotAhead()
  }

  get sql(): Statement {
    return this.texts.statementOf(this.#parts)
  }

  /** @throws what reading the arguments of a list throws */
  receive(rows: RowsByPart): void {
    for (const receive of this.#receivers) receive(rows)
  }

  #child(child: Child, of: string | null): void {
    const { step, place } = child
    const from: Rows | null = of === null ? null : { part: of, only: child.only }
    switch (step.by) {
      case 'code':
        this.#code(child, step.kind)
        break
      case 'list':
        this.#list(child, step, from)
        break
      case 'column':
        this.#nodes(place, () => this.#idsOf(from, step.column))
        break
      case 'end':
        this.#nodes(place, () => this.#idsOf(from, `${step.end}Id`))
        break
      case 'links': {
        const part = this.#value(step.read, from)
        this.#nodes(place, () => sql`array(select id from ${raw(part)})`)
        break
      }
      case 'value':
        this.#children(place, this.#value(step.read, from))
        break
      case 'aggregate':
        throw new NotAhead()
    }
  }

  #children(place: Place | null, part: string): void {
    for (const child of place?.children ?? []) this.#child(child, part)
  }

  #code(child: Child, kind: NodeKind): void {
    const { place, isFixed } = child
    const code = this.#arguments(child)['code'] as string
    const write = () =>
      nodeColumns(this.#readsOf(kind).source, columnsOf(kind, place?.wanted, ['id', 'kind']))
    this.#children(place, this.#byCode(kind, code, this.texts.columns(child, write), isFixed))
  }

  #byCode(kind: NodeKind, code: string, columns: Sql, isFixed: boolean): string {
    const { byCode } = this.#readsOf(kind)
    const ask = () => byCode.statement(sql`array[${code}]::text[]`, columns)
    return this.#add(isFixed, ask, (_, [node]) => {
      this.batches.prime(byCode, code, node ? this.#node(node) : null)
    })
  }

  /** @param kinds of which it must be; all where there are none */
  #named(key: NodeKey, kinds: readonly NodeKind[]): NodeId {
    if (kinds.length > 0 && !kinds.includes(key.kind)) throw new NotAhead() // the resolver will refuse it
    const { byId } = this.#readsOf(key.kind)
    this.#namedAt += ` ${this.#parts.length}`
    const part =
      'code' in key
        ? this.#byCode(key.kind, key.code, NAMED, false)
        : this.#add(
            false,
            () => sql`select ${NAMED} from node n where n.id = ${key.id}::uuid and n.kind = ${key.kind}`,
            (_, [node]) => {
              this.batches.prime(byId, key.id, node ? this.#node(node) : null)
            },
          )
    return sql`(select id from ${raw(part)} limit 1)`
  }

  #list(child: Child, step: ListStep, from: Rows | null): void {
    const { list, place, isFixed } = child
    const { asked, read: readRequest } = this.#request(child, step)
    const { limit } = asked.window
    if (!(limit >= 1 && limit <= LARGEST_PAGE)) throw new NotAhead() // the resolver will refuse it
    const parent = step.parent
    const request = parent === null ? asked : asked.of(parent, '')
    const parents = from && sql`(select id from ${rowsOf(from)})`
    let known: ListRequest<unknown> | undefined
    const receive = (read: ListRead<unknown, unknown>) => (rows: RowsByPart, own: readonly Row[]) => {
      // What its arguments name is read by now.
      const told = (known ??= readRequest())
      if (from === null || parent === null) {
        this.batches.prime(read, told, read.collect(told, [null], own)[0])
        return
      }
      const ids = idsIn(rows, from)
      const values = read.collect(told, ids, own)
      ids.forEach((id, at) => this.batches.prime(read, told.of(parent, id), values[at]))
    }
    for (const read of [...(list?.count ? [step.counts] : []), ...(list?.aggregates ?? [])])
      this.#add(isFixed, () => read.statement(request, parents), receive(read))
    if (!list?.rows) return
    const columns = () =>
      step.of === 'TIE'
        ? tieColumns(new Set(['kind', ...(place?.wanted.shared ?? [])]))
        : nodeColumns(this.#readsOf(step.of).source, columnsOf(step.of, place?.wanted, ['code']))
    const selected = () => ({ columns: this.texts.columns(child, columns), cursors: list.cursors })
    const ask = () => step.pages.statement(request, parents, selected())
    this.#children(place, this.#add(isFixed, ask, receive(step.pages)))
  }

  /** What a list is asked for within the statement, and, once that is read, by its resolver. */
  #request(child: Child, step: ListStep): { asked: ListRequest<unknown>; read: () => ListRequest<unknown> } {
    const known = this.texts.requests.get(child)
    if (known) return { asked: known, read: () => known }
    const args = this.#arguments(child)
    const ask = (nodes: NodeLookup) => {
      const made = step.request(args, nodes)
      if (made instanceof Promise) throw new NotAhead()
      return made
    }
    const before = this.#namedAt
    const asked = ask(this.#lookup)
    if (this.#namedAt !== before) return { asked, read: () => ask(this.nodes) }
    if (child.isFixed) this.texts.requests.set(child, asked)
    return { asked, read: () => asked }
  }

  /** Nodes by id, of one kind or of many: columns of a kind stand in its own table. */
  #nodes(place: Place | null, ids: () => Sql): void {
    if (!place || !Array.isArray(place.of)) throw new NotAhead()
    const { wanted } = place
    const kinds = place.of as readonly NodeKind[]
    const isMixed = kinds.length > 1
    const ask = () => {
      const told = kinds.filter((kind) => wanted.of(kind).size > 0).map((kind) => this.#readsOf(kind).source)
      const columns = told.flatMap((source) =>
        ownColumns(source, aliasOf(source.kind), wanted.of(source.kind), isMixed ? `${source.kind}.` : ''),
      )
      const tables = told.map((source) => {
        const alias = raw(aliasOf(source.kind))
        return sql`left join ${tableOf(source)} ${alias} on ${alias}.id = n.id`
      })
      return sql`select ${join([...sharedColumns(new Set(['id', 'kind', ...wanted.shared])), ...columns])} from node n ${join(tables.length > 0 ? tables : [sql``], ' ')}
        where n.id = any(${ids()})`
    }
    const part = this.#add(true, ask, (_, own) => {
      for (const row of own) this.#node(isMixed ? unmixed(row, wanted) : row)
    })
    if (isMixed) this.#mixed.add(part)
    this.#children(place, part)
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

  #value(read: BatchRead<string, unknown> & Collecting, from: Rows | null): string {
    return this.#add(
      true,
      () => read.statement(this.#idsOf(from, 'id')),
      (rows, own) => {
        const ids = from === null ? [] : idsIn(rows, from)
        const values = read.collect(ids, own)
        ids.forEach((id, at) => this.batches.prime(read, id, values[at]))
      },
    )
  }

  /** @param isFixed whether the part is the same each time that the selection is read */
  #add(isFixed: boolean, ask: () => Sql, receive: (rows: RowsByPart, own: readonly Row[]) => void): string {
    const at = this.#parts.length
    if (at === MOST_PARTS) throw new NotAhead()
    const name = nameOf(at)
    this.#parts.push(isFixed ? this.texts.fixed(at, this.#namedAt, ask) : ask())
    this.#receivers.push((rows) => receive(rows, rows[name] ?? []))
    return name
  }
}

interface Collecting {
  statement(ids: Sql): Sql
  collect(ids: readonly string[], rows: readonly object[]): unknown[]
}

function columnsOf(
  kind: NodeKind,
  wanted: Wanted | undefined,
  always: readonly string[],
): ReadonlySet<string> {
  return new Set([...always, ...(wanted?.shared ?? []), ...(wanted?.of(kind) ?? [])])
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
