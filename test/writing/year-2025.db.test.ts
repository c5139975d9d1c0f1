import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  callerOf,
  INSPECTORATE,
  list,
  OFFICE,
  raceStep,
  SECRETARIAT,
  STEERING,
  WritingGraph,
} from './writing-graph.js'

/** The portfolios of 2025, from where the note leaves them to their evaluation. */
let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

const BOTH = ['portfolio:VRD3-2025', 'portfolio:VRD12-2025']

const step = (
  caller: Parameters<WritingGraph['write']>[0],
  code: string,
  subjects: readonly string[],
  evidence: object,
  more: object = {},
) => raceStep(graph, caller, code, subjects, evidence, more)
async function stages(on?: string) {
  const at = on === undefined ? '' : `(on: "${on}")`
  const { data } = await graph.ask(
    OFFICE,
    `{ a: portfolio(code: "VRD3-2025") { stage${at} } b: portfolio(code: "VRD12-2025") { stage${at} } }`,
  )
  return [data.a.stage, data.b.stage]
}
const refused = (code: string, message: string, ...path: string[]) => ({
  graphVersion: null,
  evidence: null,
  errors: [
    expect.objectContaining({ code, message: expect.stringContaining(message), path: ['input', ...path] }),
  ],
})
async function statuses(portfolio: string) {
  const { data } = await graph.ask(
    OFFICE,
    `{ allocations(filter: { portfolio: "portfolio:${portfolio}" }, first: 50) { nodes { code status decision { code status } spendable blockedBy { code body { code } } } } }`,
  )
  return data.allocations.nodes as { code: string; status: string; spendable: boolean; blockedBy: unknown }[]
}

describe('where the note leaves them', () => {
  test('both are advised on', async () => {
    expect(await stages()).toEqual(['ADVISED', 'ADVISED'])
    expect(await stages('2025-02-12')).toEqual(['VALIDATED', 'VALIDATED'])
    expect(await stages('2024-12-05')).toEqual(['PRESENTED', 'DRAFTED'])
  })
})

describe('a step that cannot be taken', () => {
  test('says at which stage the portfolio is, and whose turn it is', async () => {
    const date = { date: '2025-03-14' }
    expect(await step(SECRETARIAT, 'RATIFICATION', BOTH, date)).toMatchObject({
      errors: [
        { code: 'INVALID_TRANSITION', message: expect.stringContaining('VRD3-2025 is at ADVISED'), path: ['input', 'subjects', '0'] },
        { message: expect.stringContaining('First comes "Budget agreement", by INSPECTORATE'), path: ['input', 'subjects', '1'] },
      ],
    }) // prettier-ignore
    expect(await step(STEERING, 'VALIDATION', BOTH, date)).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION' }, { code: 'INVALID_TRANSITION' }],
    })
  })

  test('is refused to whom it is not up to', async () => {
    const date = { date: '2025-03-05' }
    expect(await step(OFFICE, 'BUDGET_AGREEMENT', BOTH, date)).toEqual(
      expect.objectContaining(refused('FORBIDDEN', 'INSPECTORATE does', 'step')),
    )
    expect(await step(callerOf('ENTITY', 'v-ict-or'), 'BUDGET_AGREEMENT', BOTH, date)).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    })
    expect(await step(callerOf('PUBLIC'), 'BUDGET_AGREEMENT', BOTH, date)).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    })
  })

  test('names the other portfolio that the same paper is about', async () => {
    expect(
      await step(INSPECTORATE, 'BUDGET_AGREEMENT', ['portfolio:VRD3-2025'], { date: '2025-03-05' }),
    ).toEqual(expect.objectContaining(refused('CONSTRAINT_VIOLATED', 'VRD12-2025', 'subjects')))
  })

  test('is no step of a portfolio, or of no portfolio', async () => {
    expect(await step(OFFICE, 'NEEDS', BOTH, { date: '2025-03-05' })).toMatchObject({
      errors: [{ code: 'BAD_USER_INPUT' }, { code: 'BAD_USER_INPUT' }],
    })
    expect(
      await step(INSPECTORATE, 'BUDGET_AGREEMENT', ['portfolio:nergens'], { date: '2025-03-05' }),
    ).toEqual(expect.objectContaining(refused('NOT_FOUND', 'portfolio:nergens', 'subjects', '0')))
  })
})

describe('the budget agreement', () => {
  test('against it is kept, and moves nothing', async () => {
    const against = await step(INSPECTORATE, 'BUDGET_AGREEMENT', BOTH, {
      code: 'begrotingsakkoord-2025-geweigerd',
      name: { nl: 'Geweigerd begrotingsakkoord' },
      body: 'governance-body:begroting',
      date: '2025-03-03',
      favourable: false,
    })
    expect(against).toMatchObject({ errors: [], evidence: { code: 'begrotingsakkoord-2025-geweigerd' } })
    expect(await stages()).toEqual(['ADVISED', 'ADVISED'])
  })

  test('of the wrong body is refused', async () => {
    const evidence = { code: 'x', name: { nl: 'x' }, body: 'governance-body:stuurorgaan', date: '2025-03-05' }
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', BOTH, evidence)).toEqual(
      expect.objectContaining(refused('INVALID_TRANSITION', 'up to begroting', 'evidence', 'body')),
    )
  })

  test('is one node, with one number', async () => {
    const evidence = { code: 'x', name: { nl: 'x' }, body: 'governance-body:begroting', date: '2025-03-05' }
    const named = { ...evidence, node: 'advice:begrotingsakkoord-2025' }
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', BOTH, named)).toMatchObject({
      errors: [{ code: 'BAD_USER_INPUT', path: ['input', 'evidence', 'code'] }],
    })
    const numbered = { ...evidence, documentNumbers: ['1', '2'] }
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', BOTH, numbered)).toMatchObject({
      errors: [{ code: 'BAD_USER_INPUT', path: ['input', 'evidence', 'documentNumbers'] }],
    })
  })

  test('is waited for by the database too, whoever ties what to what', async () => {
    const decision = { status: 'TAKEN', date: '2025-03-04', body: 'governance-body:vlaamse-regering' }
    const nodes = [
      { kind: 'DECISION', code: 'elders-genomen', name: { nl: 'Elders genomen' }, details: { decision } },
    ]
    expect(await graph.write(SECRETARIAT, 'createNodes', { nodes })).toMatchObject({ errors: [] })
    const relations = [
      { kind: 'DECIDED_BY', source: 'portfolio:VRD3-2025', target: 'decision:elders-genomen' },
    ]
    expect(await graph.write(OFFICE, 'createRelations', { relations })).toMatchObject({
      errors: [{ code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('the turn of INSPECTORATE') }],
    })
  })

  test('in favour brings both on, from its day', async () => {
    const evidence = { node: 'advice:begrotingsakkoord-2025', date: '2025-03-05' }
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', BOTH, evidence)).toMatchObject({ errors: [] })
    expect(await stages()).toEqual(['AGREED', 'AGREED'])
    expect(await stages('2025-03-04')).toEqual(['ADVISED', 'ADVISED'])
  })
})

describe('the ratification', () => {
  test('grants what was proposed, and leaves the subsidy to its own decision', async () => {
    const citations = [{ document: 'document:nota-vrd3-2025', locator: '5/paragraph-1' }, { document: 'document:nota-vrd3-2025', locator: '1.B/item-1' }] // prettier-ignore
    const evidence = { date: '2025-03-14', documentNumbers: ['VR 2025 1403 DOC.0001/1'], citations }
    expect(await step(SECRETARIAT, 'RATIFICATION', BOTH, evidence)).toMatchObject({
      errors: [],
      evidence: { code: 'beslissing-nota-vrd3-2025' },
    })
    expect(await stages()).toEqual(['RATIFIED', 'RATIFIED'])
    const [investment, operating] = [await statuses('VRD3-2025'), await statuses('VRD12-2025')]
    expect(investment.map(({ status, spendable }) => [status, spendable])).toEqual(
      investment.map(() => ['GRANTED', true]),
    )
    expect(operating.filter(({ status }) => status === 'PROPOSED')).toMatchObject([
      {
        code: 'VRD12-2025-v-ict-or',
        spendable: false,
        blockedBy: { code: 'SEPARATE_DECISION', body: { code: 'vlaamse-regering' } },
      },
    ])
    expect(operating.filter(({ spendable }) => spendable)).toHaveLength(15)
  })

  test('keeps what its decision cited, and what it cites besides', async () => {
    const { data } = await graph.ask(
      OFFICE,
      '{ decision(code: "beslissing-nota-vrd3-2025") { date documentNumbers citations { locator } } }',
    )
    expect(data.decision).toMatchObject({ date: '2025-03-14', documentNumbers: ['VR 2025 1403 DOC.0001/1'] })
    const places = list(data.decision.citations).map(({ locator }) => String(locator))
    expect(places.at(-1)).toBe('1.B/item-1')
    expect(places.filter((place) => place === '5/paragraph-1')).toHaveLength(1)
  })

  test('stays: money was granted by it', async () => {
    const change = { details: { decision: { status: 'PROPOSED' } } }
    const input = {
      node: 'decision:beslissing-nota-vrd3-2025',
      change,
      expectedVersion: await graph.version(),
    }
    expect(await graph.write(SECRETARIAT, 'correctNode', input)).toMatchObject({
      errors: [{ code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('it stays taken') }],
    })
  })

  test('holds the money to its appropriation from then on', async () => {
    const input = { allocations: ['allocation:VRD3-2025-01'], expectedVersion: await graph.version() }
    const code = await oneAllocation()
    expect(await graph.write(OFFICE, 'withdrawAllocations', { ...input, allocations: [code] })).toMatchObject(
      {
        errors: [
          { code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('adds up to its appropriation') },
        ],
      },
    )
  })
})

async function oneAllocation(at = 0): Promise<string> {
  const all = await statuses('VRD3-2025')
  return `allocation:${all[at]?.code ?? ''}`
}

describe('the separate decision', () => {
  const subsidy = ['allocation:VRD12-2025-v-ict-or']

  test('is one of the government, not the one on the whole', async () => {
    const whole = { node: 'decision:beslissing-nota-vrd3-2025', date: '2025-03-14' }
    expect(await step(SECRETARIAT, 'SEPARATE_DECISION', subsidy, whole)).toMatchObject({
      errors: [{ code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('a decision of its own') }],
    })
    expect(await step(STEERING, 'SEPARATE_DECISION', subsidy, whole)).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    })
  })

  test('is up to the government, not to any body that decides', async () => {
    const evidence = {
      code: 'apart',
      name: { nl: 'Apart' },
      body: 'governance-body:stuurorgaan',
      date: '2025-05-16',
    }
    expect(await step(SECRETARIAT, 'SEPARATE_DECISION', subsidy, evidence)).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION', message: 'this step is up to vlaamse-regering' }],
    })
  })

  test('grants the subsidy', async () => {
    expect(await step(SECRETARIAT, 'SEPARATE_DECISION', subsidy, { date: '2025-05-16' })).toMatchObject({
      errors: [],
      evidence: { code: 'beslissing-subsidie-v-ict-or-2025' },
    })
    expect((await statuses('VRD12-2025')).every(({ spendable }) => spendable)).toBe(true)
    expect(await step(SECRETARIAT, 'SEPARATE_DECISION', subsidy, { date: '2025-05-16' })).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION' }],
    })
  })
})

describe('an adjustment during the year', () => {
  async function move(decision?: string) {
    const [from, to] = [await oneAllocation(0), await oneAllocation(1)]
    const input = { from, to, amount: '1000', expectedVersion: await graph.version(), decision }
    return graph.write(
      STEERING,
      'moveMoney',
      input,
      'allocations { code amount { amount } history { operation reason } }',
    )
  }

  test('needs a decision of the steering body that was taken', async () => {
    expect(await move()).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION', path: ['input', 'decision'] }],
    })
    expect(await move('decision:beslissing-nota-vrd3-2025')).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION', message: 'this step is up to stuurorgaan' }],
    })
    await graph.write(STEERING, 'createNodes', {
      nodes: [
        { kind: 'DECISION', code: 'bijsturing-2025', name: { nl: 'Bijsturing' }, details: { decision: { status: 'PROPOSED', body: 'governance-body:stuurorgaan' } } },
      ],
    }) // prettier-ignore
    expect(await move('decision:bijsturing-2025')).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION', message: expect.stringContaining('was not taken yet') }],
    })
  })

  test('moves money within the total, and keeps before and after', async () => {
    const change = { details: { decision: { status: 'TAKEN', date: '2025-06-12' } } }
    const input = { node: 'decision:bijsturing-2025', change, expectedVersion: await graph.version() }
    expect(await graph.write(STEERING, 'correctNode', input)).toMatchObject({ errors: [] })
    const moved = await move('decision:bijsturing-2025')
    expect(moved).toMatchObject({ errors: [] })
    const { data } = await graph.ask(
      OFFICE,
      `{ allocations(filter: { portfolio: "portfolio:VRD3-2025" }) { sum { amount } }
        cycle(fiscalYear: 2025, on: "2025-12-31") { steps { step portfolio { code } evidence { code } date } } }`,
    )
    expect(data.allocations.sum.amount).toBe('18000000.00')
    expect(data.cycle.steps).toContainEqual({
      step: 'ADJUSTMENT',
      portfolio: { code: 'VRD3-2025' },
      evidence: { code: 'bijsturing-2025' },
      date: '2025-06-12',
    })
  })
})

describe('the evaluation', () => {
  test('closes the year, late with its reason', async () => {
    const evaluated = await step(
      STEERING,
      'EVALUATION',
      ['portfolio:VRD3-2025'],
      { date: '2026-04-02' },
      { exception: { nl: 'De zitting van maart verviel.', en: 'The sitting of March was cancelled.' } },
    )
    expect(evaluated).toMatchObject({ errors: [], evidence: { code: 'VRD3-2025-evaluatie' } })
    expect(await stages()).toEqual(['EVALUATED', 'RATIFIED'])
    const { data } = await graph.ask(
      OFFICE,
      `{ cycle(fiscalYear: 2025, on: "2026-05-01") { steps { step portfolio { code } status late exceptions { text } } } }`,
    )
    expect(data.cycle.steps).toContainEqual({
      step: 'EVALUATION',
      portfolio: { code: 'VRD3-2025' },
      status: 'DONE',
      late: true,
      exceptions: [{ text: 'The sitting of March was cancelled.' }],
    })
  })

  test('of operating money is owed until it is in favour', async () => {
    const debts = async (on: string) => {
      const { data } = await graph.ask(
        OFFICE,
        `{ evaluationDebt(fiscalYear: 2026, on: "${on}") { status amount { amount } } }`,
      )
      return data.evaluationDebt as { status: string }[]
    }
    expect(await debts('2025-12-01')).toHaveLength(16)
    expect(
      await step(STEERING, 'EVALUATION', ['portfolio:VRD12-2025'], { date: '2025-12-04' }),
    ).toMatchObject({
      errors: [],
      evidence: { code: 'VRD12-2026-evaluatie' },
    })
    expect([await debts('2025-12-03'), await debts('2025-12-04')].map((list) => list.length)).toEqual([16, 0])
    expect(await stages()).toEqual(['EVALUATED', 'EVALUATED'])
    expect(await step(STEERING, 'EVALUATION', ['portfolio:VRD3-2025'], { date: '2026-04-02' })).toEqual(
      expect.objectContaining(refused('INVALID_TRANSITION', 'Its year is closed', 'subjects', '0')),
    )
  })
})
