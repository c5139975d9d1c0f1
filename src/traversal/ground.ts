import type { NodeKind } from '../kernel/node-kind.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { RELATION_KINDS, RELATION_KIND_NAMES, type RelationKind } from '../graph/relation-kind.js'

/** Which steps a walk may take. */
export interface Steps {
  /** Kinds that may be walked from source to target. */
  readonly forwards: readonly RelationKind[]
  /** Kinds that may be walked from target to source. */
  readonly backwards: readonly RelationKind[]
  /** Only ties valid on this day that lead to nodes valid on it; all where null. */
  readonly on: string | null
  /** Ids of nodes that count as valid, because they are asked about. */
  readonly named?: readonly string[]
}

/** Every kind that was asked for, either way. */
export function anySteps(
  kinds: readonly RelationKind[] | null,
  on: string | null,
  named: readonly string[],
): Steps {
  return { forwards: kinds ?? RELATION_KIND_NAMES, backwards: kinds ?? RELATION_KIND_NAMES, on, named }
}

/** What a walk goes over. Nodes and ties are numbers here, which mean something to their ground only. */
export interface Ground {
  /** Makes the steps from these nodes known; all that is asked of them comes after. Which they are is asked if need be. */
  open(nodes: () => Iterable<number>): Promise<void>
  /** Each step as one word: `stepWord`. Another array after more nodes are opened; so is that of ties. */
  readonly steps: Uint32Array
  /** The tie of each step. */
  readonly ties: Uint32Array
  /** Where the steps of a node that is open begin, and where they end. */
  begin(node: number): number
  end(node: number): number
  /** Whether the walk may take this step. */
  takes(word: number, step: number): boolean
  /** The number of a node that stands in the graph. */
  numberOf(node: NodeLink): number
  nodeAt(number: number): NodeLink
  kindAt(number: number): NodeKind
  /** UUID of a free relation; `uuid.column` of a tie that stands in a column. */
  tieAt(number: number): string
  /** By code, then by kind. */
  compareNodes(a: number, b: number): number
  /** By id. */
  compareTies(a: number, b: number): number
}

const NODE_BITS = 26
const BACK = 1 << NODE_BITS
export const MOST_NODES = 1 << NODE_BITS

/** The node that a step leads to, whether it goes from target to source, and the rank of its kind, which tells it from others. */
export function stepWord(node: number, isBack: boolean, rank: number): number {
  return ((rank << (NODE_BITS + 1)) | (isBack ? BACK : 0) | node) >>> 0
}
export const nodeOf = (word: number): number => word & (MOST_NODES - 1)
export const isBack = (word: number): boolean => (word & BACK) !== 0
/** The lower number tells more. */
export const rankOf = (word: number): number => word >>> (NODE_BITS + 1)

/** One bit for each kind, at its rank. */
export function maskOf(kinds: readonly RelationKind[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << RELATION_KINDS[kind].rank), 0)
}
