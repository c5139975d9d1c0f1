import type { BatchRead } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { RELATION_KINDS, RELATION_KIND_NAMES, type RelationKind } from '../graph/relation-kind.js'
import type { TieRecord } from '../graph/tie.reads.js'
import { type Steps, tiesOfFrontier } from './ties-of-frontier.js'

/** What is asked of one root; all numbers from 1. */
export interface ImpactQuestion {
  readonly root: string
  readonly depth: number
  /** Only along these kinds; kinds that carry no impact are of no account. */
  readonly kinds: readonly RelationKind[] | null
  readonly on: string | null
}

export interface ImpactHit {
  readonly node: NodeLink
  readonly distance: number
  readonly path: readonly TieRecord[]
}

export interface ImpactAnswer {
  /** Nearest first; each node once, with one shortest path from the root. */
  readonly hits: readonly ImpactHit[]
  /** True where the walk stopped at its largest size. */
  readonly cut: boolean
}

const LARGEST_WALK = 10_000

/**
 * What is touched when a node changes. Each kind of relation says which way it carries impact; along DELIVERS
 * a path goes from a result up to what delivers it, or down, but never up and later down again: one result of
 * a project does not touch its siblings. Roots that ask alike are walked together: one statement for each level.
 */
export const impactOf: BatchRead<ImpactQuestion, ImpactAnswer> = async (reads, questions) => {
  const walks = questions.map((question) => new Walk(question))
  const [first] = questions
  if (!first) return []
  const alike = (question: ImpactQuestion) => JSON.stringify([question.kinds, question.on])
  for (const key of new Set(questions.map(alike))) {
    const own = walks.filter((walk) => alike(walk.question) === key)
    const steps = impactSteps(own[0]?.question ?? first)
    for (let level = 1; ; level++) {
      const open = own.filter((walk) => level <= walk.question.depth && walk.frontier.size > 0)
      if (open.length === 0) break
      const nodes = [
        ...new Set(open.flatMap((walk) => [...walk.frontier.values()].map((state) => state.node))),
      ]
      const ties = await tiesOfFrontier(reads, nodes, steps)
      for (const walk of open) walk.advance(ties)
    }
  }
  return walks.map((walk) => walk.answer())
}

function impactSteps({ kinds, on }: ImpactQuestion): Steps {
  const asked = RELATION_KIND_NAMES.filter((kind) => kinds === null || kinds.includes(kind))
  const towards = (...directions: string[]) =>
    asked.filter((kind) => directions.includes(RELATION_KINDS[kind].impact))
  return { forwards: towards('TO_TARGET', 'BOTH'), backwards: towards('TO_SOURCE', 'BOTH'), on }
}

/** Where a walk stands: a node, and whether it went up along DELIVERS to get there. */
interface State {
  readonly node: string
  readonly wentUp: boolean
  readonly path: readonly TieRecord[]
}

class Walk {
  frontier: ReadonlyMap<string, State>
  readonly #seen: Set<string>
  readonly #hits = new Map<string, ImpactHit>()
  #cut = false

  constructor(readonly question: ImpactQuestion) {
    const start: State = { node: question.root, wentUp: false, path: [] }
    this.frontier = new Map([[keyOf(start), start]])
    this.#seen = new Set(this.frontier.keys())
  }

  /** One level further, along those of the ties that start at the frontier of this walk. */
  advance(ties: readonly TieRecord[]): void {
    const next = new Map<string, State>()
    const states = [...this.frontier.values()]
    const from = new Map(states.map((state) => [state.node, [] as State[]]))
    for (const state of states) from.get(state.node)?.push(state)
    for (const tie of ties) {
      for (const state of from.get(tie.sourceId) ?? []) {
        if (RELATION_KINDS[tie.kind].impact !== 'TO_SOURCE' && !(tie.kind === 'DELIVERS' && state.wentUp)) {
          this.#arrive(next, state, tie, { kind: tie.targetKind, id: tie.targetId }, state.wentUp)
        }
      }
      for (const state of from.get(tie.targetId) ?? []) {
        if (RELATION_KINDS[tie.kind].impact !== 'TO_TARGET') {
          this.#arrive(
            next,
            state,
            tie,
            { kind: tie.sourceKind, id: tie.sourceId },
            state.wentUp || tie.kind === 'DELIVERS',
          )
        }
      }
    }
    this.frontier = next
  }

  #arrive(next: Map<string, State>, from: State, tie: TieRecord, node: NodeLink, wentUp: boolean): void {
    const state: State = { node: node.id, wentUp, path: [...from.path, tie] }
    const key = keyOf(state)
    if (this.#seen.has(key)) return
    if (this.#hits.size >= LARGEST_WALK) {
      this.#cut = true
      return
    }
    this.#seen.add(key)
    next.set(key, state)
    if (node.id !== this.question.root && !this.#hits.has(node.id)) {
      this.#hits.set(node.id, { node, distance: state.path.length, path: state.path })
    }
  }

  answer(): ImpactAnswer {
    return { hits: [...this.#hits.values()], cut: this.#cut }
  }
}

function keyOf({ node, wentUp }: { node: string; wentUp: boolean }): string {
  return wentUp ? `${node}^` : node
}
