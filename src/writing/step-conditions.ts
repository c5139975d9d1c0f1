import { addAmounts } from '../kernel/amount.js'
import type { Transition } from '../governance/cycle.js'
import { debtsOfYears } from '../funding/evaluation-debt.reads.js'
import * as stepTold from './step-told.js'
import { creditsOf, loadsOf, nodeCode, type PortfolioFacts } from './step.reads.js'
import type { SubjectRecord } from './subject.reads.js'
import type { Write } from './write.js'

interface Moving extends PortfolioFacts {
  readonly subject: SubjectRecord
  readonly transition: Transition
}

/** What must hold before portfolios take a step. @throws RefusedWrite that tells what does not, and who can mend it. */
export async function checkConditions(write: Write, movers: readonly Moving[]): Promise<void> {
  const those = (condition: Transition['conditions'][number]) =>
    movers.filter(({ transition }) => transition.conditions.includes(condition))
  await checkMoney(write, those('ADDS_UP'), movers)
  for (const mover of those('PRIOR_EVALUATION')) await checkEvaluated(write, mover, movers)
  write.refusals.throwIfAny()
}

async function checkMoney(write: Write, asked: readonly Moving[], movers: readonly Moving[]): Promise<void> {
  if (asked.length === 0) return
  const credits = await creditsOf(
    write.manager,
    asked.map(({ id }) => id),
  )
  for (const { id, subject } of asked) {
    const path = ['subjects', movers.findIndex((mover) => mover.id === id)]
    const own = credits.filter(({ portfolioId }) => portfolioId === id)
    if (own.length === 0) write.refusals.add('INVALID_TRANSITION', path, stepTold.noCredit(subject.code))
    for (const { code, amount, allocated } of own)
      if (/[1-9]/.test(addAmounts([amount, `-${allocated}`])))
        write.refusals.add('INVALID_TRANSITION', path, stepTold.doesNotAddUp(code, allocated, amount))
  }
}

/** Money of this portfolio that waits for an evaluation of what its receiver had before. */
async function checkEvaluated(write: Write, mover: Moving, movers: readonly Moving[]): Promise<void> {
  const debts = await loadsOf(write.manager).load(debtsOfYears, mover.fiscalYear)
  const open = debts.filter(
    ({ nextPortfolioId, judgements }) =>
      nextPortfolioId === mover.id && !judgements.some(({ outcome }) => outcome === 'POSITIVE'),
  )
  if (open.length === 0) return
  const names = open.slice(0, 3)
  const codes: string[] = []
  for (const { entityId, allocationId } of names)
    codes.push(await nodeCode(write.manager, entityId ?? allocationId))
  write.refusals.add(
    'INVALID_TRANSITION',
    ['subjects', movers.indexOf(mover)],
    stepTold.notEvaluated(codes, open.length - names.length),
  )
}
