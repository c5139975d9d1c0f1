import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName } from '../kernel/node-kind.js'
import { DecisionRow } from '../governance/decision.table.js'
import { cycleOf } from '../programme/cycle.service.js'
import { AllocationRow } from '../funding/allocation.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import { writeChanges } from '../exchange/write-changes.js'
import type { MoveMoneyInput } from './money.input.js'
import { addRelations } from './relation-rows.js'
import * as stepTold from './step-told.js'
import { bodyCode, loadsOf, standingTies } from './step.reads.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

const AT = ['decision']

/**
 * Granted money moves by a decision that the steering body has taken (2.A of the 2025 note: priorities are adjusted during
 * the year by the steering body), to which the allocations are tied. What stood before stays in the ledger.
 */
export async function adjustBy(
  write: Write,
  granted: readonly SubjectRecord[],
  allocations: SubjectRows,
  { decision }: MoveMoneyInput,
): Promise<void> {
  if (decision == null) throw refused('INVALID_TRANSITION', AT, stepTold.adjustmentNeedsDecision)
  const paper = await write.demand({ text: decision, path: AT, kinds: ['DECISION'] })
  const decisions = await SubjectRows.ofNodes(write, 'DECISION', [paper.id])
  const row = decisions.row(DecisionRow, paper.id)
  if (row['status'] !== 'TAKEN') throw refused('INVALID_TRANSITION', AT, stepTold.notTaken(paper.code))
  for (const { id } of granted) {
    const { portfolioId, fiscalYear } = allocations.row(AllocationRow, id)
    const body = await steeringBody(write, String(portfolioId), Number(fiscalYear))
    if (body !== null && body !== row['bodyId'])
      throw refused('INVALID_TRANSITION', AT, stepTold.otherBody(await bodyCode(write.manager, body)))
  }
  const pairs = granted.map(({ id }) => ({ source: id, target: paper.id }))
  const standing = await standingTies(write.manager, 'VALIDATED_BY', pairs)
  const rows = new RowSet(write.tables)
  await addRelations(
    write,
    rows,
    granted
      .filter(({ id }) => !standing.has(`${id} ${paper.id}`))
      .map(({ kind, id }) => ({
        kind: 'VALIDATED_BY',
        source: encodeGlobalId(kindTypeName(kind), id),
        target: encodeGlobalId(kindTypeName('DECISION'), paper.id),
      })),
    AT,
    false,
    true,
  )
  write.refusals.throwIfAny()
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
}

/** The body that adjusts a portfolio, else the one that validated it; null where the graph tells neither. */
async function steeringBody(write: Write, portfolioId: string, fiscalYear: number): Promise<string | null> {
  const { steps } = await cycleOf(loadsOf(write.manager), fiscalYear, '9999-12-31')
  const own = steps.filter((step) => step.portfolioId === portfolioId)
  const bodyOf = (code: string) => own.find(({ step }) => step === code)?.bodyId ?? null
  return bodyOf('ADJUSTMENT') ?? bodyOf('VALIDATION')
}
