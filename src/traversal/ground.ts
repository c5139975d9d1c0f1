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

/**
 * What a walk goes over. Nodes and ties are numbers here, which mean something to their ground only. A step is two
 * words: its tie and its direction, then its kind and the node that it leads to.
 */
export interface Ground {
  /** Makes the steps from these nodes known; all that is asked of them comes after. */
  open(nodes: Iterable<number>): Promise<void>
  /** The steps of the nodes that are open, two words each; another array after more are opened. */
  readonly steps: Uint32Array
  /** Where the steps of a node begin in `steps`, and where they end. */
  begin(node: number): number
  end(node: number): number
  /** Whether the walk may take this step. */
  takes(tieWord: number, nodeWord: number): boolean
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

const RANK_SHIFT = 27
export const MOST_NODES = 1 << RANK_SHIFT
export const MOST_TIES = 2 ** 31 - 1

export function tieWord(tie: number, isBack: boolean): number {
  return ((tie << 1) | (isBack ? 1 : 0)) >>> 0
}
export const tieOf = (word: number): number => word >>> 1
/** True of a step from target to source. */
export const isBack = (word: number): boolean => (word & 1) === 1

/** The rank of a kind tells it from all others: the lower number tells more. */
export function nodeWord(node: number, rank: number): number {
  return ((rank << RANK_SHIFT) | node) >>> 0
}
export const nodeOf = (word: number): number => word & (MOST_NODES - 1)
export const rankOf = (word: number): number => word >>> RANK_SHIFT

/** One bit for each kind, at its rank. */
export function maskOf(kinds: readonly RelationKind[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << RELATION_KINDS[kind].rank), 0)
}
