import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { allThere, type Awaitable, whenThere } from '../kernel/awaitable.js'
import { BadInputError, DomainError, NotFoundError } from '../kernel/errors.js'
import { decodeGlobalId } from '../kernel/global-id.js'
import { isIdentity } from '../kernel/identity.js'
import { type NodeKind, kindOfTypeName, kindPrefix } from '../kernel/node-kind.js'
import { formatReference, isCode, parseReference, type Reference } from '../kernel/reference.js'
import { type Batches, type BatchRead, type KeyedRead, keyedRead, pickBy } from '../database/batches.js'
import { camelCase } from '../database/naming.js'
import type { NodeLink } from './linked-nodes.js'
import { nodeColumns, nodeFrom, type NodeRecord, type NodeSource, tableOf } from './node-source.js'

/** How the nodes of one kind are found. */
export interface NodeReads {
  readonly source: NodeSource
  /** What its kind alone has, as rows name it. */
  readonly columnNames: ReadonlySet<string>
  readonly byId: KeyedRead<NodeRecord | null>
  readonly byCode: CodeRead
}

/** The nodes that codes find: a present code, a former one or that of a register. */
export interface CodeRead extends BatchRead<string, NodeRecord | null> {
  /** @param codes an expression of type `text[]`; each row tells in `asked` by which of them it was found */
  statement(codes: Sql, columns?: Sql): Sql
  /** The node that has this code at present; undefined where the text may be the code of a register. */
  present(code: string, columns: Sql): Sql | undefined
}

export type NodeSources = ReadonlyMap<NodeKind, NodeReads>

export function nodeSources(sources: readonly NodeSource[]): NodeSources {
  return new Map(sources.map((source) => [source.kind, nodeReads(source)]))
}

function nodeReads(source: NodeSource): NodeReads {
  const columnNames = new Set(source.columns.map(camelCase))
  return { source, columnNames, byId: readById(source), byCode: readByCode(source) }
}

/** What names a node: its id and kind, or its reference. */
export type NodeKey = { readonly kind: NodeKind; readonly id: string } | Reference

/** An id, or an expression that finds it within the statement that it is used in. */
export type NodeId = string | Sql

/** Finds the nodes that arguments name. */
export interface NodeLookup {
  /**
   * The node that an argument must name, of one of these kinds where they are given.
   * @throws NotFoundError where there is none, BadInputError where it is of another kind or the text names nothing.
   */
  demand(argument: string, text: string, ...kinds: readonly NodeKind[]): Awaitable<{ readonly id: NodeId }>
}

/** The nodes that one request reads, each at most once; one statement for each kind that is asked for together. */
export class Nodes implements NodeLookup {
  constructor(
    private readonly batches: Batches,
    readonly sources: NodeSources,
  ) {}

  /** The node with this id; an id that stands in the database always has its node. */
  load<Row extends NodeRecord = NodeRecord>(kind: NodeKind, id: string): Awaitable<Row> {
    return whenThere(this.byId(kind, id), (node) => {
      if (!node) throw new Error(`no ${kind} ${id}`)
      return node as Row
    })
  }

  /** The node with this id; null where there is none. */
  byId(kind: NodeKind, id: string): Awaitable<NodeRecord | null> {
    return this.batches.load(this.#reads(kind).byId, id)
  }

  loadOptional<Row extends NodeRecord>(kind: NodeKind, id: string | null): Awaitable<Row | null> {
    return id === null ? null : this.load<Row>(kind, id)
  }

  /** The nodes that links lead to, in their order. */
  loadLinks(links: Awaitable<readonly NodeLink[]>): Awaitable<NodeRecord[]> {
    return whenThere(links, (found) => allThere(found.map(({ kind, id }) => this.load(kind, id))))
  }

  /** The node that a code finds, its present code, a former one or that of a register; null where there is none. */
  byCode<Row extends NodeRecord>(kind: NodeKind, code: string): Awaitable<Row | null> {
    return isCode(code) ? (this.batches.load(this.#reads(kind).byCode, code) as Awaitable<Row | null>) : null
  }

  /**
   * The node that a reference (`entity:vlabel`) or a global id names; null where there is none.
   * @throws BadInputError, naming the argument, for a text that is neither.
   */
  find(argument: string, text: string): Awaitable<NodeRecord | null> {
    return this.#named(this.keyOf(argument, text))
  }

  /** Fails as a promise does, never at once: of several that are asked together, each is waited for. */
  demand(argument: string, text: string, ...kinds: readonly NodeKind[]): Awaitable<NodeRecord> {
    try {
      return this.#demand(argument, text, kinds)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return Promise.reject(error)
    }
  }

  #demand(argument: string, text: string, kinds: readonly NodeKind[]): Awaitable<NodeRecord> {
    return whenThere(this.#named(this.keyOf(argument, text, ...kinds)), (node) => {
      if (!node) throw new NotFoundError(`there is no node ${JSON.stringify(text)}`, argument)
      if (kinds.length > 0 && !kinds.includes(node.kind)) {
        throw new BadInputError(
          `must name ${kinds.map(kindPrefix).join(' or ')}, and ${formatReference(node)} is not one`,
          argument,
        )
      }
      return node
    })
  }

  /**
   * What a text names, be it there or not; the first kind may also be named by the code of a register.
   * @throws BadInputError, naming the argument, for a text that names nothing.
   */
  keyOf(argument: string, text: string, kind?: NodeKind): NodeKey {
    if (kind && this.sources.get(kind)?.source.otherCode?.shape.test(text)) return { kind, code: text }
    const key = readKey(text)
    if (key) return key
    throw new BadInputError(
      `${JSON.stringify(text)} is neither an id nor a reference such as "project:VRD3-2025-08"`,
      argument,
    )
  }

  #named(key: NodeKey): Awaitable<NodeRecord | null> {
    return 'id' in key ? this.byId(key.kind, key.id) : this.byCode(key.kind, key.code)
  }

  #reads(kind: NodeKind): NodeReads {
    const reads = this.sources.get(kind)
    if (!reads) throw new Error(`nothing reads ${kind}`)
    return reads
  }
}

/** Undefined where the text is neither a reference (`entity:vlabel`) nor a global id. */
export function readKey(text: string): NodeKey | undefined {
  const reference = parseReference(text)
  if (reference) return reference
  const id = decodeGlobalId(text)
  const kind = id && kindOfTypeName(id.typeName)
  return kind && isIdentity(id.key) ? { kind, id: id.key } : undefined
}

function readById(source: NodeSource): KeyedRead<NodeRecord | null> {
  return keyedRead<NodeRecord, NodeRecord | null>(
    (ids) => sql`select ${nodeColumns(source)} from ${nodeFrom(source)} where n.id = any(${ids})`,
    (ids, rows) => pickBy(ids, rows, (row) => row.id),
  )
}

function readByCode(source: NodeSource): CodeRead {
  const table = tableOf(source)
  const other = source.otherCode
    ? sql`union all select t.id, asked.code from asked join ${table} t on t.${raw(source.otherCode.column)} = asked.code`
    : empty
  const statement: CodeRead['statement'] = (codes, columns = nodeColumns(source)) => sql`
    with asked as (select unnest(${codes}) as code)
    select ${columns}, found.code as asked
    from (
      select n.id, asked.code from asked join node n on n.kind = ${source.kind} and n.code = asked.code
      union all select a.node_id, asked.code from asked join node_alias a on a.kind = ${source.kind} and a.code = asked.code
      ${other}
    ) as found (id, code) join ${nodeFrom(source)} on n.id = found.id`
  const read: BatchRead<string, NodeRecord | null> = async (reads, codes) => {
    const rows = await reads.rows<NodeRecord & { asked: string }>(statement(sql`${codes}::text[]`))
    return pickBy(codes, rows, (row) => row.asked)
  }
  const present: CodeRead['present'] = (code, columns) =>
    source.otherCode?.shape.test(code)
      ? undefined
      : sql`select ${columns} from ${nodeFrom(source)} where n.code = ${code}`
  return Object.assign(read, { statement, present })
}
