import type { GateCode } from './gates.js'

/** What the gates are called. */
export const GATE_NAMES: Readonly<Record<GateCode, { readonly nl: string; readonly en: string }>> = {
  PLAN: { nl: 'Plan en budget over meer jaren', en: 'Plan and budget over several years' },
  CONTINUATION: { nl: 'Beslissing over doorlopen', en: 'Decision on running on' },
  NOMINATION: { nl: 'Voordracht door het stuurorgaan', en: 'Nomination by the steering body' },
  ADVICE: { nl: 'Advies van de Inspectie van Financiën', en: 'Advice of the Inspectorate of Finance' },
  BUDGET_AGREEMENT: { nl: 'Begrotingsakkoord', en: 'Budget agreement' },
  DECISION: { nl: 'Beslissing van de Vlaamse Regering', en: 'Decision of the Flemish Government' },
  SEPARATE_DECISION: { nl: 'Aparte beslissing over de subsidie', en: 'Separate decision on the subsidy' },
  EVALUATION: { nl: 'Evaluatie', en: 'Evaluation' },
}
