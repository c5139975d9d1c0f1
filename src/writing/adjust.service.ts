import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName } from '../kernel/node-kind.js'
import { DecisionRow } from '../governance/decision.table.js'
import { AllocationRow } from '../funding/allocation.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import { writeChanges } from '../exchange/write-changes.js'
import type { MoveMoneyInput } from './money.input.js'
import { addRelations } from './relation-rows.js'
import * as stepTold from './step-told.js'
import { bodiesOfStep, standingTies } from './step.reads.js'
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
  const portfolios = granted.map(({ id }) => {
    const { portfolioId, fiscalYear } = allocations.row(AllocationRow, id)
    return { id: String(portfolioId), fiscalYear: Number(fiscalYear) }
  })
  // Who adjusts a portfolio; where the graph tells none, who validated it.
  const bodies = await bodiesOfStep(write.manager, portfolios, ['ADJUSTMENT', 'VALIDATION'], '9999-12-31')
  for (const body of bodies)
    if (body.id !== row['bodyId']) throw refused('INVALID_TRANSITION', AT, stepTold.otherBody(body.code))
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
