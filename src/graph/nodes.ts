import sql, { raw } from 'sql-template-tag'
import { BadInputError, NotFoundError } from '../kernel/errors.js'
import { decodeGlobalId } from '../kernel/global-id.js'
import { isIdentity } from '../kernel/identity.js'
import { type NodeKind, kindOfTypeName, kindPrefix } from '../kernel/node-kind.js'
import { formatReference, isCode, parseReference, type Reference } from '../kernel/reference.js'
import { type Batches, type BatchRead, pickBy } from '../database/batches.js'
import type { Reads } from '../database/reads.js'
import type { NodeLink } from './linked-nodes.js'
import { nodeColumns, nodeFrom, type NodeRecord, type NodeSource } from './node-source.js'

export type NodeSources = ReadonlyMap<NodeKind, NodeSource>

/** What names a node: its id and kind, or its reference. */
export type NodeKey = { readonly kind: NodeKind; readonly id: string } | Reference

/** The nodes that one request reads, each at most once; one statement for each kind that is asked for together. */
export class Nodes {
  constructor(
    private readonly batches: Batches,
    private readonly sources: NodeSources,
  ) {}

  /** The node with this id; an id that stands in the database always has its node. */
  async load<Row extends NodeRecord = NodeRecord>(kind: NodeKind, id: string): Promise<Row> {
    const node = await this.batches.load(this.#byId, { kind, id })
    if (!node) throw new Error(`no ${kind} ${id}`)
    return node as Row
  }

  /** The node with this id; null where there is none. */
  byId(kind: NodeKind, id: string): Promise<NodeRecord | null> {
    return this.batches.load(this.#byId, { kind, id })
  }

  async loadOptional<Row extends NodeRecord>(kind: NodeKind, id: string | null): Promise<Row | null> {
    return id === null ? null : this.load<Row>(kind, id)
  }

  /** The nodes that links lead to, in their order. */
  loadLinks(links: readonly NodeLink[]): Promise<NodeRecord[]> {
    return Promise.all(links.map((link) => this.load(link.kind, link.id)))
  }

  /** The node that a code finds, its present code, a former one or that of a register; null where there is none. */
  async byCode<Row extends NodeRecord>(kind: NodeKind, code: string): Promise<Row | null> {
    return isCode(code) ? ((await this.batches.load(this.#byCode, { kind, code })) as Row | null) : null
  }

  /**
   * The node that a reference (`entity:vlabel`) or a global id names; null where there is none.
   * @throws BadInputError, naming the argument, for a text that is neither.
   */
  async find(argument: string, text: string): Promise<NodeRecord | null> {
    const key = readKey(text)
    if (!key) {
      throw new BadInputError(
        `${JSON.stringify(text)} is neither an id nor a reference such as "project:VRD3-2025-08"`,
        argument,
      )
    }
    return 'id' in key ? this.batches.load(this.#byId, key) : this.byCode(key.kind, key.code)
  }

  /**
   * As `find`, for an argument that must name a node, of one of these kinds where they are given.
   * @throws NotFoundError where there is none, BadInputError where it is of another kind.
   */
  async demand(argument: string, text: string, ...kinds: readonly NodeKind[]): Promise<NodeRecord> {
    const [kind] = kinds
    const isOtherCode = kind && this.sources.get(kind)?.otherCode?.shape.test(text)
    const node = await (isOtherCode ? this.byCode(kind, text) : this.find(argument, text))
    if (!node) throw new NotFoundError(`there is no node ${JSON.stringify(text)}`, argument)
    if (kinds.length > 0 && !kinds.includes(node.kind)) {
      throw new BadInputError(
        `must name ${kinds.map(kindPrefix).join(' or ')}, and ${formatReference(node)} is not one`,
        argument,
      )
    }
    return node
  }

  readonly #byId: BatchRead<{ kind: NodeKind; id: string }, NodeRecord | null> = (reads, keys) =>
    this.#eachKind(keys, async (source, own) => {
      const rows = await reads.rows<NodeRecord>(sql`select ${nodeColumns(source)} from ${nodeFrom(source)}
        where n.id = any(${own.map((key) => key.id)}::uuid[])`)
      return pickBy(
        own.map((key) => key.id),
        rows,
        (row) => row.id,
      )
    })

  readonly #byCode: BatchRead<Reference, NodeRecord | null> = (reads, keys) =>
    this.#eachKind(keys, async (source, own) =>
      readByCode(
        reads,
        source,
        own.map((key) => key.code),
      ),
    )

  async #eachKind<Key extends { kind: NodeKind }>(
    keys: readonly Key[],
    read: (source: NodeSource, own: readonly Key[]) => Promise<(NodeRecord | null)[]>,
  ): Promise<(NodeRecord | null)[]> {
    const found = new Map<Key, NodeRecord | null>()
    for (const kind of new Set(keys.map((key) => key.kind))) {
      const source = this.sources.get(kind)
      if (!source) throw new Error(`nothing reads ${kind}`)
      const own = keys.filter((key) => key.kind === kind)
      const nodes = await read(source, own)
      own.forEach((key, i) => found.set(key, nodes[i] ?? null))
    }
    return keys.map((key) => found.get(key) ?? null)
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

async function readByCode(
  reads: Reads,
  source: NodeSource,
  codes: readonly string[],
): Promise<(NodeRecord | null)[]> {
  const asked = sql`unnest(${codes}::text[]) as asked (code)`
  const other =
    source.otherCode === undefined
      ? sql``
      : sql`
    union all select t.id, asked.code from ${asked} join ${raw(source.kind.toLowerCase())} t on t.${raw(source.otherCode.column)} = asked.code`
  const rows = await reads.rows<NodeRecord & { asked: string }>(sql`
    select ${nodeColumns(source)}, found.code as asked
    from (
      select n.id, asked.code from ${asked} join node n on n.kind = ${source.kind} and n.code = asked.code
      union all select a.node_id, asked.code from ${asked} join node_alias a on a.kind = ${source.kind} and a.code = asked.code${other}
    ) as found (id, code) join ${nodeFrom(source)} on n.id = found.id`)
  return pickBy(codes, rows, (row) => row.asked)
}
