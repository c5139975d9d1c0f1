import { type Ground, isBack, nodeOf, rankOf } from './ground.js'
import { WalkMemory } from './walk-memory.js'

/**
 * Where a step may lead, for a walk that stands at `near` in one of two states, 0 or 1.
 * @returns the state in which it arrives at `far`; `NOWHERE` where the step may not be taken
 */
export type Rule = (state: number, rank: number, back: boolean, near: number, far: number) => number

export const NOWHERE = -1

/** The words of an arrival: twice its node, and its state; by which step; from which arrival; the one in the other state. */
const PLACE = 0
const STEP = 1
const PARENT = 2
const OTHER = 3
const WORDS = 4
/** For `OTHER`. The root has this number: the walk starts there and arrives there in no other state. */
const NONE = 0

/**
 * A walk to everything within reach, level by level; in each of its two states a node is arrived at once, by a shortest
 * way. Of ways that are as short the one is taken whose last tie tells more, then that with the lower id, so that a
 * walk over whatever ground, whichever order its steps come in, goes the same ways.
 */
export class Walk {
  readonly #memory = WalkMemory.take()
  #arrivals = this.#memory.words
  /** Of each node its first arrival. */
  readonly #numbers = this.#memory.numbers
  #count = 0
  /** Where the arrivals of the last level begin. */
  #level = 0

  constructor(
    private readonly ground: Ground,
    root: number,
    private readonly rule: Rule,
  ) {
    this.#numbers.add(root, this.#add(2 * root, 0, 0, NONE))
  }

  get isOver(): boolean {
    return this.#level === this.#count
  }

  /** The nodes of the last level: what is to be opened for the next one. */
  nodes(): number[] {
    const nodes: number[] = []
    for (let arrival = this.#level; arrival < this.#count; arrival++) nodes.push(this.nodeOf(arrival))
    return nodes
  }

  /** One level further. */
  advance(): void {
    const { ground, rule } = this
    const { steps } = ground
    const [from, to] = [this.#level, this.#count]
    this.#level = to
    for (let arrival = from; arrival < to; arrival++) {
      const place = this.#of(arrival, PLACE)
      const near = place >>> 1
      const end = ground.end(near)
      for (let at = ground.begin(near); at < end; at++) {
        const word = steps[at] as number
        if (!ground.takes(word, at)) continue
        const far = nodeOf(word)
        const state = rule(place & 1, rankOf(word), isBack(word), near, far)
        if (state !== NOWHERE) this.#arrive(far, state, at, arrival)
      }
    }
  }

  #arrive(node: number, state: number, step: number, parent: number): void {
    const place = 2 * node + state
    const first = this.#numbers.get(node)
    if (first === -1) {
      this.#numbers.add(node, this.#add(place, step, parent, NONE))
      return
    }
    const known = this.#of(first, PLACE) === place ? first : this.#of(first, OTHER)
    if (known === NONE && first !== NONE) this.#set(first, OTHER, this.#add(place, step, parent, first))
    else if (known >= this.#level && this.#compareWays(step, parent, known) < 0) {
      this.#set(known, STEP, step)
      this.#set(known, PARENT, parent)
    }
  }

  #add(place: number, step: number, parent: number, other: number): number {
    const number = this.#count++
    const at = WORDS * number
    if (at === this.#arrivals.length) this.#arrivals = this.#memory.grow()
    this.#arrivals[at + PLACE] = place
    this.#arrivals[at + STEP] = step
    this.#arrivals[at + PARENT] = parent
    this.#arrivals[at + OTHER] = other
    return number
  }

  #of(arrival: number, word: number): number {
    return this.#arrivals[WORDS * arrival + word] as number
  }

  #set(arrival: number, word: number, value: number): void {
    this.#arrivals[WORDS * arrival + word] = value
  }

  /** Whether a way to a node is to be taken before that of another arrival at it: below 0. */
  #compareWays(step: number, parent: number, other: number): number {
    const { steps, ties } = this.ground
    const otherStep = this.#of(other, STEP)
    const byRank = rankOf(steps[step] as number) - rankOf(steps[otherStep] as number)
    if (byRank !== 0) return byRank
    const byTie =
      step === otherStep ? 0 : this.ground.compareTies(ties[step] as number, ties[otherStep] as number)
    return byTie || this.#stateOf(parent) - this.#stateOf(this.#of(other, PARENT))
  }

  /** The arrivals of the last level at nodes that the walk had not come to before, one for each. */
  eachNew(visit: (arrival: number) => void): void {
    for (let arrival = this.#level; arrival < this.#count; arrival++) {
      if (this.#isFirst(arrival)) visit(arrival)
    }
  }

  /** Not where the walk arrived in the other state before. */
  #isFirst(arrival: number): boolean {
    const other = this.#of(arrival, OTHER)
    if (other === NONE) return true
    return (
      other >= this.#level && this.#compareWays(this.#of(arrival, STEP), this.#of(arrival, PARENT), other) < 0
    )
  }

  /** The order of two arrivals of one level: what tells more first, then by the code of the node. */
  compareTold(a: number, b: number): number {
    const { steps } = this.ground
    const byRank = rankOf(steps[this.#of(a, STEP)] as number) - rankOf(steps[this.#of(b, STEP)] as number)
    return byRank || this.ground.compareNodes(this.nodeOf(a), this.nodeOf(b))
  }

  nodeOf(arrival: number): number {
    return this.#of(arrival, PLACE) >>> 1
  }

  #stateOf(arrival: number): number {
    return this.#of(arrival, PLACE) & 1
  }

  /** The arrivals on the way from the root to this one, without the root. */
  wayTo(arrival: number): number[] {
    const way: number[] = []
    for (let at = arrival; at !== 0; at = this.#of(at, PARENT)) way.push(at)
    return way.reverse()
  }

  /** The ties by which it came to this arrival, from the root on. */
  tiesTo(arrival: number): number[] {
    return this.wayTo(arrival).map((step) => this.ground.ties[this.#of(step, STEP)] as number)
  }

  /** Nothing is asked of it any more, and its memory may be another's. */
  end(): void {
    this.#arrivals = new Uint32Array()
    this.#memory.giveBack()
  }
}
