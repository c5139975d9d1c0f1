import type { NodeKind } from '../kernel/node-kind.js'
import type { KindFindings, NodeFindings } from './completeness.reads.js'
import { expectationsOf } from './expectations.js'
import { percentage } from './percentage.js'

/** Whether what a reader expects is there; where not, whether the sources leave it unsaid or it was forgotten. */
export type ExpectationState = 'MET' | 'MISSING' | 'NOT_STATED'

/** What is expected, by name. */
export interface ExpectationName {
  readonly code: string
  readonly nl: string
  readonly en: string
}
export interface StateOfExpectation extends ExpectationName {
  readonly state: ExpectationState
}

/** How much of what is expected is there. */
export interface Tally {
  readonly expected: number
  readonly met: number
  readonly notStated: number
  readonly missing: number
  readonly rate: string | null
}

function tally(met: number, notStated: number, missing: number): Tally {
  const expected = met + notStated + missing
  return { expected, met, notStated, missing, rate: percentage(met, expected) }
}

export function statesOf({ kind, met, silent }: NodeFindings): StateOfExpectation[] {
  return expectationsOf(kind).flatMap(({ code, nl, en, bySource }, at): StateOfExpectation[] => {
    const there = met[at]
    if (there == null) return []
    return [{ code, nl, en, state: there ? 'MET' : bySource && silent ? 'NOT_STATED' : 'MISSING' }]
  })
}

export function tallyOf(states: readonly StateOfExpectation[]): Tally {
  const count = (state: ExpectationState): number => states.filter((own) => own.state === state).length
  return tally(count('MET'), count('NOT_STATED'), count('MISSING'))
}

/** How far nodes of one kind meet one expectation. */
export interface ExpectationTally extends ExpectationName, Tally {}

/** How complete the nodes of a kind are. */
export interface KindTally extends Tally {
  readonly kind: NodeKind
  readonly nodes: number
  readonly withoutGaps: number
  readonly expectations: readonly ExpectationTally[]
}

export function tallyOfKind({ kind, nodes, withoutGaps, expectations: counts }: KindFindings): KindTally {
  const expectations = expectationsOf(kind).map(({ code, nl, en }, at) => {
    const { met = 0, notStated = 0, missing = 0 } = counts[at] ?? {}
    return { code, nl, en, ...tally(met, notStated, missing) }
  })
  return { kind, nodes, withoutGaps, expectations, ...sumOf(expectations) }
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (part: 'met' | 'notStated' | 'missing'): number =>
    tallies.reduce((total, own) => total + own[part], 0)
  return tally(sum('met'), sum('notStated'), sum('missing'))
}
