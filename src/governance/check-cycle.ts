import { RELATION_KINDS } from '../graph/relation-kind.js'
import { CYCLE_STEP_CODES, PORTFOLIO_STAGES, type PortfolioStage, type Transition } from './cycle.js'

/**
 * What is wrong with a transition table; nothing where a portfolio of either sort of money comes from its draft to its
 * evaluation, always forwards, by steps that somebody may take and that leave something behind.
 */
export function faultsOfCycle(table: readonly Transition[]): string[] {
  return [...new Set(table.map(({ money }) => money))].flatMap((money) => {
    const own = table.filter((one) => one.money === money)
    const reached = new Set<PortfolioStage>(['DRAFTED', ...own.map(({ to }) => to)])
    return [
      ...own.flatMap((one) => faultsOfTransition(one).map((fault) => `${money} ${one.step}: ${fault}`)),
      ...own
        .filter((one, at) => own.findIndex(({ step }) => step === one.step) < at)
        .map(({ step }) => `${money} ${step}: stands there twice`),
      ...own
        .filter(({ from }) => !from.some((stage) => reached.has(stage)))
        .map(({ step, from }) => `${money} ${step}: no step leads to ${from.join(' or ')}`),
      ...[...reached]
        .filter((stage) => stage !== 'EVALUATED' && !own.some(({ from }) => from.includes(stage)))
        .map((stage) => `${money}: no step leads away from ${stage}`),
      ...(reached.has('EVALUATED') ? [] : [`${money}: no step leads to EVALUATED`]),
    ]
  })
}

function faultsOfTransition({ step, from, to, roles, leaves, tie }: Transition): string[] {
  const place = (stage: PortfolioStage) => PORTFOLIO_STAGES.indexOf(stage)
  return [
    ...(CYCLE_STEP_CODES.includes(step) ? [] : ['is no step']),
    ...(from.length > 0 && from.every((stage) => place(stage) < place(to)) ? [] : ['does not lead forwards']),
    ...(roles.length > 0 ? [] : ['nobody may take it']),
    ...(leaves.length > 0 ? [] : ['leaves nothing behind']),
    ...(tie.kind in RELATION_KINDS ? [] : ['is tied by no kind of relation']),
  ]
}

/** @throws Error that lists the faults; the service does not start with a table that leads nowhere. */
export function checkCycle(table: readonly Transition[]): void {
  const faults = faultsOfCycle(table)
  if (faults.length > 0) throw new Error(`the transition table of portfolios: ${faults.join('; ')}`)
}
