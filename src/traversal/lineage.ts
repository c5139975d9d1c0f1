import type { Reads } from '../database/reads.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import type { Grounds } from './grounds.js'
import { projectsPayingFor, sharesMoney, stepsUp } from './lineage-climb.js'
import { type AllocationInBudget, allocationsBehind, resultsOf } from './lineage.reads.js'

export interface TrailRecord {
  readonly allocation: AllocationInBudget
  /** True where the subject is a part or result that shares the money of its project. */
  readonly undivided: boolean
  /** From the budget article to the subject. */
  readonly steps: readonly NodeLink[]
  /** What the money yields beyond the subject. */
  readonly yields: readonly NodeLink[]
}

export interface LineageRecord {
  readonly subject: NodeRecord
  readonly trails: readonly TrailRecord[]
}

/** The money behind a node: one trail for each allocation that pays for it, by code (`domain.md`, fundingLineage). */
export async function lineageOf(
  reads: Reads,
  grounds: Grounds,
  subject: NodeRecord,
  on: string | null,
): Promise<LineageRecord> {
  const shared = sharesMoney(subject.kind)
  const ways = shared
    ? await projectsPayingFor(await grounds.groundFor(stepsUp(on)), subject)
    : new Map<string, NodeLink[]>()
  const allocations = await allocationsBehind(reads, shared ? [...ways.keys()] : subject, on)
  const makers = subject.kind === 'WORKSTREAM' ? [subject.id] : projectIds(allocations)
  const results = yieldsBeyond(subject) ? await resultsOf(reads, makers) : new Map<string, NodeLink[]>()
  const trails = allocations.map((allocation): TrailRecord => {
    const way = [...standsIn(allocation), ...wayTo(subject, allocation, ways)]
    const steps = way.slice(0, way.findIndex((step) => step.id === subject.id) + 1)
    const made = results.get(subject.kind === 'WORKSTREAM' ? subject.id : (allocation.projectId ?? '')) ?? []
    const beyond = shared ? made : [...receiver(allocation), ...made]
    const yields = beyond.filter((link) => !steps.some((step) => step.id === link.id))
    return { allocation, undivided: shared && subject.kind !== 'PILLAR', steps, yields }
  })
  return { subject, trails }
}

/** A result yields nothing further by this money; whatever stands before it does. */
function yieldsBeyond({ kind }: NodeLink): boolean {
  return !['DELIVERABLE', 'BUILDING_BLOCK', 'REGULATION', 'NEED'].includes(kind)
}

function projectIds(allocations: readonly AllocationInBudget[]): string[] {
  return [...new Set(allocations.flatMap(({ projectId }) => projectId ?? []))]
}

function standsIn({ budgetArticleId, appropriationId, portfolioId }: AllocationInBudget): NodeLink[] {
  const article: NodeLink[] =
    budgetArticleId === null ? [] : [{ kind: 'BUDGET_ARTICLE', id: budgetArticleId }]
  return [...article, { kind: 'APPROPRIATION', id: appropriationId }, { kind: 'PORTFOLIO', id: portfolioId }]
}

function receiver({ projectId, entityId }: AllocationInBudget): NodeLink[] {
  if (projectId !== null) return [{ kind: 'PROJECT', id: projectId }]
  return entityId === null ? [] : [{ kind: 'ENTITY', id: entityId }]
}

/** From the portfolio on: a programme is above it, everything else is behind the allocation. */
function wayTo(
  subject: NodeRecord,
  allocation: AllocationInBudget,
  ways: ReadonlyMap<string, NodeLink[]>,
): NodeLink[] {
  const own: NodeLink = { kind: 'ALLOCATION', id: allocation.id }
  if (subject.kind === 'PROGRAMME') return [subject]
  if (subject.kind === 'DECISION') return [own, subject]
  return [own, ...(ways.get(allocation.projectId ?? '') ?? receiver(allocation))]
}
