import sql from 'sql-template-tag'
import type { Connections } from '../../src/database/connections.js'
import type { NodeKind } from '../../src/kernel/node-kind.js'
import type { NodeLink } from '../../src/graph/linked-nodes.js'
import type { RelationKind } from '../../src/graph/relation-kind.js'
import type { Steps } from '../../src/traversal/ground.js'
import type { ImpactAnswer, ImpactQuestion } from '../../src/traversal/impact.js'
import type { PathAnswer, PathsQuestion } from '../../src/traversal/paths.js'

/** A step as whoever asks may take it. */
export interface Step {
  readonly near: string
  readonly nearKind: NodeKind
  readonly far: string
  readonly farKind: NodeKind
  readonly kind: RelationKind
  readonly impact: string
  readonly id: string
  readonly isBack: boolean
  readonly periods: readonly (string | null)[]
}

/** Every step, both ways, in the order in which steps are to be tried. */
export function readSteps(connections: Connections): Promise<Step[]> {
  return connections.rows<Step>(sql`
    select step.*, n.kind as "farKind", k.impact,
      array[tie_from, tie_to, n.valid_from, n.valid_to]::text[] as periods
    from (
      select source_id as near, source_kind as "nearKind", target_id as far, kind, id, false as "isBack", valid_from as tie_from, valid_to as tie_to from tie
      union all select target_id, target_kind, source_id, kind, id, true, valid_from, valid_to from tie
    ) step join node n on n.id = step.far join relation_kind k on k.kind = step.kind
    order by k.rank, n.code, n.kind collate "C", step.id collate "C"`)
}

export function allowedSteps(all: readonly Step[], { forwards, backwards, on, named = [] }: Steps): Step[] {
  return all.filter(({ kind, isBack, far, periods: [from, to, nodeFrom, nodeTo] }) => {
    if (!(isBack ? backwards : forwards).includes(kind)) return false
    const holds = (first: string | null = null, end: string | null = null) =>
      on === null || ((first === null || first <= on) && (end === null || on < end))
    return holds(from, to) && (named.includes(far) || holds(nodeFrom, nodeTo))
  })
}

/** What impact means, said as plainly as can be: everything in order, the first that arrives has it. */
export function impactMeans(all: readonly Step[], question: ImpactQuestion): ImpactAnswer {
  const { root, depth, kinds, on, nodeKinds, first } = question
  const carries = (step: Step) =>
    (kinds?.includes(step.kind) ?? true) &&
    (step.impact === 'BOTH' || step.impact === (step.isBack ? 'TO_SOURCE' : 'TO_TARGET'))
  const every = all.map(({ kind }) => kind)
  const steps = allowedSteps(all.filter(carries), { forwards: every, backwards: every, on })
  const seen = new Set([`${root.id} false`])
  const hits = new Map<string, ImpactAnswer['hits'][number]>()
  let states = [{ node: root.id, wentUp: false, path: [] as string[] }]
  for (let distance = 1; distance <= depth; distance++) {
    const next: typeof states = []
    for (const step of steps) {
      for (const state of states.filter(({ node }) => node === step.near)) {
        if (step.kind === 'DELIVERS' && !step.isBack && state.wentUp) continue
        const wentUp = state.wentUp || (step.kind === 'DELIVERS' && step.isBack)
        if (seen.has(`${step.far} ${wentUp}`)) continue
        seen.add(`${step.far} ${wentUp}`)
        const path = [...state.path, step.id]
        next.push({ node: step.far, wentUp, path })
        if (step.far !== root.id && !hits.has(step.far))
          hits.set(step.far, { node: { kind: step.farKind, id: step.far }, distance, path })
      }
    }
    states = next.sort((a, b) => Number(a.wentUp) - Number(b.wentUp))
  }
  const asked = [...hits.values()].filter(({ node }) => nodeKinds?.includes(node.kind) ?? true)
  return { hits: asked.slice(0, first), count: asked.length, cut: false }
}

/** What paths mean: all ways that pass no node twice, by length, each of parallel ties counted once. */
export function pathsMean(steps: readonly Step[], question: PathsQuestion): PathAnswer[] {
  const { from, to, maxLength, first } = question
  const telling = steps.filter(
    (step, i) => steps.findIndex((other) => other.near === step.near && other.far === step.far) === i,
  )
  const found: PathAnswer[] = []
  const extend = (path: PathAnswer): void => {
    const at = path.nodes.at(-1)?.id
    if (at === to.id) found.push(path)
    if (at === to.id || path.length === maxLength) return
    for (const step of telling.filter(({ near }) => near === at)) {
      if (path.nodes.some(({ id }) => id === step.far)) continue
      const nodes = [...path.nodes, { kind: step.farKind, id: step.far }]
      extend({ length: path.length + 1, nodes, ties: [...path.ties, step.id] })
    }
  }
  extend({ length: 0, nodes: [{ kind: from.kind, id: from.id }], ties: [] })
  return found.sort((a, b) => a.length - b.length).slice(0, first)
}

const ON_THE_WAY: readonly NodeKind[] = ['PROJECT', 'WORKSTREAM', 'DELIVERABLE', 'BUILDING_BLOCK', 'PILLAR']

/** What the climb to the projects that pay means: up to four steps, to each by the first way that arrives. */
export function climbMeans(steps: readonly Step[], subject: NodeLink): [string, NodeLink[]][] {
  const projects = new Map<string, NodeLink[]>()
  const seen = new Set([subject.id])
  let ways = new Map([[subject.id, [subject]]])
  for (let level = 1; level <= 4; level++) {
    const next = new Map<string, NodeLink[]>()
    for (const { near, nearKind, far, farKind, kind, isBack } of steps) {
      const way = ways.get(near)
      const handsDown = kind === 'PART_OF' && isBack
      if (!way || seen.has(far) || !ON_THE_WAY.includes(farKind)) continue
      if (handsDown && !(nearKind === 'PILLAR' && farKind === 'PROJECT')) continue
      seen.add(far)
      const reached = farKind === 'PROJECT' ? projects : next
      reached.set(far, [{ kind: farKind, id: far }, ...way])
    }
    ways = next
  }
  return inOrder(projects)
}

export function inOrder(ways: ReadonlyMap<string, NodeLink[]>): [string, NodeLink[]][] {
  return [...ways].sort(([a], [b]) => (a < b ? -1 : 1))
}
