import type { NodeKind } from '../kernel/node-kind.js'
import type { Role } from '../access/caller.js'
import type { RelationKind } from '../graph/relation-kind.js'

/** What the year asks for, in the order in which it is listed (`domain.md`, the yearly cycle). */
export const CYCLE_STEP_CODES = [
  'NEEDS',
  'DRAFT',
  'PLAN',
  'CONTINUATION',
  'PRESENTATION',
  'PRIOR_EVALUATION',
  'VALIDATION',
  'ADVICE',
  'BUDGET_AGREEMENT',
  'RATIFICATION',
  'SEPARATE_DECISION',
  'ADJUSTMENT',
  'EVALUATION',
] as const
export type CycleStepCode = (typeof CYCLE_STEP_CODES)[number]

/** How far a portfolio has come. It follows from what happened, and is stored nowhere. */
export const PORTFOLIO_STAGES = [
  'DRAFTED',
  'PRESENTED',
  'VALIDATED',
  'ADVISED',
  'AGREED',
  'RATIFIED',
  'EVALUATED',
] as const
export type PortfolioStage = (typeof PORTFOLIO_STAGES)[number]

/** What the money of a portfolio is for, as far as the cycle minds. */
type Money = 'INVESTMENT' | 'OPERATING'

/** What must hold before a step is taken, beside the stage. */
export type CycleCondition = 'ADDS_UP' | 'PRIOR_EVALUATION'

/** A step that brings a portfolio from one stage to another, and what it leaves behind. */
export interface Transition {
  readonly step: CycleStepCode
  readonly money: Money
  /** Any of these will do. */
  readonly from: readonly PortfolioStage[]
  readonly to: PortfolioStage
  /** Who may take it, beside whoever keeps the service running. */
  readonly roles: readonly Role[]
  /** The kinds of node that may show it. */
  readonly leaves: readonly NodeKind[]
  /** How that node is tied to the portfolio; `EVIDENCE` where it is the source of the tie. */
  readonly tie: { readonly kind: RelationKind; readonly source: 'PORTFOLIO' | 'EVIDENCE' }
  readonly conditions: readonly CycleCondition[]
}

/** The transition table: every way in which a portfolio moves on. */
export const TRANSITIONS: readonly Transition[] = [
  {
    step: 'PRESENTATION',
    money: 'INVESTMENT',
    from: ['DRAFTED'],
    to: 'PRESENTED',
    roles: ['PROGRAMME_OFFICE', 'STEERING_BODY'],
    leaves: ['MEETING'],
    tie: { kind: 'PRECEDES', source: 'EVIDENCE' },
    conditions: [],
  },
  {
    step: 'VALIDATION',
    money: 'INVESTMENT',
    from: ['PRESENTED'],
    to: 'VALIDATED',
    roles: ['STEERING_BODY'],
    leaves: ['DECISION', 'MEETING'],
    tie: { kind: 'VALIDATED_BY', source: 'PORTFOLIO' },
    conditions: ['ADDS_UP'],
  },
  // The operating money goes to the steering body once: with the evaluation of what it was spent on (2.B of the 2025 note).
  {
    step: 'VALIDATION',
    money: 'OPERATING',
    from: ['DRAFTED'],
    to: 'VALIDATED',
    roles: ['STEERING_BODY'],
    leaves: ['DECISION', 'MEETING'],
    tie: { kind: 'VALIDATED_BY', source: 'PORTFOLIO' },
    conditions: ['ADDS_UP', 'PRIOR_EVALUATION'],
  },
  ...(['INVESTMENT', 'OPERATING'] as const).flatMap((money): Transition[] => [
    {
      step: 'ADVICE',
      money,
      from: ['VALIDATED'],
      to: 'ADVISED',
      roles: ['INSPECTORATE'],
      leaves: ['ADVICE'],
      tie: { kind: 'ADVISED_BY', source: 'PORTFOLIO' },
      conditions: [],
    },
    {
      step: 'BUDGET_AGREEMENT',
      money,
      from: ['ADVISED'],
      to: 'AGREED',
      roles: ['INSPECTORATE'],
      leaves: ['ADVICE'],
      tie: { kind: 'ADVISED_BY', source: 'PORTFOLIO' },
      conditions: [],
    },
    {
      step: 'RATIFICATION',
      money,
      from: ['AGREED'],
      to: 'RATIFIED',
      roles: ['SECRETARIAT'],
      leaves: ['DECISION'],
      tie: { kind: 'DECIDED_BY', source: 'PORTFOLIO' },
      conditions: ['ADDS_UP'],
    },
    {
      step: 'EVALUATION',
      money,
      from: ['RATIFIED'],
      to: 'EVALUATED',
      roles: ['STEERING_BODY'],
      leaves: ['EVALUATION'],
      tie: { kind: 'EVALUATES', source: 'EVIDENCE' },
      conditions: [],
    },
  ]),
]

/** When a step falls due by rule: a quarter of the fiscal year, or of a year beside it (2.A of the 2025 note). */
export interface DueRule {
  readonly quarter: 1 | 2 | 3 | 4
  /** Years after the fiscal year. */
  readonly after: number
}

export const DUE_RULES: Partial<Readonly<Record<CycleStepCode, DueRule>>> = {
  DRAFT: { quarter: 2, after: -1 },
  PRESENTATION: { quarter: 4, after: -1 },
  VALIDATION: { quarter: 4, after: -1 },
  EVALUATION: { quarter: 1, after: 1 },
}

/** Steps that stand open all the time: there is no day on which they are done. */
export const STANDING_STEPS: readonly CycleStepCode[] = ['NEEDS', 'ADJUSTMENT']

/** What a step ought to rest on: a step of its own year, or of a year before. */
export const RESTS_ON: readonly {
  readonly step: CycleStepCode
  readonly on: CycleStepCode
  readonly years: number
}[] = [
  { step: 'CONTINUATION', on: 'EVALUATION', years: -1 },
  { step: 'VALIDATION', on: 'PRIOR_EVALUATION', years: 0 },
  { step: 'ADVICE', on: 'VALIDATION', years: 0 },
  { step: 'BUDGET_AGREEMENT', on: 'ADVICE', years: 0 },
  { step: 'RATIFICATION', on: 'BUDGET_AGREEMENT', years: 0 },
]

export function transitionOf(
  step: CycleStepCode,
  money: Money,
  table: readonly Transition[] = TRANSITIONS,
): Transition | undefined {
  return table.find((one) => one.step === step && one.money === money)
}

/** The stage that a portfolio is in once these steps were taken. */
export function stageAfter(taken: ReadonlySet<CycleStepCode>, money: Money): PortfolioStage {
  const reached = TRANSITIONS.filter((one) => one.money === money && taken.has(one.step)).map(({ to }) =>
    PORTFOLIO_STAGES.indexOf(to),
  )
  return PORTFOLIO_STAGES[Math.max(0, ...reached)] ?? 'DRAFTED'
}
