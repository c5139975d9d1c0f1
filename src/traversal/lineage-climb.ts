import type { NodeKind } from '../kernel/node-kind.js'
import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { TieRecord } from '../graph/tie.reads.js'
import { type Steps, tiesOfFrontier } from './ties-of-frontier.js'

/** Money reaches these only through a project: they share what the project has. */
const SHARERS: readonly NodeKind[] = [
  'WORKSTREAM',
  'DELIVERABLE',
  'BUILDING_BLOCK',
  'REGULATION',
  'NEED',
  'PILLAR',
]
const ON_THE_WAY: readonly NodeKind[] = ['PROJECT', 'WORKSTREAM', 'DELIVERABLE', 'BUILDING_BLOCK', 'PILLAR']
const FURTHEST = 4

export function sharesMoney(kind: NodeKind): boolean {
  return SHARERS.includes(kind)
}

/** From a part, result, rule or need up to the projects that pay for it: of each, the shortest way down to the subject. */
export async function projectsPayingFor(
  reads: Reads,
  subject: NodeLink,
  on: string | null,
): Promise<Map<string, NodeLink[]>> {
  const steps: Steps = {
    forwards: ['PART_OF'],
    backwards: ['DELIVERS', 'IMPLEMENTS', 'ANSWERS', 'PART_OF'],
    on,
  }
  const projects = new Map<string, NodeLink[]>()
  const seen = new Set([subject.id])
  let frontier = new Map<string, NodeLink[]>([[subject.id, [subject]]])
  for (let level = 0; level < FURTHEST && frontier.size > 0; level++) {
    const next = new Map<string, NodeLink[]>()
    for (const tie of await tiesOfFrontier(reads, [...frontier.keys()], steps)) {
      const { from, to } = climbed(tie, frontier)
      const way = frontier.get(from.id)
      if (!way || seen.has(to.id) || !mayClimb(tie, from.kind, to)) continue
      seen.add(to.id)
      const reached = to.kind === 'PROJECT' ? projects : next
      reached.set(to.id, [to, ...way])
    }
    frontier = next
  }
  return projects
}

function climbed(tie: TieRecord, frontier: ReadonlyMap<string, unknown>): { from: NodeLink; to: NodeLink } {
  const source: NodeLink = { kind: tie.sourceKind, id: tie.sourceId }
  const target: NodeLink = { kind: tie.targetKind, id: tie.targetId }
  const toWhole = tie.kind === 'PART_OF' && frontier.has(source.id)
  return toWhole ? { from: source, to: target } : { from: target, to: source }
}

/** A part belongs to its whole; only a main line hands down to its projects. */
function mayClimb(tie: TieRecord, from: NodeKind, to: NodeLink): boolean {
  if (!ON_THE_WAY.includes(to.kind)) return false
  const downwards = tie.kind === 'PART_OF' && tie.sourceId === to.id
  return !downwards || (from === 'PILLAR' && to.kind === 'PROJECT')
}
