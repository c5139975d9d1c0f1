import { type Ground, nodeOf, rankOf } from './ground.js'
import { inSlices } from './in-slices.js'

/** A node one step away, and of the ties that lead there the one that tells most. */
export interface Neighbour {
  readonly node: number
  readonly tie: number
  readonly rank: number
}

interface Side {
  frontier: number[]
  readonly seen: Set<number>
}

/** More nodes than this are not looked at for one question. */
const LARGEST = 100_000
const NODES_AT_A_TIME = 500

/** What is known of the graph around two nodes: opened from both, until every path of a length between them is within. */
export class Neighbourhood {
  readonly #neighbours = new Map<number, Map<number, Neighbour>>()
  readonly #opened = new Set<number>()
  readonly #sides: readonly [Side, Side]

  /** @param ground whose steps go either way along every kind */
  constructor(
    private readonly ground: Ground,
    start: number,
    private readonly end: number,
  ) {
    const sideOf = (node: number): Side => ({ frontier: [node], seen: new Set([node]) })
    this.#sides = [sideOf(start), sideOf(end)]
  }

  /** True where it would become too large. */
  get isFull(): boolean {
    return this.#sides[0].seen.size + this.#sides[1].seen.size > LARGEST
  }

  /** Opens it one step further, on the smaller side: paths that are one longer are within from then on. */
  async widen(): Promise<void> {
    const [a, b] = this.#sides
    const side = b.frontier.length < a.frontier.length ? b : a
    const closed = side.frontier.filter((node) => !this.#opened.has(node))
    await this.ground.open(() => closed)
    await inSlices(closed.length, NODES_AT_A_TIME, (from, to) => {
      for (const node of closed.slice(from, to)) this.#learn(node)
    })
    const reached = new Set(side.frontier.flatMap((node) => [...this.#of(node).keys()]))
    side.frontier = [...reached].filter((node) => !side.seen.has(node))
    for (const node of side.frontier) side.seen.add(node)
  }

  /** What is seen from one end of a tie is known at the other end too. */
  #learn(node: number): void {
    const { ground } = this
    this.#opened.add(node)
    for (let at = ground.begin(node); at < ground.end(node); at++) {
      const word = ground.steps[at] as number
      if (!ground.takes(word, at)) continue
      const step = { tie: ground.ties[at] as number, rank: rankOf(word) }
      this.#add(node, { ...step, node: nodeOf(word) })
      this.#add(nodeOf(word), { ...step, node })
    }
  }

  #add(near: number, step: Neighbour): void {
    const known = this.#of(near)
    const other = known.get(step.node)
    const tells = other && (step.rank - other.rank || this.ground.compareTies(step.tie, other.tie))
    if (tells === undefined || tells < 0) known.set(step.node, step)
  }

  #of(node: number): Map<number, Neighbour> {
    const known = this.#neighbours.get(node) ?? new Map<number, Neighbour>()
    this.#neighbours.set(node, known)
    return known
  }

  /** How far it is at least to the end, of the nodes that are at most this far. */
  distances(furthest: number): ReadonlyMap<number, number> {
    const known = new Map([[this.end, 0]])
    let frontier = [this.end]
    for (let distance = 1; distance <= furthest && frontier.length > 0; distance++) {
      const next: number[] = []
      for (const node of frontier.flatMap((at) => [...this.#of(at).keys()])) {
        if (known.has(node)) continue
        known.set(node, distance)
        next.push(node)
      }
      frontier = next
    }
    return known
  }

  /** The neighbours that are at most so far from the end; what tells more first, then by code. */
  towardsEnd(node: number, distances: ReadonlyMap<number, number>, furthest: number): Neighbour[] {
    return [...this.#of(node).values()]
      .filter((step) => (distances.get(step.node) ?? Infinity) <= furthest)
      .sort((a, b) => a.rank - b.rank || this.ground.compareNodes(a.node, b.node))
  }

  /** Whether the two sides have come together: before that there is no way. */
  get isJoined(): boolean {
    const [a, b] = this.#sides
    const [small, large] = a.seen.size < b.seen.size ? [a, b] : [b, a]
    return [...small.seen].some((node) => large.seen.has(node))
  }
}
