import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller } from '../../src/access/caller.js'
import { type Answer, callerOf, list, OFFICE, WritingGraph } from './writing-graph.js'

const PUBLIC = callerOf('PUBLIC')
const SAFETY = 'Vlaams Centrum voor Digitale Veiligheid'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
  expect(await draftPortfolio('A', 'need:overheid-als-platform')).toMatchObject({ errors: [] })
  expect(await draftPortfolio('B', 'need:eenduidige-digitale-strategie')).toMatchObject({ errors: [] })
})
afterAll(() => graph.stop())

/** A draft of 2026 of 100 euro, with a main line of 2025 and one of its own, and a project in each. */
async function draftPortfolio(name: string, need: string): Promise<Answer['data']> {
  const code = `VRD3-2026-${name}`
  const portfolio = `portfolio:${code}`
  const project = (number: number, pillar: string) => ({ kind: 'PROJECT', code: `${code}-0${number}`, name: { nl: `Project ${pillar}` }, details: { project: { number, portfolio, pillar: `pillar:${code}-${pillar}` } } }) // prettier-ignore
  return graph.write(OFFICE, 'createNodes', {
    draft: true,
    nodes: [
      { kind: 'PORTFOLIO', code, name: { nl: `Ontwerp ${name}` }, details: { portfolio: { fiscalYear: 2026, portfolioKind: 'INVESTMENT' } } },
      { kind: 'APPROPRIATION', code: `${code}-krediet`, name: { nl: 'Krediet' }, details: { appropriation: { portfolio, fiscalYear: 2026, amount: '100' } } },
      { kind: 'PILLAR', code: `${code}-oud`, name: { nl: SAFETY.toLowerCase() }, details: { pillar: { number: 1, portfolio } } },
      { kind: 'PILLAR', code: `${code}-eigen`, name: { nl: `Eigen lijn ${name}` }, details: { pillar: { number: 2, portfolio } } },
      project(1, 'oud'), project(2, 'eigen'),
    ],
    relations: [{ kind: 'ANSWERS', source: `project:${code}-02`, target: need }],
  }) // prettier-ignore
}

const AFTER = `allocations { status } portfolios { code headroom { ceiling { amount } drafted { amount } left { amount } } }
  shifts { portfolio { code } pillar { code } change { amount } }`
const allocation = (draft: string, project: number, code: string, amount: string) => ({
  code: `${draft}-${code}`,
  name: { nl: code },
  appropriation: `appropriation:VRD3-2026-${draft}-krediet`,
  project: `project:VRD3-2026-${draft}-0${project}`,
  amount,
  allocationKind: 'INVESTMENT',
})
const draft = (...allocations: object[]) =>
  graph.write(OFFICE, 'allocate', { draft: true, allocations }, AFTER)
async function change(mutation: string, input: object): Promise<Answer['data']> {
  return graph.write(OFFICE, mutation, { expectedVersion: await graph.version(), ...input }, AFTER)
}
const overCeiling = (...path: string[]) => ({
  graphVersion: null,
  errors: [{ code: 'CONSTRAINT_VIOLATED', message: expect.stringContaining('ceiling of the draft'), path: ['input', ...path] }],
}) // prettier-ignore

async function headroom(code: string, caller: Caller): Promise<Answer['data']> {
  const { data } = await graph.ask(caller, `{ portfolio(code: "${code}") { headroom { ceiling { amount } allocated { amount } drafted { amount } left { amount precision } } } }`) // prettier-ignore
  return data.portfolio?.headroom
}

describe('the portfolio of 2025', () => {
  test('has 18 million, and nothing left of it', async () => {
    expect(await headroom('VRD3-2025', PUBLIC)).toEqual({
      ceiling: { amount: '18000000.00' },
      allocated: { amount: '18000000.00' },
      drafted: { amount: '0.00' },
      left: { amount: '0.00', precision: 'EXACT' },
    })
  })

  test('of an earlier year has what the note states, and a portfolio without a credit has no ceiling', async () => {
    expect(await graph.write(OFFICE, 'createNodes', { nodes: [{ kind: 'PORTFOLIO', code: 'LEEG', name: { nl: 'Leeg' }, details: { portfolio: { fiscalYear: 2031, portfolioKind: 'INVESTMENT' } } }] })).toMatchObject({ errors: [] }) // prettier-ignore
    expect(await headroom('LEEG', PUBLIC)).toEqual({
      ceiling: null,
      allocated: { amount: '0.00' },
      drafted: { amount: '0.00' },
      left: null,
    })
  })
})

describe('a draft portfolio', () => {
  test('shows at each edit what is left, and which main line gains or loses', async () => {
    expect(await draft(allocation('A', 1, 'x', '60'), allocation('A', 2, 'y', '30'))).toMatchObject({
      errors: [],
      allocations: [{ status: 'DRAFT' }, { status: 'DRAFT' }],
      portfolios: [{ code: 'VRD3-2026-A', headroom: { ceiling: { amount: '100.00' }, drafted: { amount: '90.00' }, left: { amount: '10.00' } } }],
      shifts: [
        { pillar: { code: 'VRD3-2026-A-oud' }, change: { amount: '60.00' } },
        { pillar: { code: 'VRD3-2026-A-eigen' }, change: { amount: '30.00' } },
      ],
    }) // prettier-ignore
    const moved = await change('moveMoney', { from: 'allocation:A-x', to: 'allocation:A-y', amount: '12.34' })
    expect(moved).toMatchObject({
      errors: [],
      portfolios: [{ headroom: { drafted: { amount: '90.00' }, left: { amount: '10.00' } } }],
      shifts: [
        { pillar: { code: 'VRD3-2026-A-oud' }, change: { amount: '-12.34' } },
        { pillar: { code: 'VRD3-2026-A-eigen' }, change: { amount: '12.34' } },
      ],
    })
    expect(await draft(allocation('A', 1, 'z', '10'))).toMatchObject({ errors: [] })
    expect(await change('withdrawAllocations', { allocations: ['allocation:A-z'] })).toMatchObject({
      errors: [],
      portfolios: [{ headroom: { left: { amount: '10.00' } } }],
      shifts: [{ pillar: { code: 'VRD3-2026-A-oud' }, change: { amount: '-10.00' } }],
    })
  })

  test('is held to its own ceiling, also when the ceiling comes down', async () => {
    expect(await draft(allocation('A', 1, 'te-veel', '10.01'))).toMatchObject(
      overCeiling('allocations', '0', 'amount'),
    )
    const lower = async (amount: string) =>
      graph.write(OFFICE, 'correctNode', { node: 'appropriation:VRD3-2026-A-krediet', change: { details: { appropriation: { amount } } }, expectedVersion: await graph.version() }) // prettier-ignore
    expect(await lower('89.99')).toMatchObject({ errors: [{ code: 'CONSTRAINT_VIOLATED' }] })
    expect(await lower('95')).toMatchObject({ errors: [] })
    expect(await draft(allocation('A', 1, 'te-veel', '5.01'))).toMatchObject(
      overCeiling('allocations', '0', 'amount'),
    )
    expect(await lower('100')).toMatchObject({ errors: [] })
  })

  test('stays within it whoever drafts, however many at once', async () => {
    const writers = Array.from({ length: 16 }, (_, at) => draft(allocation('B', 1 + (at % 2), `w${at}`, '9')))
    const told = await Promise.all(writers)
    expect(told.filter(({ errors }) => list(errors).length === 0)).toHaveLength(11)
    for (const { errors } of told)
      for (const error of list(errors)) expect(error).toMatchObject({ code: 'CONSTRAINT_VIOLATED' })
    expect(await headroom('VRD3-2026-B', OFFICE)).toMatchObject({
      drafted: { amount: '99.00' },
      left: { amount: '1.00' },
    })
  })

  test('is not there for the public, and nothing of it counts in what is published', async () => {
    expect(await headroom('VRD3-2026-A', PUBLIC)).toBeUndefined()
    const { errors } = await graph.ask(PUBLIC, '{ comparePortfolios(portfolios: ["portfolio:VRD3-2025", "portfolio:VRD3-2026-A"]) { needs { need { code } } } }') // prettier-ignore
    expect(errors).toMatchObject([{ message: 'portfolios: there is no node "portfolio:VRD3-2026-A"' }])
    expect(await graph.write(OFFICE, 'allocate', { draft: true, allocations: [{ ...allocation('A', 1, 'boven', '0.07'), appropriation: await creditOf2025(), project: 'project:VRD3-2025-01' }] })).toMatchObject({ errors: [] }) // prettier-ignore
    expect(await headroom('VRD3-2025', PUBLIC)).toMatchObject({ left: { amount: '0.00' } })
    expect(await headroom('VRD3-2025', OFFICE)).toMatchObject({
      drafted: { amount: '0.07' },
      left: { amount: '-0.07' },
    })
  })

  async function creditOf2025(): Promise<string> {
    const { data } = await graph.ask(
      PUBLIC,
      '{ portfolio(code: "VRD3-2025") { appropriations { reference } } }',
    )
    return data.portfolio.appropriations[0].reference as string
  }

  test('shows what each main line takes beside the year before', async () => {
    const { data } = await graph.ask(OFFICE, `{ portfolio(code: "VRD3-2026-A") { pillarShares(comparedTo: "portfolio:VRD3-2025") {
      pillar { code } baselinePillar { number } amount { amount } share baseline { amount } change { amount } } } }`) // prettier-ignore
    const shares = list(data.portfolio.pillarShares)
    expect(shares).toHaveLength(7)
    expect(shares[0]).toMatchObject({
      pillar: { code: 'VRD3-2026-A-oud' },
      baselinePillar: { number: 2 },
      amount: { amount: '47.66' },
    })
    expect(shares[1]).toMatchObject({
      pillar: { code: 'VRD3-2026-A-eigen' },
      baselinePillar: null,
      amount: { amount: '42.34' },
      baseline: { amount: '0.00' },
      change: { amount: '42.34' },
    })
    expect(shares.slice(2).map(({ pillar }) => pillar)).toEqual([null, null, null, null, null])
  })
})

describe('drafts side by side', () => {
  const ASKED = `query ($codes: [String!]!) { comparePortfolios(portfolios: $codes) {
    portfolios { portfolio { code } money { amount } change { amount } projectCount needCount onlyHere { reference } }
    pillars { name(language: NL) cells { portfolio { code } node { code } amount { amount } change { amount } } }
    projects { name(language: NL) cells { node { code } amount { amount } change { amount } } }
    needs { need { code } coveredBy { code } missingIn { code } } } }`
  const compare = (caller: Caller, ...codes: string[]) =>
    graph.ask(caller, ASKED, { codes: codes.map((code) => `portfolio:${code}`) })

  test('are compared in money, main lines, projects and needs', async () => {
    const { data } = await compare(OFFICE, 'VRD3-2026-A', 'VRD3-2026-B')
    const [A, B] = [{ code: 'VRD3-2026-A' }, { code: 'VRD3-2026-B' }]
    expect(data.comparePortfolios.portfolios).toEqual([
      { portfolio: A, money: { amount: '90.00' }, change: { amount: '0.00' }, projectCount: 2, needCount: 1,
        onlyHere: ['pillar:VRD3-2026-A-eigen', 'need:overheid-als-platform'].map((reference) => ({ reference })) },
      { portfolio: B, money: { amount: '99.00' }, change: { amount: '9.00' }, projectCount: 2, needCount: 1,
        onlyHere: ['pillar:VRD3-2026-B-eigen', 'need:eenduidige-digitale-strategie'].map((reference) => ({ reference })) },
    ]) // prettier-ignore
    const [first, ...own] = list(data.comparePortfolios.pillars)
    expect(first).toMatchObject({
      name: SAFETY.toLowerCase(),
      cells: [{ portfolio: A, amount: { amount: '47.66' }, change: { amount: '0.00' } }, { portfolio: B }],
    })
    expect(own).toMatchObject([
      { name: 'Eigen lijn A', cells: [{ amount: { amount: '42.34' } }, { node: null, amount: null, change: { amount: '-42.34' } }] },
      { name: 'Eigen lijn B', cells: [{ node: null, amount: null, change: { amount: '0.00' } }, { node: { code: 'VRD3-2026-B-eigen' } }] },
    ]) // prettier-ignore
    expect(data.comparePortfolios.projects).toMatchObject([
      { name: 'Project oud', cells: [{ node: { code: 'VRD3-2026-A-01' } }, { node: { code: 'VRD3-2026-B-01' } }] },
      { name: 'Project eigen', cells: [{ node: { code: 'VRD3-2026-A-02' } }, { node: { code: 'VRD3-2026-B-02' } }] },
    ]) // prettier-ignore
    expect(data.comparePortfolios.needs).toEqual([
      { need: { code: 'eenduidige-digitale-strategie' }, coveredBy: [B], missingIn: [A] },
      { need: { code: 'overheid-als-platform' }, coveredBy: [A], missingIn: [B] },
    ])
  })

  test('are two to six different ones', async () => {
    for (const codes of [['VRD3-2025'], ['VRD3-2025', 'VRD3-2025']]) {
      const { errors } = await compare(OFFICE, ...codes)
      expect(errors).toMatchObject([
        { message: expect.stringMatching(/^portfolios: (must name 2 to 6|names a portfolio twice)/) },
      ])
    }
  })

  test('once published they are held to what is proposed, and no ceiling of a draft is left', async () => {
    const { data } = await graph.ask(OFFICE, '{ portfolio(code: "VRD3-2026-B") { reference pillars { reference projects { reference allocations(first: 100) { nodes { reference } } } } appropriations { reference } } }') // prettier-ignore
    const { reference, pillars, appropriations } = data.portfolio
    const projects = list(pillars).flatMap((pillar) => list(pillar.projects))
    const allocations = projects.flatMap((project) => list(project.allocations.nodes))
    const subjects = [{ reference }, ...list(pillars), ...projects, ...list(appropriations), ...allocations].map((one) => one.reference) // prettier-ignore
    expect(await graph.write(OFFICE, 'publish', { subjects, expectedVersion: await graph.version() })).toMatchObject({ errors: [] }) // prettier-ignore
    expect(await headroom('VRD3-2026-B', PUBLIC)).toMatchObject({
      allocated: { amount: '99.00' },
      drafted: { amount: '0.00' },
      left: { amount: '1.00' },
    })
    expect(await draft(allocation('B', 1, 'plan', '50'))).toMatchObject({
      errors: [],
      portfolios: [{ headroom: { left: { amount: '-49.00' } } }],
    })
  })
})
