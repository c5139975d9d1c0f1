import type { CycleStepCode } from './cycle.js'

/** What the steps are called. */
export const STEP_NAMES: Readonly<Record<CycleStepCode, { readonly nl: string; readonly en: string }>> = {
  NEEDS: { nl: 'Noden opvangen', en: 'Gathering needs' },
  DRAFT: { nl: 'Portfolio voorbereiden', en: 'Drafting the portfolio' },
  PLAN: { nl: 'Plan en budget van meerjarige projecten', en: 'Plan and budget of multi-year projects' },
  CONTINUATION: { nl: 'Beslissing over doorlopen', en: 'Decision on running on' },
  PRESENTATION: { nl: 'Voorstelling aan het stuurorgaan', en: 'Presentation to the steering body' },
  PRIOR_EVALUATION: {
    nl: 'Evaluatie voor de voordracht',
    en: 'Evaluation before the nomination',
  },
  VALIDATION: { nl: 'Validering en voordracht', en: 'Validation and nomination' },
  ADVICE: { nl: 'Advies van de Inspectie van Financiën', en: 'Advice of the Inspectorate of Finance' },
  BUDGET_AGREEMENT: { nl: 'Begrotingsakkoord', en: 'Budget agreement' },
  RATIFICATION: { nl: 'Bekrachtiging door de regering', en: 'Ratification by the government' },
  SEPARATE_DECISION: { nl: 'Aparte beslissing over de subsidie', en: 'Separate decision on the subsidy' },
  ADJUSTMENT: { nl: 'Tussentijdse bijsturing', en: 'Adjustment during the year' },
  EVALUATION: { nl: 'Evaluatie van de resultaten', en: 'Evaluation of the results' },
}
