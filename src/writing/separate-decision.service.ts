import { AllocationRow } from '../funding/allocation.table.js'
import { settleEvidence } from './step-evidence.js'
import * as stepTold from './step-told.js'
import type { TakeStepInput } from './step.input.js'
import { bodiesOfStep } from './step.reads.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

/** Grants subsidies by a decision of their own, all or none; the one that is expected where they share one. */
export async function decideApart(
  write: Write,
  { subjects: named, evidence: input, expectedVersion }: TakeStepInput,
): Promise<{
  subjects: readonly Pick<SubjectRecord, 'kind' | 'id'>[]
  evidence: Pick<SubjectRecord, 'kind' | 'id'>
}> {
  const { role } = write.caller
  if (role !== 'SECRETARIAT' && role !== 'ADMINISTRATOR')
    throw refused('FORBIDDEN', ['step'], stepTold.notYours(role, 'SEPARATE_DECISION', ['SECRETARIAT']))
  const found = await write.find(
    named.map((text, at) => ({ text, path: ['subjects', at], kinds: ['ALLOCATION'] })),
  )
  write.refusals.throwIfAny()
  const subjects = found.filter((subject) => subject !== undefined)
  write.allow('TAKE_STEP', subjects, ['subjects'])
  const ids = subjects.map(({ id }) => id)
  await write.claim(ids, expectedVersion)
  const rows = await SubjectRows.ofNodes(write, 'ALLOCATION', ids)
  for (const [at, { id, code }] of subjects.entries()) {
    const { status, allocationKind } = rows.row(AllocationRow, id)
    if (ids.indexOf(id) < at) write.refusals.add('BAD_USER_INPUT', ['subjects', at], told.repeated(code))
    if (status !== 'PROPOSED' || allocationKind !== 'SUBSIDY')
      write.refusals.add('INVALID_TRANSITION', ['subjects', at], stepTold.notASubsidy(code))
  }
  write.refusals.throwIfAny()
  const decisions = new Set(ids.map((id) => rows.row(AllocationRow, id)['decisionId']))
  const [shared] = decisions.size === 1 ? decisions : []
  const portfolios = ids.map((id) => {
    const { portfolioId, fiscalYear } = rows.row(AllocationRow, id)
    return { id: String(portfolioId), fiscalYear: Number(fiscalYear) }
  })
  const evidence = await settleEvidence(write, input, {
    step: 'SEPARATE_DECISION',
    leaves: ['DECISION'],
    waiting: typeof shared === 'string' ? [{ kind: 'DECISION', id: shared }] : [],
    bodies: await bodiesOfStep(write.manager, portfolios, ['SEPARATE_DECISION', 'RATIFICATION'], input.date),
    fiscalYear: null,
  })
  for (const id of ids) rows.patch(AllocationRow, id, { status: 'GRANTED', decisionId: evidence.id })
  await rows.save()
  return { subjects, evidence }
}
