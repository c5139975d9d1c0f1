import { dayAfter, type FuzzyDate } from '../kernel/fuzzy-date.js'
import type { NodeKind } from '../kernel/node-kind.js'
import {
  CYCLE_STEP_CODES,
  type CycleStepCode,
  DUE_RULES,
  type PortfolioStage,
  stageAfter,
  STANDING_STEPS,
  transitionOf,
} from './cycle.js'

/** Something that happened, is asked for or is expected, and bears on a step. */
export interface StepFact {
  readonly step: CycleStepCode
  readonly id: string
  readonly kind: NodeKind
  /** Day it happened or was asked for; null where not stated. */
  readonly date: string | null
  /** First day it was known; null where it always counts as known. */
  readonly knownFrom: string | null
  /** True where it completes the step: a decision taken, an advice in favour. */
  readonly opens: boolean
  /** False of a judgement against it. */
  readonly favourable: boolean
  readonly bodyId: string | null
}

/** A step as the documents announce it. */
export interface StepMilestone {
  readonly id: string
  readonly step: CycleStepCode
  readonly due: string | null
  readonly duePrecision: FuzzyDate['precision'] | null
  readonly bodyId: string | null
}

/** What goes through the year together: a portfolio, or programmes that have none in that year yet. */
export interface CycleTrack {
  readonly fiscalYear: number
  /** Null where no portfolio of the programmes tells yet. */
  readonly money: 'INVESTMENT' | 'OPERATING' | null
  readonly portfolioId: string | null
}

export const STEP_STATUSES = ['DONE', 'LATE', 'WAITING', 'TO_COME', 'STANDING', 'NOT_STATED'] as const
export type StepStatus = (typeof STEP_STATUSES)[number]

export interface StepState {
  readonly step: CycleStepCode
  readonly status: StepStatus
  readonly due: FuzzyDate | null
  /** Day it was done or, while WAITING, asked for; null where none is known. */
  readonly date: string | null
  /** True of what was done after it was due, or was due and is not done. */
  readonly late: boolean
  readonly evidence: StepFact | null
  readonly milestoneId: string | null
  readonly bodyId: string | null
}

/**
 * The steps of a year as they stand on a day. A step without evidence is NOT_STATED once a later one was taken; the first
 * that is open waits, the others are to come; whatever is past its due day and not done is late.
 *
 * @param usual whose turn it was the last time, for steps of which no milestone says so
 */
export function stepsOf(
  track: CycleTrack,
  facts: readonly StepFact[],
  milestones: readonly StepMilestone[],
  day: string,
  usual: ReadonlyMap<CycleStepCode, string> = new Map(),
): StepState[] {
  const known = facts.filter(({ date, knownFrom }) => (date ?? knownFrom ?? '') <= day)
  const codes = CYCLE_STEP_CODES.filter((code) => isAsked(code, track, known, milestones))
  const evidence = new Map(codes.map((code) => [code, bestOf(known.filter(({ step }) => step === code))]))
  const isDone = (code: CycleStepCode) =>
    evidence.get(code)?.opens === true || (code === 'DRAFT' && track.portfolioId !== null)
  const moves = codes.filter((code) => code === 'DRAFT' || isTransition(code, track))
  const lastDone = moves.findLastIndex(isDone)
  return codes.map((step): StepState => {
    const milestone = milestones.find((one) => one.step === step)
    const due = dueOf(step, track, milestone)
    const fact = evidence.get(step) ?? null
    const overdue = due !== null && dayAfter(due) <= (isDone(step) ? (fact?.date ?? '') : day)
    const place = moves.indexOf(step)
    const open = overdue ? 'LATE' : place > lastDone + 1 ? 'TO_COME' : 'WAITING'
    const status = isDone(step)
      ? 'DONE'
      : STANDING_STEPS.includes(step)
        ? 'STANDING'
        : place >= 0 && place < lastDone
          ? 'NOT_STATED'
          : open
    return {
      step,
      status,
      due,
      date: fact?.date ?? null,
      late: overdue && (status === 'DONE' || status === 'LATE'),
      evidence: fact,
      milestoneId: milestone?.id ?? null,
      bodyId: fact?.bodyId ?? milestone?.bodyId ?? usual.get(step) ?? null,
    }
  })
}

/** The stage of a portfolio on a day. */
export function stageOn(
  money: NonNullable<CycleTrack['money']>,
  facts: readonly StepFact[],
  day: string | null,
): PortfolioStage {
  const known = facts.filter(({ date, knownFrom }) => day === null || (date ?? knownFrom ?? '') <= day)
  return stageAfter(new Set(known.filter(({ opens }) => opens).map(({ step }) => step)), money)
}

/** By its milestone, else by rule; the rules are those of the investments, and of the operating money none is stated. */
function dueOf(
  step: CycleStepCode,
  { fiscalYear, money }: CycleTrack,
  milestone?: StepMilestone,
): FuzzyDate | null {
  if (milestone?.due) return { date: milestone.due, precision: milestone.duePrecision ?? 'DAY' }
  const rule = DUE_RULES[step]
  if (!rule || money !== 'INVESTMENT') return null
  const month = String(rule.quarter * 3 - 2).padStart(2, '0')
  return { date: `${fiscalYear + rule.after}-${month}-01`, precision: 'QUARTER' }
}

function isTransition(step: CycleStepCode, { money }: CycleTrack): boolean {
  return money !== null && transitionOf(step, money) !== undefined
}

/** Conditions are asked for where the documents or the facts tell of them; the steps of the cycle always are. */
function isAsked(
  code: CycleStepCode,
  track: CycleTrack,
  facts: readonly StepFact[],
  milestones: readonly StepMilestone[],
): boolean {
  const told = [...facts, ...milestones].some(({ step }) => step === code)
  return told || isTransition(code, track) || (code === 'DRAFT' && track.money !== null)
}

/** What completes it, the earliest first; else what is asked for. */
function bestOf(facts: readonly StepFact[]): StepFact | undefined {
  return facts.find(({ opens }) => opens) ?? facts[0]
}
