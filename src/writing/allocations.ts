import { nodeIdentity } from '../kernel/identity.js'
import { AllocationRow, type AllocationStatus } from '../funding/allocation.table.js'
import type { Cell } from '../exchange/seed-row.js'
import type { NewNodeInput } from './node.input.js'
import type { ResolvedNode } from './resolve-nodes.js'
import { appropriationFacts, type SubjectRecord } from './subject.reads.js'
import type { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import type { InputPath, Told } from './user-error.js'
import type { Write } from './write.js'

/** Statuses that a correction may lead to; publishing and withdrawing have mutations of their own. */
const CORRECTIONS: Readonly<Record<AllocationStatus, readonly AllocationStatus[]>> = {
  DRAFT: [],
  PROPOSED: ['GRANTED'],
  GRANTED: [],
  WITHDRAWN: [],
}

/**
 * Portfolio and year follow the appropriation; the status moves along its steps only, and what is granted has its decision.
 */
export async function checkCorrectedAllocation(
  write: Write,
  { id, kind }: SubjectRecord,
  rows: SubjectRows,
  { columns }: ResolvedNode,
): Promise<void> {
  if (kind !== 'ALLOCATION') return
  const path = ['change', 'details', 'allocation']
  const { appropriationId } = columns
  if (typeof appropriationId === 'string') {
    const { portfolioId, fiscalYear } =
      (await appropriationFacts(write.manager, [appropriationId])).get(appropriationId) ?? {}
    rows.patch(AllocationRow, id, { portfolioId: portfolioId ?? null, fiscalYear: fiscalYear ?? null })
  }
  const before = rows.before(AllocationRow, id)
  const after = rows.row(AllocationRow, id)
  const [from, to] = [before?.['status'], after['status']] as AllocationStatus[]
  if (from === undefined || to === undefined) throw new Error(`allocation ${id} without a status`)
  if (from !== to && !CORRECTIONS[from].includes(to))
    write.refusals.add('INVALID_TRANSITION', [...path, 'status'], told.noStep(from, to))
  if (to === 'GRANTED' && after['decisionId'] === null && (from !== to || 'decisionId' in columns))
    write.refusals.add('CONSTRAINT_VIOLATED', [...path, 'decision'], told.grantNeedsDecision)
  if (after['projectId'] === null && after['entityId'] === null)
    write.refusals.add('CONSTRAINT_VIOLATED', [...path, 'project'], told.oneReceiver)
}

/**
 * Fills in what follows from the appropriation of a new allocation (its portfolio and year) and from its being a draft or
 * not (its status), and sees that it has a receiver, and a decision where it is granted.
 */
export async function checkNewAllocations(
  write: Write,
  inputs: readonly NewNodeInput[],
  resolved: readonly ResolvedNode[],
  isDraft: boolean,
  { at, details }: { readonly at: InputPath; readonly details: InputPath },
): Promise<readonly ResolvedNode[]> {
  if (!inputs.some(({ kind }) => kind === 'ALLOCATION')) return resolved
  const stored = await appropriationFacts(
    write.manager,
    resolved.flatMap(({ columns }) => columns['appropriationId'] ?? []).map(String),
  )
  const created = new Map(
    inputs.flatMap(({ kind, code }, i) =>
      kind === 'APPROPRIATION' ? [[nodeIdentity({ kind, code }), resolved[i]?.columns] as const] : [],
    ),
  )
  return resolved.map((parts, i) => {
    if (inputs[i]?.kind !== 'ALLOCATION') return parts
    const path = [...at, i, ...details]
    const { appropriationId, projectId, entityId, decisionId } = parts.columns
    const status = inputs[i].details?.allocation?.status ?? (isDraft ? 'DRAFT' : 'PROPOSED')
    const refuse = (field: string, why: Told): undefined =>
      write.refusals.add('CONSTRAINT_VIOLATED', [...path, field], why)
    if (projectId === null && entityId === null) refuse('project', told.oneReceiver)
    if ((status === 'DRAFT') !== isDraft) refuse('status', told.draftedMoney)
    if (status === 'WITHDRAWN') refuse('status', told.noStep('-', status))
    if (status === 'GRANTED' && decisionId === null) refuse('decision', told.grantNeedsDecision)
    const facts = created.get(String(appropriationId)) ?? stored.get(String(appropriationId))
    const own: Record<string, Cell> = {
      portfolioId: facts?.['portfolioId'] ?? null,
      fiscalYear: facts?.['fiscalYear'] ?? null,
      status,
    }
    return { ...parts, columns: { ...parts.columns, ...own } }
  })
}
