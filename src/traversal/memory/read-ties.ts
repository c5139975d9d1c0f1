import type pg from 'pg'
import type { NodeKind } from '../../kernel/node-kind.js'
import { type CopiedRow, copyRows } from '../../database/copy-rows.js'
import { RELATION_KINDS, type RelationKind } from '../../graph/relation-kind.js'
import { MOST_NODES } from '../ground.js'
import { Codes } from './codes.js'
import { type Ends, stepsOfNodes } from './steps-of-nodes.js'
import { ALWAYS, type Nodes, Periods, type Ties, TiesInMemory } from './ties-in-memory.js'
import { UuidTable } from './uuid-table.js'

/** What each takes at most, while they are read too; a node its code beside. */
const BYTES_OF_NODE = 54
const BYTES_OF_TIE = 60

const NODES = `select n.id, n.kind, n.code, n.valid_from, n.valid_to from node n order by n.code, n.kind collate "C"`
const TIES = `select coalesce(relation_id, node_id), column_name, kind, source_id, target_id, valid_from, valid_to from tie`

/** The graph is larger than may be held in memory. */
export class TooLargeError extends Error {}

/**
 * Reads every tie that whoever the connection is may see, at the version of its snapshot.
 * @param client in a transaction with a snapshot of its own
 * @throws TooLargeError
 */
export async function readTies(client: pg.PoolClient, mostBytes: number): Promise<TiesInMemory> {
  const { rows } = await client.query<Record<'version' | 'nodes' | 'letters' | 'ties', string>>(
    `select (select version from graph_head), count(*) as nodes, coalesce(sum(octet_length(code)), 0) as letters,
      (select count(*) from tie) as ties from node`,
  )
  const [head] = rows
  if (!head) throw new Error('the graph has no version')
  const [nodeCount, letters, tieCount] = [Number(head.nodes), Number(head.letters), Number(head.ties)]
  const bytes = nodeCount * BYTES_OF_NODE + letters + tieCount * BYTES_OF_TIE
  if (bytes > mostBytes || nodeCount > MOST_NODES) {
    throw new TooLargeError(
      `${nodeCount} nodes and ${tieCount} ties would take ${Math.ceil(bytes / 2 ** 20)} MB`,
    )
  }
  const nodes = await readNodes(client, nodeCount, letters)
  const arriving = new ArrivingTies(nodes.ids, tieCount)
  await copyRows(client, TIES, (row) => arriving.add(row))
  return new TiesInMemory(head.version, nodes, arriving.ties, await stepsOfNodes(arriving.ends, nodeCount))
}

async function readNodes(client: pg.PoolClient, count: number, letters: number): Promise<Nodes> {
  const words = new Uint32Array(4 * count)
  const ids = new UuidTable(words)
  const codes = new Codes(count, letters)
  const kinds = new Numbered<NodeKind>()
  const kindOf = new Uint8Array(count)
  const periods = new Periods(count)
  let node = 0
  await copyRows(client, NODES, (row) => {
    row.uuid(words, 4 * node)
    ids.add(node)
    kindOf[node] = kinds.numberOf(row.text() as NodeKind)
    codes.add(row.text() as string)
    periods.set(node, row.int(ALWAYS.from), row.int(ALWAYS.to))
    node++
  })
  return { ids, codes, kinds: kinds.all, kindOf, periods }
}

class ArrivingTies {
  readonly #ids: Uint32Array
  readonly #columns = new Numbered<string>()
  readonly #columnOf: Uint8Array
  readonly #periods: Periods
  readonly #nodes: Uint32Array
  readonly #ranks: Uint8Array
  readonly #end = new Uint32Array(4)
  #count = 0

  constructor(
    private readonly known: UuidTable,
    most: number,
  ) {
    this.#ids = new Uint32Array(4 * most)
    this.#columnOf = new Uint8Array(most)
    this.#periods = new Periods(most)
    this.#nodes = new Uint32Array(2 * most)
    this.#ranks = new Uint8Array(most)
    this.#columns.numberOf('')
  }

  /** A tie with an end that may not be seen leads nowhere, and is left out: the next one takes its place. */
  add(row: CopiedRow): void {
    const tie = this.#count
    row.uuid(this.#ids, 4 * tie)
    this.#columnOf[tie] = this.#columns.numberOf(row.text() ?? '')
    this.#ranks[tie] = RELATION_KINDS[row.text() as RelationKind].rank
    const [source, target] = [this.#nodeIn(row), this.#nodeIn(row)]
    if (source < 0 || target < 0) return
    this.#nodes[2 * tie] = source
    this.#nodes[2 * tie + 1] = target
    this.#periods.set(tie, row.int(ALWAYS.from), row.int(ALWAYS.to))
    this.#count++
  }

  get ties(): Ties {
    return { ids: this.#ids, columns: this.#columns.all, columnOf: this.#columnOf, periods: this.#periods }
  }

  get ends(): Ends {
    return { nodes: this.#nodes.subarray(0, 2 * this.#count), ranks: this.#ranks.subarray(0, this.#count) }
  }

  #nodeIn(row: CopiedRow): number {
    const end = this.#end
    row.uuid(end, 0)
    return this.known.placeOf(end[0] as number, end[1] as number, end[2] as number, end[3] as number)
  }
}

/** Texts of which there are few, by number in the order in which they were met. */
class Numbered<Text extends string> {
  readonly all: Text[] = []
  readonly #numbers = new Map<Text, number>()

  numberOf(text: Text): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.all.length)
    return this.all.push(text) - 1
  }
}
