import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { TieRecord } from '../graph/tie.reads.js'
import { type Steps, tiesOfFrontier } from './ties-of-frontier.js'

export interface PathsQuestion {
  readonly from: NodeLink
  readonly to: NodeLink
  readonly maxLength: number
  readonly steps: Steps
  readonly first: number
}

export interface PathAnswer {
  readonly length: number
  readonly nodes: readonly NodeLink[]
  readonly relations: readonly TieRecord[]
}

/** A tie and the node it leads to from where one stands. */
interface Step {
  readonly tie: TieRecord
  readonly node: NodeLink
}
type Neighbours = ReadonlyMap<string, readonly Step[]>

/**
 * The shortest ways between two nodes along relations in either direction, shortest first. Paths differ by their
 * nodes; of parallel ties the one that tells most is shown. Reads at most one statement for each step of length.
 */
export async function pathsBetween(reads: Reads, question: PathsQuestion): Promise<PathAnswer[]> {
  const { from, to, maxLength, first } = question
  if (from.id === to.id) return [{ length: 0, nodes: [from], relations: [] }]
  const neighbours = await readNeighbours(reads, question)
  const left = distances(to.id, neighbours, maxLength)
  const found: PathAnswer[] = []
  for (let length = left.get(from.id) ?? Infinity; length <= maxLength && found.length < first; length++) {
    extend({ length, nodes: [from], relations: [] }, length)
  }
  return found

  function extend(path: PathAnswer, remaining: number): void {
    const at = path.nodes.at(-1)
    if (!at || found.length >= first) return
    if (remaining === 0) {
      if (at.id === to.id) found.push(path)
      return
    }
    if (at.id === to.id) return
    for (const { tie, node } of neighbours.get(at.id) ?? []) {
      const reachable = (left.get(node.id) ?? Infinity) <= remaining - 1
      if (!reachable || path.nodes.some((passed) => passed.id === node.id)) continue
      extend({ ...path, nodes: [...path.nodes, node], relations: [...path.relations, tie] }, remaining - 1)
    }
  }
}

/** Opens the graph from both ends, the smaller side first, until every path of the length is within. */
async function readNeighbours(
  reads: Reads,
  { from, to, maxLength, steps }: PathsQuestion,
): Promise<Neighbours> {
  const neighbours = new Map<string, Step[]>()
  const sides = [from, to].map((end) => ({ frontier: [end.id], seen: new Set([end.id]) }))
  for (let opened = 0; opened < maxLength; opened++) {
    const open = sides.filter((side) => side.frontier.length > 0)
    const side = open.sort((a, b) => a.frontier.length - b.frontier.length)[0]
    if (!side) break
    const unread = side.frontier.filter((id) => !neighbours.has(id))
    const ties = unread.length > 0 ? await tiesOfFrontier(reads, unread, steps) : []
    for (const id of unread) neighbours.set(id, [])
    const asked = new Set(unread)
    for (const tie of ties) {
      const source: NodeLink = { kind: tie.sourceKind, id: tie.sourceId }
      const target: NodeLink = { kind: tie.targetKind, id: tie.targetId }
      if (asked.has(source.id)) addStep(neighbours, source.id, { tie, node: target })
      if (asked.has(target.id)) addStep(neighbours, target.id, { tie, node: source })
    }
    const reached = side.frontier.flatMap((id) => neighbours.get(id)?.map((step) => step.node.id) ?? [])
    side.frontier = [...new Set(reached)].filter((id) => !side.seen.has(id))
    for (const id of side.frontier) side.seen.add(id)
  }
  return bothWays(neighbours)
}

/** Keeps the first of parallel ties: they come in the order of what tells most. */
function addStep(neighbours: Map<string, Step[]>, from: string, step: Step): void {
  const steps = neighbours.get(from) ?? []
  if (!steps.some(({ node }) => node.id === step.node.id)) steps.push(step)
  neighbours.set(from, steps)
}

/** What was read from one end of a tie is known at the other end too. */
function bothWays(neighbours: ReadonlyMap<string, readonly Step[]>): Neighbours {
  const known = new Map<string, Step[]>([...neighbours].map(([id, steps]) => [id, [...steps]]))
  for (const [, steps] of neighbours) {
    for (const { tie, node } of steps) {
      const back =
        node.id === tie.targetId
          ? { kind: tie.sourceKind, id: tie.sourceId }
          : { kind: tie.targetKind, id: tie.targetId }
      addStep(known, node.id, { tie, node: back })
    }
  }
  return known
}

function distances(to: string, neighbours: Neighbours, maxLength: number): Map<string, number> {
  const known = new Map([[to, 0]])
  let frontier = [to]
  for (let distance = 1; distance <= maxLength && frontier.length > 0; distance++) {
    const reached = new Set(frontier.flatMap((id) => neighbours.get(id)?.map((step) => step.node.id) ?? []))
    frontier = [...reached].filter((id) => !known.has(id))
    for (const id of frontier) known.set(id, distance)
  }
  return known
}
