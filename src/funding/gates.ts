import type { NodeKind } from '../kernel/node-kind.js'
import type { AllocationKind, AllocationStatus } from './allocation.table.js'

/** What money must pass before it can be spent, in order (`domain.md`, gates of an allocation). */
export const GATE_CODES = [
  'PLAN',
  'CONTINUATION',
  'NOMINATION',
  'ADVICE',
  'BUDGET_AGREEMENT',
  'DECISION',
  'SEPARATE_DECISION',
  'EVALUATION',
] as const
export type GateCode = (typeof GATE_CODES)[number]
export type GateStatus = 'PASSED' | 'WAITING' | 'NOT_STATED'

/** Gates that money passes only where a milestone lays down that it must. */
export const CONDITIONAL_GATES = ['PLAN', 'CONTINUATION', 'EVALUATION'] as const satisfies readonly GateCode[]
export type ConditionalGate = (typeof CONDITIONAL_GATES)[number]

/** Something that happened, or is asked for, and bears on a gate. */
export interface Evidence {
  readonly gate: GateCode
  readonly id: string
  readonly kind: NodeKind
  /** Day it happened or was asked for; null where not stated. */
  readonly date: string | null
  /** First day it was known; null where it always counts as known. */
  readonly knownFrom: string | null
  /** True where it opens the gate: a decision taken, an advice in favour. */
  readonly opens: boolean
  /** The body that opens it, or whose turn it is; null where not stated. */
  readonly bodyId: string | null
}

export interface Gate {
  readonly code: GateCode
  readonly status: GateStatus
  /** Of the evidence: the day it was passed or, while WAITING, the day it was asked for. */
  readonly date: string | null
  readonly evidence: Evidence | null
}

export interface MoneyInQuestion {
  readonly allocationKind: AllocationKind
  readonly status: AllocationStatus
}

/**
 * The gates of an allocation as they stood on a day; without a day, as far as is known.
 * A gate without evidence waits, unless the money was granted: then the documents do not tell of it.
 */
export function gatesOf(
  money: MoneyInQuestion,
  conditions: readonly ConditionalGate[],
  evidence: readonly Evidence[],
  on: string | null,
): Gate[] {
  const known = evidence.filter((fact) => on === null || fact.knownFrom === null || fact.knownFrom <= on)
  return GATE_CODES.filter((code) => applies(code, money, conditions)).map((code): Gate => {
    const facts = known.filter((fact) => fact.gate === code)
    const opened = facts.find((fact) => fact.opens)
    const fact = opened ?? facts[0] ?? null
    const without =
      money.status === 'GRANTED' && !evidence.some((other) => other.gate === code) ? 'NOT_STATED' : 'WAITING'
    return { code, status: opened ? 'PASSED' : without, date: fact?.date ?? null, evidence: fact }
  })
}

function applies(
  code: GateCode,
  { allocationKind }: MoneyInQuestion,
  conditions: readonly ConditionalGate[],
): boolean {
  if (code === 'SEPARATE_DECISION') return allocationKind === 'SUBSIDY'
  return isConditional(code) ? conditions.includes(code) : true
}

function isConditional(code: GateCode): code is ConditionalGate {
  return (CONDITIONAL_GATES as readonly GateCode[]).includes(code)
}

export function isSpendable(gates: readonly Gate[]): boolean {
  return gates.every((gate) => gate.status === 'PASSED')
}

export function blockingGate(gates: readonly Gate[]): Gate | null {
  return gates.find((gate) => gate.status !== 'PASSED') ?? null
}
