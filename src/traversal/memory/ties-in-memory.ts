import type { NodeKind } from '../../kernel/node-kind.js'
import type { NodeKey } from '../../graph/nodes.js'
import type { Codes } from './codes.js'
import type { StepsOfNodes } from './steps-of-nodes.js'
import { compareUuids, uuidAt, type UuidTable, wordsOf } from './uuid-table.js'

/** When each of many holds, in days from the 1st of January 2000; half-open. Takes no room while none has such a day. */
export class Periods {
  #from: Int32Array | undefined
  #to: Int32Array | undefined

  constructor(private readonly count: number) {}

  set(at: number, from: number, to: number): void {
    if (from !== ALWAYS.from) this.#from ??= new Int32Array(this.count).fill(ALWAYS.from)
    if (to !== ALWAYS.to) this.#to ??= new Int32Array(this.count).fill(ALWAYS.to)
    if (this.#from) this.#from[at] = from
    if (this.#to) this.#to[at] = to
  }

  has(at: number, day: number): boolean {
    const { from, to } = ALWAYS
    return (this.#from?.[at] ?? from) <= day && day < (this.#to?.[at] ?? to)
  }
}

/** Before and after every day: what is not stated counts as open. */
export const ALWAYS = { from: -(2 ** 31), to: 2 ** 31 - 1 }

export interface Nodes {
  /** Numbered by code, then by kind. */
  readonly ids: UuidTable
  readonly codes: Codes
  readonly kinds: readonly NodeKind[]
  /** Of each node, which of the kinds. */
  readonly kindOf: Uint8Array
  readonly periods: Periods
}

export interface Ties {
  /** Of each tie the uuid of the free relation, or of the node whose column holds it. */
  readonly ids: Uint32Array
  /** In order; the first is that of free relations, empty. */
  readonly columns: readonly string[]
  readonly columnOf: Uint8Array
  readonly periods: Periods
}

/** Every tie that someone may see at one version of the graph, both ways, in arrays: nothing in it ever changes. */
export class TiesInMemory {
  constructor(
    readonly version: string,
    readonly nodes: Nodes,
    readonly ties: Ties,
    readonly stepsOfNodes: StepsOfNodes,
  ) {}

  /** -1 where there is none. */
  nodeOf(id: string): number {
    return this.nodes.ids.placeOf(...wordsOf(id))
  }

  /** The node that is named so at present, not by a code that it had before; -1 where there is none. */
  nodeNamed(key: NodeKey): number {
    if ('code' in key) {
      const [from, to] = this.nodes.codes.placesOf(key.code)
      for (let node = from; node < to; node++) if (this.kindOfNode(node) === key.kind) return node
      return -1
    }
    const node = this.nodeOf(key.id)
    return node >= 0 && this.kindOfNode(node) === key.kind ? node : -1
  }

  idOfNode(node: number): string {
    return uuidAt(this.nodes.ids.words, 4 * node)
  }

  kindOfNode(node: number): NodeKind {
    return this.nodes.kinds[this.nodes.kindOf[node] as number] as NodeKind
  }

  idOfTie(tie: number): string {
    const column = this.ties.columns[this.ties.columnOf[tie] as number]
    return uuidAt(this.ties.ids, 4 * tie) + (column ? `.${column}` : '')
  }

  compareTies(a: number, b: number): number {
    const byUuid = compareUuids(this.ties.ids, 4 * a, 4 * b)
    if (byUuid !== 0 || a === b) return byUuid
    return this.idOfTie(a) < this.idOfTie(b) ? -1 : 1
  }
}

const FIRST_DAY = Date.UTC(2000, 0, 1)
const DAY = 86_400_000

/** @param day yyyy-mm-dd */
export function dayNumber(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY
}
