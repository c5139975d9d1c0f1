import { describe, expect, test } from '@jest/globals'
import {
  blockingGate,
  type ConditionalGate,
  type Evidence,
  type GateCode,
  gatesOf,
  isSpendable,
} from '../../src/funding/gates.js'

const fact = (gate: GateCode, date: string | null, opens = true, knownFrom = date): Evidence => ({
  gate,
  id: `${gate} ${date ?? 'undated'}`,
  kind: 'DECISION',
  date,
  knownFrom,
  opens,
  bodyId: null,
})

const INVESTMENT = { allocationKind: 'INVESTMENT', status: 'PROPOSED' } as const

/** As the note of 2025 tells it. */
const NOTE = [
  fact('NOMINATION', '2025-02-06'),
  fact('ADVICE', '2025-02-13'),
  fact('BUDGET_AGREEMENT', '2025-02-27', false),
  fact('DECISION', null, false, '2025-02-27'),
]

const told = (gates: ReturnType<typeof gatesOf>) =>
  gates.map(({ code, status, date }) => `${code} ${status} ${date ?? '-'}`)

describe('an investment', () => {
  test.each([
    ['2025-02-05', ['WAITING -', 'WAITING -', 'WAITING -', 'WAITING -'], 'NOMINATION'],
    ['2025-02-06', ['PASSED 2025-02-06', 'WAITING -', 'WAITING -', 'WAITING -'], 'ADVICE'],
    ['2025-02-12', ['PASSED 2025-02-06', 'WAITING -', 'WAITING -', 'WAITING -'], 'ADVICE'],
    ['2025-02-13', ['PASSED 2025-02-06', 'PASSED 2025-02-13', 'WAITING -', 'WAITING -'], 'BUDGET_AGREEMENT'],
    ['2025-02-26', ['PASSED 2025-02-06', 'PASSED 2025-02-13', 'WAITING -', 'WAITING -'], 'BUDGET_AGREEMENT'],
    [
      '2025-02-27',
      ['PASSED 2025-02-06', 'PASSED 2025-02-13', 'WAITING 2025-02-27', 'WAITING -'],
      'BUDGET_AGREEMENT',
    ],
    [null, ['PASSED 2025-02-06', 'PASSED 2025-02-13', 'WAITING 2025-02-27', 'WAITING -'], 'BUDGET_AGREEMENT'],
  ])('as it stood on %s', (on, states, blocking) => {
    const gates = gatesOf(INVESTMENT, [], NOTE, on)
    expect(told(gates)).toEqual(
      ['NOMINATION', 'ADVICE', 'BUDGET_AGREEMENT', 'DECISION'].map((code, i) => `${code} ${states[i] ?? ''}`),
    )
    expect(isSpendable(gates)).toBe(false)
    expect(blockingGate(gates)?.code).toBe(blocking)
  })

  test('shows what is not decided yet only from the day it was known', () => {
    const decision = (on: string) => gatesOf(INVESTMENT, [], NOTE, on)[3]?.evidence
    expect(decision('2025-02-26')).toBeNull()
    expect(decision('2025-02-27')).toBe(NOTE[3])
  })

  test('is spendable once every gate has passed, from that day on', () => {
    const all = [...NOTE, fact('BUDGET_AGREEMENT', '2025-03-05'), fact('DECISION', '2025-03-14')]
    const on = (day: string | null) => gatesOf(INVESTMENT, [], all, day)
    expect([on('2025-03-13'), on('2025-03-14'), on(null)].map(isSpendable)).toEqual([false, true, true])
    expect([on('2025-03-13'), on('2025-03-14')].map(blockingGate)).toEqual([on('2025-03-13')[3], null])
    expect(on('2025-03-05')[2]).toMatchObject({ status: 'PASSED', date: '2025-03-05' })
    expect(on('2025-03-04')[2]).toMatchObject({ status: 'WAITING', date: '2025-02-27' })
  })

  test('counts what is dated nowhere as always known', () => {
    const gates = gatesOf(INVESTMENT, [], [fact('NOMINATION', null)], '2020-01-01')
    expect(gates[0]).toMatchObject({ status: 'PASSED', date: null })
  })
})

const COMMON = ['NOMINATION', 'ADVICE', 'BUDGET_AGREEMENT', 'DECISION']

describe('which gates stand in the way:', () => {
  test.each([
    ['INVESTMENT', [], COMMON],
    ['OPERATING', [], COMMON],
    ['OPERATING', ['EVALUATION'], [...COMMON, 'EVALUATION']],
    ['SUBSIDY', [], [...COMMON, 'SEPARATE_DECISION']],
    ['SUBSIDY', ['EVALUATION'], [...COMMON, 'SEPARATE_DECISION', 'EVALUATION']],
    ['INVESTMENT', ['CONTINUATION', 'PLAN'], ['PLAN', 'CONTINUATION', ...COMMON]],
  ] as const)('%s on condition of %j', (allocationKind, conditions: readonly ConditionalGate[], asked) => {
    const gates = gatesOf({ allocationKind, status: 'PROPOSED' }, conditions, [], null)
    expect(gates.map(({ code }) => code)).toEqual(asked)
  })

  test('a subsidy waits for its own decision, whatever was decided on the whole', () => {
    const whole = COMMON.map((gate) => fact(gate as GateCode, '2025-02-13'))
    const subsidy = { ...INVESTMENT, allocationKind: 'SUBSIDY' } as const
    expect(isSpendable(gatesOf(INVESTMENT, [], whole, null))).toBe(true)
    expect(blockingGate(gatesOf(subsidy, [], whole, null))?.code).toBe('SEPARATE_DECISION')
    expect(isSpendable(gatesOf(subsidy, [], [...whole, fact('SEPARATE_DECISION', '2025-05-01')], null))).toBe(
      true,
    )
  })
})

describe('money that was granted', () => {
  const granted = { ...INVESTMENT, status: 'GRANTED' } as const

  test('of which the documents tell nothing else is not called waiting, nor spendable', () => {
    const gates = gatesOf(granted, [], [], null)
    expect(told(gates)).toEqual(COMMON.map((code) => `${code} NOT_STATED -`))
    expect(isSpendable(gates)).toBe(false)
    expect(blockingGate(gates)?.code).toBe('NOMINATION')
  })

  test('waited until the day of what they do tell', () => {
    const decided = [fact('DECISION', '2023-03-01')]
    expect(told(gatesOf(granted, [], decided, '2023-02-28')).at(-1)).toBe('DECISION WAITING -')
    expect(told(gatesOf(granted, [], decided, '2023-03-01')).at(-1)).toBe('DECISION PASSED 2023-03-01')
  })

  test('against an advice is still against it', () => {
    expect(told(gatesOf(granted, [], [fact('ADVICE', '2023-01-01', false)], null))[1]).toBe(
      'ADVICE WAITING 2023-01-01',
    )
  })
})
