import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { encodeGlobalId } from '../../src/kernel/global-id.js'
import { nodeIdentity } from '../../src/kernel/identity.js'
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

/** The portfolios of 2026, from the first need to their ratification; those of 2025 stand where the note leaves them. */
let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

type Role = Parameters<WritingGraph['write']>[0]

const step = (caller: Role, code: string, subjects: readonly string[], evidence: object) =>
  raceStep(graph, caller, code, subjects, evidence)
const paper = (code: string, date: string, body = 'stuurorgaan') => ({
  code,
  date,
  name: { nl: code },
  body: `governance-body:${body}`,
})
const portfolio = (code: string, portfolioKind: string, amount: string) => ({
  nodes: [
    { kind: 'PORTFOLIO', code, name: { nl: code }, details: { portfolio: { fiscalYear: 2026, portfolioKind } } },
    { kind: 'APPROPRIATION', code: `${code}-krediet`, name: { nl: code }, details: { appropriation: { portfolio: `portfolio:${code}`, fiscalYear: 2026, amount } } },
  ],
}) // prettier-ignore
const partOf = (code: string, programme: string) => ({
  kind: 'PART_OF',
  source: `portfolio:${code}`,
  target: `programme:${programme}`,
})
const done = expect.objectContaining({ errors: [] })
const stage = async (code: string) => {
  const { data } = await graph.ask(OFFICE, `{ portfolio(code: "${code}") { stage } }`)
  return data.portfolio.stage as string
}
const allocationId = (code: string) =>
  encodeGlobalId('Allocation', nodeIdentity({ kind: 'ALLOCATION', code }))
const spend = async (code: string, more = '') => {
  const { data } = await graph.ask(
    OFFICE,
    `{ node(id: "${allocationId(code)}") { ... on Allocation { status spendable blockedBy { code } gates { code status date } ${more} } } }`,
  )
  return data.node
}

const became = async () => {
  const { data } = await graph.ask(
    callerOf('ENTITY', 'v-ict-or'),
    `{ need(code: "testdata-voor-lokale-software") { outcome trail { project { code } allocations { code status } evaluations { code outcome } } } }`,
  )
  return data.need
}

describe('the investments of 2026', () => {
  const code = 'VRD3-2026'
  const ref = [`portfolio:${code}`]

  test('begin with a need that an entity raises at a forum', async () => {
    const input = { code: 'testdata-voor-lokale-software', name: { nl: 'Testdata voor lokale software' }, forum: 'governance-body:data-connect' } // prettier-ignore
    expect(await graph.write(callerOf('ENTITY', 'v-ict-or'), 'raiseNeed', input)).toEqual(done)
    expect(await became()).toEqual({ outcome: 'OPEN', trail: [] })
  })

  test('are drafted: a portfolio, its credit, a project that goes on and a new one', async () => {
    const { nodes } = portfolio(code, 'INVESTMENT', '1000')
    const projects = ['01', '02'].map((number) => ({
      kind: 'PROJECT',
      code: `${code}-${number}`,
      name: { nl: number },
      details: { project: { number: Number(number), portfolio: ref[0] } },
    }))
    const relations = [
      partOf(code, 'VRD3'),
      { kind: 'PRECEDES', source: 'project:VRD3-2025-08', target: `project:${code}-01` },
    ]
    const input = { nodes: [...nodes, ...projects], relations, draft: true }
    const made = await graph.write(OFFICE, 'createNodes', input, 'nodes { id } relations { id }')
    expect(made).toEqual(done)
    expect(await step(STEERING, 'PRESENTATION', ref, paper('zitting-1', '2025-11-06'))).toMatchObject({
      errors: [
        {
          code: 'INVALID_TRANSITION',
          message: expect.stringContaining('PROGRAMME_OFFICE publishes it first'),
        },
      ],
    })
    const subjects = [...made.nodes, ...made.relations].map(({ id }: { id: string }) => id)
    const expectedVersion = await graph.version()
    expect(await graph.write(OFFICE, 'publish', { subjects, expectedVersion })).toEqual(done)
  })

  test('answer what was asked', async () => {
    const input = {
      need: 'need:testdata-voor-lokale-software',
      outcome: 'ANSWERED',
      answers: [`project:${code}-02`],
      because: { nl: 'Project 2 van 2026 levert de testdata.' },
      on: '2025-10-30',
      expectedVersion: await graph.version(),
    }
    expect(await graph.write(OFFICE, 'settleNeed', input)).toEqual(done)
    expect(await became()).toMatchObject({
      outcome: 'ANSWERED',
      trail: [{ project: { code: `${code}-02` }, allocations: [] }],
    })
  })

  test('are presented, and validated only once the money adds up', async () => {
    expect(await step(STEERING, 'VALIDATION', ref, paper('te-vroeg', '2025-11-06'))).toMatchObject({
      errors: [
        {
          code: 'INVALID_TRANSITION',
          message: expect.stringContaining('First comes "Presentation to the steering body"'),
        },
      ],
    })
    expect(await step(OFFICE, 'PRESENTATION', ref, paper('zitting-2025-11-06', '2025-11-06'))).toEqual(done)
    expect(await stage(code)).toBe('PRESENTED')
    expect(await step(STEERING, 'VALIDATION', ref, paper('validering-2026', '2025-12-04'))).toMatchObject({
      errors: [
        { code: 'INVALID_TRANSITION', message: expect.stringContaining('0.00 of 1000.00 euro is allocated') },
      ],
    })
    const allocations = [['01', '600'], ['02', '400']].map(([number, amount]) => ({
      code: `${code}-${number}`, name: { nl: number }, appropriation: `appropriation:${code}-krediet`, project: `project:${code}-${number}`, amount, allocationKind: 'INVESTMENT',
    })) // prettier-ignore
    expect(await graph.write(OFFICE, 'allocate', { allocations })).toEqual(done)
    expect(await step(STEERING, 'VALIDATION', ref, paper('validering-2026', '2025-12-04'))).toEqual(done)
    expect(await stage(code)).toBe('VALIDATED')
  })

  test('pass the advice and the budget agreement, in that order', async () => {
    const agreement = paper('akkoord-2026', '2026-01-10', 'begroting')
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', ref, agreement)).toMatchObject({
      errors: [{ code: 'INVALID_TRANSITION' }],
    })
    expect(
      await step(INSPECTORATE, 'ADVICE', ref, paper('advies-2026', '2026-01-05', 'inspectie-van-financien')),
    ).toEqual(done)
    expect(await step(INSPECTORATE, 'BUDGET_AGREEMENT', ref, agreement)).toEqual(done)
    expect(await stage(code)).toBe('AGREED')
  })

  test('are ratified once plan and decision to go on are there: the database says so', async () => {
    const ratify = () =>
      step(SECRETARIAT, 'RATIFICATION', ref, paper('bekrachtiging-2026', '2026-01-30', 'vlaamse-regering'))
    expect(await spend(`${code}-01`)).toMatchObject({ spendable: false, blockedBy: { code: 'PLAN' } })
    expect(list((await spend(`${code}-02`)).gates).map((gate) => gate.code)).toEqual([
      'NOMINATION',
      'ADVICE',
      'BUDGET_AGREEMENT',
      'DECISION',
    ])
    expect(await ratify()).toMatchObject({
      errors: [
        {
          code: 'CONSTRAINT_VIOLATED',
          message: expect.stringContaining('the plan and the decision on that are missing'),
        },
      ],
    })
    expect(await stage(code)).toBe('AGREED')

    const decision = { kind: 'DECISION', code: 'doorloop-2026', name: { nl: 'Doorloop' }, details: { decision: { status: 'TAKEN', date: '2025-10-16', body: 'governance-body:stuurorgaan' } } } // prettier-ignore
    expect(await graph.write(STEERING, 'createNodes', { nodes: [decision] })).toEqual(done)
    const relations = ['VRD3-2025-plan-meerjarige-projecten', 'VRD3-2025-beslissing-doorloop-2026'].map((milestone) => ({
      kind: 'VALIDATED_BY', source: `milestone:${milestone}`, target: 'decision:doorloop-2026',
    })) // prettier-ignore
    expect(await graph.write(OFFICE, 'createRelations', { relations })).toEqual(done)
    expect(await ratify()).toEqual(done)
    expect(await stage(code)).toBe('RATIFIED')
    expect(await spend(`${code}-01`)).toMatchObject({
      status: 'GRANTED',
      spendable: true,
      gates: [
        { code: 'PLAN', status: 'PASSED', date: '2025-10-16' },
        { code: 'CONTINUATION', status: 'PASSED' },
        { code: 'NOMINATION', date: '2025-12-04' },
        { code: 'ADVICE', date: '2026-01-05' },
        { code: 'BUDGET_AGREEMENT', date: '2026-01-10' },
        { code: 'DECISION', date: '2026-01-30' },
      ],
    })
  })

  test('show whoever asked what became of it', async () => {
    expect(await became()).toMatchObject({
      outcome: 'ANSWERED',
      trail: [{ project: { code: `${code}-02` }, allocations: [{ code: `${code}-02`, status: 'GRANTED' }] }],
    })
  })

  test('keep their promises in sight, and contradict themselves', async () => {
    const { data } = await graph.ask(
      OFFICE,
      `{ promises(dueBefore: "2025-12-31", on: "2026-02-01") { milestone { code } status keptOn evidence { code } }
        cycle(fiscalYear: 2026, on: "2026-02-01") { warnings { code step restsOn } open { step portfolio { code } } } }`,
    )
    expect(data.promises).toHaveLength(2)
    for (const promise of data.promises)
      expect(promise).toMatchObject({
        status: 'KEPT',
        keptOn: '2025-10-16',
        evidence: [{ code: 'doorloop-2026' }],
      })
    expect(data.cycle.warnings).toContainEqual({
      code: 'DONE_BEFORE',
      step: 'CONTINUATION',
      restsOn: 'EVALUATION',
    })
  })
})

describe('the operating money of 2026', () => {
  const code = 'VRD12-2026'
  const ref = [`portfolio:${code}`]

  test('is not nominated before its receivers are evaluated', async () => {
    const relations = [partOf(code, 'VRD1'), partOf(code, 'VRD2')]
    expect(
      await graph.write(OFFICE, 'createNodes', { ...portfolio(code, 'OPERATING', '50'), relations }),
    ).toEqual(done)
    const allocations = [
      { code: `${code}-abb`, name: { nl: 'x' }, appropriation: `appropriation:${code}-krediet`, entity: 'entity:agentschap-binnenlands-bestuur', amount: '50', allocationKind: 'OPERATING' },
    ] // prettier-ignore
    expect(await graph.write(OFFICE, 'allocate', { allocations })).toEqual(done)
    expect(await step(STEERING, 'VALIDATION', ref, paper('voordracht-2026', '2025-12-04'))).toMatchObject({
      errors: [
        { code: 'INVALID_TRANSITION', message: 'not evaluated in favour yet: agentschap-binnenlands-bestuur; STEERING_BODY evaluates' },
      ],
    }) // prettier-ignore
    expect(await spend(`${code}-abb`)).toMatchObject({ spendable: false, blockedBy: { code: 'NOMINATION' } })
  })

  test('is not granted either, whoever writes', async () => {
    const decision = { kind: 'DECISION', code: 'los', name: { nl: 'los' }, details: { decision: { status: 'TAKEN', date: '2026-01-30', body: 'governance-body:vlaamse-regering' } } } // prettier-ignore
    expect(await graph.write(SECRETARIAT, 'createNodes', { nodes: [decision] })).toEqual(done)
    const change = { details: { allocation: { status: 'GRANTED', decision: 'decision:los' } } }
    const input = { node: `allocation:${code}-abb`, change, expectedVersion: await graph.version() }
    expect(await graph.write(OFFICE, 'correctNode', input)).toMatchObject({
      errors: [
        {
          code: 'CONSTRAINT_VIOLATED',
          message: expect.stringContaining('waits for an evaluation of its receiver'),
        },
      ],
    })
  })

  test('goes its way once they are: each receiver by itself', async () => {
    const evaluation = { kind: 'EVALUATION', code: 'abb-2026', name: { nl: 'abb' }, details: { evaluation: { fiscalYear: 2026, date: '2025-12-01', outcome: 'POSITIVE', body: 'governance-body:stuurorgaan' } } } // prettier-ignore
    const relations = [
      { kind: 'EVALUATES', source: 'evaluation:abb-2026', target: 'allocation:VRD12-2025-agentschap-binnenlands-bestuur' },
    ] // prettier-ignore
    expect(await graph.write(STEERING, 'createNodes', { nodes: [evaluation], relations })).toEqual(done)
    expect(await step(STEERING, 'VALIDATION', ref, paper('voordracht-2026', '2025-12-04'))).toEqual(done)
    expect((await spend(`${code}-abb`)).gates).toContainEqual({
      code: 'EVALUATION',
      status: 'PASSED',
      date: '2025-12-01',
    })
    const { data } = await graph.ask(
      OFFICE,
      '{ evaluationDebt(fiscalYear: 2026, on: "2025-12-01") { entity { code } } }',
    )
    expect(data.evaluationDebt).toHaveLength(15)
  })
})

describe('a year that nobody announced', () => {
  test('is empty, and one that is none is refused', async () => {
    const { data } = await graph.ask(
      OFFICE,
      '{ cycle(fiscalYear: 2050, on: "2049-01-01") { steps { step } warnings { code } } }',
    )
    expect(data.cycle.steps).toEqual([])
    expect(data.cycle.warnings).toEqual([])
    const { errors } = await graph.ask(OFFICE, '{ cycle(fiscalYear: 12) { steps { step } } }')
    expect(errors?.[0]?.message).toContain('must be a year from 1900 to 2200')
  })
})
