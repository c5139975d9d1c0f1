import type { NodeKind } from '../kernel/node-kind.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { RELATION_KINDS } from '../graph/relation-kind.js'
import type { Ground, Steps } from './ground.js'
import { NOWHERE, type Rule, Walk } from './walk.js'

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

/** The steps up from a part, result, rule or need. */
export function stepsUp(on: string | null): Steps {
  return { forwards: ['PART_OF'], backwards: ['DELIVERS', 'IMPLEMENTS', 'ANSWERS', 'PART_OF'], on }
}

/**
 * From a part, result, rule or need up to the projects that pay for it: of each, the shortest way down to the subject.
 * @param ground of `stepsUp`
 */
export async function projectsPayingFor(ground: Ground, subject: NodeLink): Promise<Map<string, NodeLink[]>> {
  const root = ground.numberOf(subject)
  const isEnd = (node: number) => node !== root && ground.kindAt(node) === 'PROJECT'
  const walk = new Walk(ground, root, ruleOf(ground, isEnd))
  const projects = new Map<string, NodeLink[]>()
  for (let level = 0; level < FURTHEST && !walk.isOver; level++) {
    await ground.open(() => walk.nodes().filter((node) => !isEnd(node)))
    walk.advance()
    walk.eachNew((arrival) => {
      const node = ground.nodeAt(walk.nodeOf(arrival))
      if (node.kind !== 'PROJECT') return
      const down = walk.wayTo(arrival).reverse()
      projects.set(node.id, [...down.map((step) => ground.nodeAt(walk.nodeOf(step))), subject])
    })
  }
  walk.end()
  return projects
}

/** A part belongs to its whole; only a main line hands down to its projects, at which a way ends. */
function ruleOf(ground: Ground, isEnd: (node: number) => boolean): Rule {
  return (state, rank, back, near, far) => {
    const [from, to] = [ground.kindAt(near), ground.kindAt(far)]
    if (isEnd(near) || !ON_THE_WAY.includes(to)) return NOWHERE
    const downwards = rank === RELATION_KINDS.PART_OF.rank && back
    return !downwards || (from === 'PILLAR' && to === 'PROJECT') ? state : NOWHERE
  }
}
