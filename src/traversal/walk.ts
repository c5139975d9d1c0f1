import { type Ground, isBack, nodeOf, rankOf, tieOf } from './ground.js'
import { NumberTable } from './number-table.js'

/**
 * Where a step may lead, for a walk that stands at `near` in one of two states, 0 or 1.
 * @returns the state in which it arrives at `far`; `NOWHERE` where the step may not be taken
 */
export type Rule = (state: number, rank: number, back: boolean, near: number, far: number) => number

export const NOWHERE = -1

/**
 * A walk to everything within reach, level by level; in each of its two states a node is arrived at once, by a shortest
 * way. Of ways that are as short the one is taken whose last tie tells more, then that with the lower id, so that a
 * walk over whatever ground, whichever order its steps come in, goes the same ways.
 */
export class Walk {
  /** The arrivals to go on from: all of the last level, unless some are taken out. */
  frontier: readonly number[] = [0]
  /** Of each arrival, by its number: twice its node, and its state. */
  readonly #places: number[]
  readonly #ties: number[] = [0]
  readonly #ranks: number[] = [0]
  readonly #parents: number[] = [NOWHERE]
  readonly #arrivals = new NumberTable()
  /** Where the arrivals of the last level begin. */
  #level = 0

  constructor(
    private readonly ground: Ground,
    private readonly root: number,
    private readonly rule: Rule,
  ) {
    this.#places = [2 * root]
    this.#arrivals.add(2 * root, 0)
  }

  /** The nodes to be opened for the next level. */
  nodes(): number[] {
    return this.frontier.map((arrival) => this.nodeOf(arrival))
  }

  /** One level further. @returns the arrivals at nodes that the walk had not come to before, one for each */
  advance(): number[] {
    this.#level = this.#places.length
    for (const arrival of this.frontier) this.#stepsFrom(arrival)
    this.frontier = Array.from({ length: this.#places.length - this.#level }, (_, i) => this.#level + i)
    return this.frontier.filter((arrival) => this.#isFirst(arrival))
  }

  #stepsFrom(arrival: number): void {
    const { ground, rule } = this
    const { steps } = ground
    const place = this.#places[arrival] as number
    const near = place >>> 1
    const end = ground.end(near)
    for (let at = ground.begin(near); at < end; at += 2) {
      const tieWord = steps[at] as number
      const nodeWord = steps[at + 1] as number
      if (!ground.takes(tieWord, nodeWord)) continue
      const far = nodeOf(nodeWord)
      const state = rule(place & 1, rankOf(nodeWord), isBack(tieWord), near, far)
      if (state !== NOWHERE) this.#arrive(2 * far + state, tieOf(tieWord), rankOf(nodeWord), arrival)
    }
  }

  #arrive(place: number, tie: number, rank: number, parent: number): void {
    const known = this.#arrivals.get(place)
    if (known === -1) {
      this.#arrivals.add(place, this.#places.length)
      this.#places.push(place)
      this.#ties.push(tie)
      this.#ranks.push(rank)
      this.#parents.push(parent)
    } else if (known >= this.#level && this.#compareWays(tie, rank, parent, known) < 0) {
      this.#ties[known] = tie
      this.#ranks[known] = rank
      this.#parents[known] = parent
    }
  }

  /** Whether a way to a node is to be taken before that of another arrival at it. */
  #compareWays(tie: number, rank: number, parent: number, other: number): number {
    const byRank = rank - (this.#ranks[other] as number)
    if (byRank !== 0) return byRank
    const otherTie = this.#ties[other] as number
    if (tie !== otherTie) return this.ground.compareTies(tie, otherTie)
    return this.#stateOf(parent) - this.#stateOf(this.#parents[other] as number)
  }

  /** Not the root, and not a node that is arrived at in the other state before. */
  #isFirst(arrival: number): boolean {
    const place = this.#places[arrival] as number
    if (place >>> 1 === this.root) return false
    const other = this.#arrivals.get(place ^ 1)
    if (other === -1) return true
    return other >= this.#level && this.#compareArrivals(arrival, other) < 0
  }

  /** In which order arrivals of one level are told: what tells more first, then by the code of the node. */
  inOrder(arrivals: readonly number[]): number[] {
    return [...arrivals].sort((a, b) => {
      const byRank = (this.#ranks[a] as number) - (this.#ranks[b] as number)
      return byRank || this.ground.compareNodes(this.nodeOf(a), this.nodeOf(b))
    })
  }

  #compareArrivals(arrival: number, other: number): number {
    const [tie, rank] = [this.#ties[arrival] as number, this.#ranks[arrival] as number]
    return this.#compareWays(tie, rank, this.#parents[arrival] as number, other)
  }

  nodeOf(arrival: number): number {
    return (this.#places[arrival] as number) >>> 1
  }

  #stateOf(arrival: number): number {
    return (this.#places[arrival] as number) & 1
  }

  /** The arrivals on the way from the root to this one, without the root. */
  wayTo(arrival: number): number[] {
    const way: number[] = []
    for (let at = arrival; at !== 0; at = this.#parents[at] as number) way.push(at)
    return way.reverse()
  }

  /** The tie by which it arrived. */
  tieOf(arrival: number): number {
    return this.#ties[arrival] as number
  }
}
