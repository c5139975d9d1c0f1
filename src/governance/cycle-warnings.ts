import { dayAfter } from '../kernel/fuzzy-date.js'
import { STEP_NAMES } from './cycle-names.js'
import type { StepState } from './cycle-state.js'
import { type CycleStepCode, RESTS_ON } from './cycle.js'

export const WARNING_CODES = ['DONE_BEFORE', 'DUE_BEFORE'] as const
export type WarningCode = (typeof WARNING_CODES)[number]

/** Two steps of which the one that ought to rest on the other comes first. */
export interface CycleWarning {
  readonly code: WarningCode
  readonly step: CycleStepCode
  readonly fiscalYear: number
  readonly restsOn: CycleStepCode
  readonly restsOnFiscalYear: number
}

/**
 * Where the process contradicts itself. Of what was never stated nothing can be said.
 *
 * @param before the steps of the same programmes in the year before
 */
export function warningsOf(
  fiscalYear: number,
  now: readonly StepState[],
  before: readonly StepState[],
): CycleWarning[] {
  return RESTS_ON.flatMap(({ step, on, years }): CycleWarning[] => {
    const first = now.find((one) => one.step === step)
    const rest = (years === 0 ? now : before).find((one) => one.step === on)
    if (!first || !rest || rest.status === 'NOT_STATED') return []
    const code = contradiction(first, rest)
    return code === null
      ? []
      : [{ code, step, fiscalYear, restsOn: on, restsOnFiscalYear: fiscalYear + years }]
  })
}

function contradiction(first: StepState, rest: StepState): WarningCode | null {
  if (first.status === 'DONE' && first.date !== null)
    return rest.status !== 'DONE' || (rest.date !== null && rest.date > first.date) ? 'DONE_BEFORE' : null
  if (rest.status === 'DONE' || first.due === null || rest.due === null) return null
  return dayAfter(first.due) < dayAfter(rest.due) ? 'DUE_BEFORE' : null
}

export function warningText({ code, step, fiscalYear, restsOn, restsOnFiscalYear }: CycleWarning): {
  readonly nl: string
  readonly en: string
} {
  const [first, rest] = [STEP_NAMES[step], STEP_NAMES[restsOn]]
  return code === 'DONE_BEFORE'
    ? {
        nl: `${first.nl} (${fiscalYear}) gebeurde vóór ${rest.nl} (${restsOnFiscalYear}), waarop ze hoort te steunen`,
        en: `${first.en} (${fiscalYear}) was done before ${rest.en} (${restsOnFiscalYear}), on which it ought to rest`,
      }
    : {
        nl: `${first.nl} (${fiscalYear}) is voorzien vóór ${rest.nl} (${restsOnFiscalYear}), waarop ze hoort te steunen`,
        en: `${first.en} (${fiscalYear}) is due before ${rest.en} (${restsOnFiscalYear}), on which it ought to rest`,
      }
}
