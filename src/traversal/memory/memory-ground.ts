import type { NodeKind } from '../../kernel/node-kind.js'
import type { NodeLink } from '../../graph/linked-nodes.js'
import { type Ground, isBack, maskOf, nodeOf, rankOf, type Steps } from '../ground.js'
import { dayNumber, type TiesInMemory } from './ties-in-memory.js'

/** The ground as it is held in memory, all of it open. */
export class MemoryGround implements Ground {
  readonly steps: Uint32Array
  readonly ties: Uint32Array
  readonly #begins: Uint32Array
  readonly #forwards: number
  readonly #backwards: number
  readonly #day: number | null
  readonly #named: ReadonlySet<number>

  constructor(
    private readonly held: TiesInMemory,
    { forwards, backwards, on, named = [] }: Steps,
  ) {
    this.steps = held.stepsOfNodes.steps
    this.ties = held.stepsOfNodes.ties
    this.#begins = held.stepsOfNodes.begins
    this.#forwards = maskOf(forwards)
    this.#backwards = maskOf(backwards)
    this.#day = on === null ? null : dayNumber(on)
    this.#named = new Set(named.map((id) => held.nodeOf(id)))
  }

  async open(): Promise<void> {}

  begin(node: number): number {
    return this.#begins[node] as number
  }

  end(node: number): number {
    return this.#begins[node + 1] as number
  }

  takes(word: number, step: number): boolean {
    const kinds = isBack(word) ? this.#backwards : this.#forwards
    if (((kinds >>> rankOf(word)) & 1) === 0) return false
    return this.#day === null || this.#isValid(this.ties[step] as number, nodeOf(word), this.#day)
  }

  #isValid(tie: number, node: number, day: number): boolean {
    const { ties, nodes } = this.held
    return ties.periods.has(tie, day) && (nodes.periods.has(node, day) || this.#named.has(node))
  }

  numberOf({ kind, id }: NodeLink): number {
    const node = this.held.nodeOf(id)
    if (node < 0) throw new Error(`no ${kind} ${id} at version ${this.held.version}`)
    return node
  }

  nodeAt(number: number): NodeLink {
    return { kind: this.kindAt(number), id: this.held.idOfNode(number) }
  }

  kindAt(number: number): NodeKind {
    return this.held.kindOfNode(number)
  }

  tieAt(number: number): string {
    return this.held.idOfTie(number)
  }

  compareNodes(a: number, b: number): number {
    return a - b
  }

  compareTies(a: number, b: number): number {
    return this.held.compareTies(a, b)
  }
}
