import { describe, expect, test } from '@jest/globals'
import { checkCycle, faultsOfCycle } from '../../src/governance/check-cycle.js'
import { type StepFact, type StepMilestone, stageOn, stepsOf } from '../../src/governance/cycle-state.js'
import { warningsOf } from '../../src/governance/cycle-warnings.js'
import { type CycleStepCode, type Transition, TRANSITIONS } from '../../src/governance/cycle.js'

const fact = (step: CycleStepCode, date: string | null, opens = true): StepFact => {
  return { step, id: step, kind: 'DECISION', date, knownFrom: date, opens, favourable: true, bodyId: 'body' }
}
const milestone = (step: CycleStepCode, due: string): StepMilestone => {
  return { id: `m ${step}`, step, due, duePrecision: 'QUARTER', bodyId: null }
}

describe('the transition table', () => {
  test('leads every portfolio from its draft to its evaluation', () => {
    expect(faultsOfCycle(TRANSITIONS)).toEqual([])
    expect(() => checkCycle(TRANSITIONS)).not.toThrow()
  })

  const changed = (step: CycleStepCode, change: Partial<Transition>) =>
    TRANSITIONS.map((one) => (one.step === step && one.money === 'INVESTMENT' ? { ...one, ...change } : one))

  test.each<[string, readonly Transition[], string]>([
    [
      'a step that is gone',
      TRANSITIONS.filter(({ step }) => step !== 'ADVICE'),
      'no step leads away from VALIDATED',
    ],
    ['a step back', changed('RATIFICATION', { to: 'DRAFTED' }), 'RATIFICATION: does not lead forwards'],
    ['a step from nowhere', changed('ADVICE', { from: ['EVALUATED'] }), 'ADVICE: does not lead forwards'],
    ['a step for nobody', changed('ADVICE', { roles: [] }), 'ADVICE: nobody may take it'],
    ['a step without a trace', changed('EVALUATION', { leaves: [] }), 'EVALUATION: leaves nothing behind'],
    ['a step twice', [...TRANSITIONS, ...TRANSITIONS.slice(0, 1)], 'PRESENTATION: stands there twice'],
    ['no end', TRANSITIONS.filter(({ step }) => step !== 'EVALUATION'), 'no step leads to EVALUATED'],
  ])('with %s does not start', (_, table, fault) => {
    expect(faultsOfCycle(table).join('\n')).toContain(fault)
    expect(() => checkCycle(table)).toThrow('the transition table of portfolios')
  })
})

describe('the stage of a portfolio', () => {
  const facts = [
    fact('PRESENTATION', '2024-12-05'),
    fact('VALIDATION', '2025-02-06'),
    fact('ADVICE', '2025-02-13'),
    fact('BUDGET_AGREEMENT', '2025-02-27', false),
  ]

  test.each([
    ['2024-12-04', 'DRAFTED'],
    ['2024-12-05', 'PRESENTED'],
    ['2025-02-06', 'VALIDATED'],
    ['2025-02-13', 'ADVISED'],
    ['2025-03-31', 'ADVISED'],
    [null, 'ADVISED'],
  ])('on %s is %s', (day, stage) => {
    expect(stageOn('INVESTMENT', facts, day)).toBe(stage)
  })
})

describe('the steps of a year', () => {
  const track = { fiscalYear: 2026, money: 'INVESTMENT', portfolioId: 'p' } as const
  const on = (day: string, facts: readonly StepFact[], milestones: readonly StepMilestone[] = []) =>
    Object.fromEntries(stepsOf(track, facts, milestones, day).map((state) => [state.step, state]))

  test('wait for the first that is open, and the others for it', () => {
    const steps = on('2025-10-01', [])
    expect([steps['DRAFT'], steps['PRESENTATION'], steps['VALIDATION']].map((one) => one?.status)).toEqual([
      'DONE',
      'WAITING',
      'TO_COME',
    ])
  })

  test('are late from the day after the last one of their quarter', () => {
    expect(on('2025-12-31', [])['PRESENTATION']).toMatchObject({ status: 'WAITING', late: false })
    expect(on('2026-01-01', [])['PRESENTATION']).toMatchObject({ status: 'LATE', late: true })
    expect(on('2026-02-01', [fact('PRESENTATION', '2026-01-01')])['PRESENTATION']).toMatchObject({
      status: 'DONE',
      late: true,
    })
    expect(on('2026-02-01', [fact('PRESENTATION', '2025-12-31')])['PRESENTATION']).toMatchObject({
      late: false,
    })
  })

  test('that no document tells of are not called late once a later one was taken', () => {
    expect(on('2027-01-01', [fact('RATIFICATION', '2026-01-15')])['ADVICE']).toMatchObject({
      status: 'NOT_STATED',
    })
  })

  test('fall due when the documents say so, before any rule', () => {
    expect(on('2026-01-01', [], [milestone('PRESENTATION', '2026-01-01')])['PRESENTATION']).toMatchObject({
      status: 'WAITING',
      due: { date: '2026-01-01', precision: 'QUARTER' },
      milestoneId: 'm PRESENTATION',
    })
  })
})

describe('the process contradicts itself', () => {
  const track = { fiscalYear: 2026, money: 'INVESTMENT', portfolioId: null } as const
  const before = (facts: readonly StepFact[]) =>
    stepsOf({ ...track, fiscalYear: 2025, portfolioId: 'p' }, facts, [], '2026-06-01')
  const plan = milestone('CONTINUATION', '2025-10-01')

  test('where going on is due before the evaluation it should rest on', () => {
    const now = stepsOf(track, [], [plan], '2025-03-01')
    expect(warningsOf(2026, now, before([]))).toEqual([
      {
        code: 'DUE_BEFORE',
        step: 'CONTINUATION',
        fiscalYear: 2026,
        restsOn: 'EVALUATION',
        restsOnFiscalYear: 2025,
      },
    ])
  })

  test('where it was decided before, and no longer where the evaluation came first', () => {
    const now = stepsOf(track, [fact('CONTINUATION', '2025-10-20')], [plan], '2026-06-01')
    expect(warningsOf(2026, now, before([])).map(({ code }) => code)).toEqual(['DONE_BEFORE'])
    expect(warningsOf(2026, now, before([fact('EVALUATION', '2026-03-01')])).map(({ code }) => code)).toEqual(
      ['DONE_BEFORE'],
    )
    expect(warningsOf(2026, now, before([fact('EVALUATION', '2025-10-01')]))).toEqual([])
  })
})
