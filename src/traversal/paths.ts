import type { NodeLink } from '../graph/linked-nodes.js'
import type { Ground } from './ground.js'
import { Neighbourhood, type Neighbour } from './neighbourhood.js'

export interface PathsQuestion {
  readonly from: NodeLink
  readonly to: NodeLink
  readonly maxLength: number
  readonly first: number
}

export interface PathAnswer {
  readonly length: number
  readonly nodes: readonly NodeLink[]
  /** Ids of the ties between them. */
  readonly ties: readonly string[]
}

/**
 * The shortest ways between two nodes along relations in either direction, shortest first; of ways as long, those whose
 * first steps tell more. Paths differ by their nodes; of parallel ties the one that tells most is shown. The graph is
 * opened from both ends, one step further at a time, until there are as many paths as are asked for.
 */
export async function pathsBetween(ground: Ground, question: PathsQuestion): Promise<PathAnswer[]> {
  const { from, to, maxLength, first } = question
  if (from.id === to.id) return [{ length: 0, nodes: [from], ties: [] }]
  const [start, end] = [ground.numberOf(from), ground.numberOf(to)]
  const around = new Neighbourhood(ground, start, end)
  const found: PathAnswer[] = []
  for (let length = 1; length <= maxLength && found.length < first && !around.isFull; length++) {
    await around.widen()
    if (!around.isJoined) continue
    const ways = waysOf(length, { around, start, end, most: first - found.length })
    found.push(...ways.map((way) => pathOf(ground, from, way)))
  }
  return found
}

interface Stretch {
  readonly around: Neighbourhood
  readonly start: number
  readonly end: number
  readonly most: number
}

/** Ways of exactly this length, which pass no node twice. */
function waysOf(length: number, { around, start, end, most }: Stretch): Neighbour[][] {
  const left = around.distances(length)
  const found: Neighbour[][] = []
  const extend = (at: number, way: readonly Neighbour[]): void => {
    const remaining = length - way.length
    if (remaining === 0 && at === end) found.push([...way])
    if (remaining === 0 || at === end) return
    for (const step of around.towardsEnd(at, left, remaining - 1)) {
      if (found.length >= most) return
      if (step.node === start || way.some((passed) => passed.node === step.node)) continue
      extend(step.node, [...way, step])
    }
  }
  extend(start, [])
  return found
}

function pathOf(ground: Ground, from: NodeLink, way: readonly Neighbour[]): PathAnswer {
  return {
    length: way.length,
    nodes: [from, ...way.map((step) => ground.nodeAt(step.node))],
    ties: way.map((step) => ground.tieAt(step.tie)),
  }
}
