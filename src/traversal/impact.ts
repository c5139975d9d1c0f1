import type { NodeKind } from '../kernel/node-kind.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { RELATION_KINDS, RELATION_KIND_NAMES, type RelationKind } from '../graph/relation-kind.js'
import { FirstFew } from './first-few.js'
import type { Ground, Steps } from './ground.js'
import { NOWHERE, type Rule, Walk } from './walk.js'

/** What is asked of one root; all numbers from 1. */
export interface ImpactQuestion {
  readonly root: NodeLink
  readonly depth: number
  /** Only along these kinds; kinds that carry no impact are of no account. */
  readonly kinds: readonly RelationKind[] | null
  readonly on: string | null
  /** Only nodes of these kinds are hits; the way to them may pass others. */
  readonly nodeKinds: readonly NodeKind[] | null
  /** How many hits to tell. */
  readonly first: number
}

export interface ImpactHit {
  readonly node: NodeLink
  readonly distance: number
  /** Ids of the ties of one shortest path from the root. */
  readonly path: readonly string[]
}

export interface ImpactAnswer {
  /** Nearest first; each node once. */
  readonly hits: readonly ImpactHit[]
  /** How many there are, also those not told. */
  readonly count: number
  /** True where the walk stopped, because it had come to very many nodes. */
  readonly cut: boolean
}

/** No walk goes on from more nodes than this. */
const LARGEST_WALK = 100_000

/**
 * What is touched when a node changes. Each kind of relation says which way it carries impact; along DELIVERS
 * a path goes from a result up to what delivers it, or down, but never up and later down again: one result of
 * a project does not touch its siblings. Roots that ask alike are walked together, over ground that is opened once.
 */
export async function impactOf(
  groundFor: (steps: Steps) => Promise<Ground>,
  questions: readonly ImpactQuestion[],
): Promise<ImpactAnswer[]> {
  const answers = new Map<ImpactQuestion, ImpactAnswer>()
  const keyOf = ({ kinds, on }: ImpactQuestion) => JSON.stringify([kinds, on])
  for (const key of new Set(questions.map(keyOf))) {
    const alike = questions.filter((question) => keyOf(question) === key)
    for (const [i, answer] of (await walkTogether(groundFor, alike)).entries()) {
      answers.set(alike[i] as ImpactQuestion, answer)
    }
  }
  return questions.map((question) => answers.get(question) as ImpactAnswer)
}

async function walkTogether(
  groundFor: (steps: Steps) => Promise<Ground>,
  questions: readonly ImpactQuestion[],
): Promise<ImpactAnswer[]> {
  const ground = await groundFor(impactSteps(questions[0] as ImpactQuestion))
  const walks = questions.map((question) => new ImpactWalk(ground, question))
  for (let level = 1; ; level++) {
    const open = walks.filter((walk) => walk.goesTo(level))
    if (open.length === 0) return walks.map((walk) => walk.answer())
    await ground.open(() => new Set(open.flatMap((walk) => walk.nodes())))
    for (const walk of open) walk.advance(level)
  }
}

function impactSteps({ kinds, on }: ImpactQuestion): Steps {
  const asked = RELATION_KIND_NAMES.filter((kind) => kinds === null || kinds.includes(kind))
  const towards = (...directions: string[]) =>
    asked.filter((kind) => directions.includes(RELATION_KINDS[kind].impact))
  return { forwards: towards('TO_TARGET', 'BOTH'), backwards: towards('TO_SOURCE', 'BOTH'), on }
}

/** Of a walk that went up along DELIVERS the state is 1 from then on. */
const UP = 1
const DELIVERS = RELATION_KINDS.DELIVERS.rank

const impactRule: Rule = (state, rank, back) => {
  if (rank !== DELIVERS) return state
  return back ? UP : state === UP ? NOWHERE : state
}

class ImpactWalk {
  readonly #walk: Walk
  readonly #hits: ImpactHit[] = []
  #count = 0
  #reached = 0
  #cut = false

  constructor(
    private readonly ground: Ground,
    private readonly question: ImpactQuestion,
  ) {
    this.#walk = new Walk(ground, ground.numberOf(question.root), impactRule)
  }

  goesTo(level: number): boolean {
    if (level > this.question.depth || this.#walk.isOver) return false
    this.#cut = this.#reached >= LARGEST_WALK
    return !this.#cut
  }

  nodes(): number[] {
    return this.#walk.nodes()
  }

  advance(level: number): void {
    const walk = this.#walk
    const missing = this.question.first - this.#hits.length
    const nearest = new FirstFew(missing, (a, b) => walk.compareTold(a, b))
    walk.advance()
    walk.eachNew((arrival) => {
      this.#reached++
      if (!this.#isAskedFor(arrival)) return
      this.#count++
      if (missing > 0) nearest.add(arrival)
    })
    for (const arrival of nearest.all) this.#hits.push(this.#hit(arrival, level))
  }

  /** The ids on its path are told only to who asks for them. */
  #hit(arrival: number, distance: number): ImpactHit {
    const { ground } = this
    const ties = this.#walk.tiesTo(arrival)
    return {
      node: ground.nodeAt(this.#walk.nodeOf(arrival)),
      distance,
      get path() {
        return ties.map((tie) => ground.tieAt(tie))
      },
    }
  }

  #isAskedFor(arrival: number): boolean {
    const { nodeKinds } = this.question
    return nodeKinds === null || nodeKinds.includes(this.ground.kindAt(this.#walk.nodeOf(arrival)))
  }

  answer(): ImpactAnswer {
    this.#walk.end()
    return { hits: this.#hits, count: this.#count, cut: this.#cut }
  }
}
