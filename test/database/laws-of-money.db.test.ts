import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { allocate, type Credit, insertCredit, insertPortfolio, totals } from './credit.js'
import {
  createGraphDatabase,
  type GraphDatabase,
  insertTyped,
  type Values,
  verdict,
} from './graph-database.js'

let graph: GraphDatabase
let credit: Credit
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())
beforeEach(async () => {
  await graph.client.query('begin')
  credit = await insertCredit(graph.client, '100.00')
})
afterEach(() => graph.client.query('rollback'))

const say = (text: string, ...values: unknown[]) =>
  verdict(graph.client, () => graph.client.query(text, values))
const sayAllocate = (amount: unknown, values: Values = {}) =>
  verdict(graph.client, () => allocate(graph.client, credit, amount, values))

describe('an amount', () => {
  const WRONG = ['-0.01', 'NaN', 'Infinity', '-Infinity', '1.005', '1.5', '1', '1e1', '10000000000000.00']

  test.each(WRONG)('is not %s', async (amount) => {
    expect(await sayAllocate(amount, { status: 'DRAFT' })).toBe('allocation_amount_check')
    expect(await verdict(graph.client, () => insertCredit(graph.client, amount))).toBe(
      'appropriation_amount_check',
    )
    const id = await allocate(graph.client, credit, '1.00', { status: 'DRAFT' })
    expect(await say('update allocation set amount = $2 where id = $1', id, amount)).toBe(
      'allocation_amount_check',
    )
  })

  test.each(['0.00', '0.01', '100.00', '1e-2'])('may be %s', async (amount) => {
    expect(await sayAllocate(amount)).toBe('accepted')
  })

  test('is stated', async () => {
    expect(await sayAllocate(null)).toBe('amount')
  })
})

describe('an allocation', () => {
  test('is charged to an appropriation', async () => {
    expect(await sayAllocate('1.00', { appropriation_id: null })).toBe('appropriation_id')
    expect(await sayAllocate('1.00', { appropriation_id: credit.portfolio_id })).toMatch(
      /^allocation_(appropriation|same_portfolio)_fk$/,
    )
  })

  test('is of the portfolio and the year of its appropriation', async () => {
    const portfolio_id = await insertPortfolio(graph.client)
    expect(await sayAllocate('1.00', { portfolio_id })).toBe('allocation_same_portfolio_fk')
    expect(await sayAllocate('1.00', { fiscal_year: 2026 })).toBe('allocation_same_portfolio_fk')
    await allocate(graph.client, credit, '1.00')
    expect(await say('update allocation set fiscal_year = 2026')).toBe('allocation_same_portfolio_fk')
    expect(await say('update appropriation set fiscal_year = 2026')).toBe('allocation_same_portfolio_fk')
    expect(await say('update appropriation set portfolio_id = $1', portfolio_id)).toBe(
      'allocation_same_portfolio_fk',
    )
  })

  test('goes to a project of its own portfolio', async () => {
    const project = (portfolio_id: string) =>
      insertTyped(graph.client, 'PROJECT', { portfolio_id, number: 1 })
    const own = await project(credit.portfolio_id)
    const foreign = await project(await insertPortfolio(graph.client))
    expect(await sayAllocate('1.00', { project_id: foreign })).toBe('allocation_project_portfolio_fk')
    expect(await sayAllocate('1.00', { project_id: own })).toBe('accepted')
  })

  test('keeps its appropriation from going', async () => {
    await allocate(graph.client, credit, '1.00', { status: 'WITHDRAWN' })
    expect(await say('delete from appropriation')).toMatch(/^allocation_(appropriation|same_portfolio)_fk$/)
  })
})

test('a project belongs to a pillar of its own portfolio', async () => {
  const pillar = (portfolio_id: string) => insertTyped(graph.client, 'PILLAR', { portfolio_id, number: 1 })
  const own = await pillar(credit.portfolio_id)
  const foreign = await pillar(await insertPortfolio(graph.client))
  const project = (pillar_id: string | null) =>
    verdict(graph.client, () =>
      insertTyped(graph.client, 'PROJECT', { portfolio_id: credit.portfolio_id, number: 1, pillar_id }),
    )
  expect(await project(foreign)).toBe('project_same_portfolio_fk')
  expect([await project(own), await project(null)]).toEqual(['accepted', 'accepted'])
})

describe('beyond the appropriation', () => {
  const CEILING = 'appropriation_ceiling_check'
  beforeEach(() => allocate(graph.client, credit, '60.00', { status: 'GRANTED' }))

  test('nothing is allocated, up to it everything', async () => {
    expect(await sayAllocate('40.01')).toBe(CEILING)
    expect(await sayAllocate('40.01', { status: 'GRANTED' })).toBe(CEILING)
    expect(await sayAllocate('40.00')).toBe('accepted')
  })

  test.each(['DRAFT', 'WITHDRAWN'])('a %s may go, until it is proposed', async (status) => {
    const id = await allocate(graph.client, credit, '40.01', { status })
    const become = (next: string) => say('update allocation set status = $2 where id = $1', id, next)
    expect(await become('PROPOSED')).toBe(CEILING)
    expect(await become('GRANTED')).toBe(CEILING)
    expect(await become(status === 'DRAFT' ? 'WITHDRAWN' : 'DRAFT')).toBe('accepted')
  })

  test('no amount grows', async () => {
    const id = await allocate(graph.client, credit, '30.00')
    expect(await say('update allocation set amount = 40.01 where id = $1', id)).toBe(CEILING)
    expect(await say('update allocation set amount = 40.00 where id = $1', id)).toBe('accepted')
  })

  test('none moves in from another', async () => {
    const other = await insertCredit(graph.client, '100.00', credit.portfolio_id)
    const id = await allocate(graph.client, other, '40.01')
    const move = () =>
      say('update allocation set appropriation_id = $2 where id = $1', id, credit.appropriation_id)
    expect(await move()).toBe(CEILING)
    await graph.client.query('update allocation set amount = 40.00 where id = $1', [id])
    expect(await move()).toBe('accepted')
  })

  test('what is allocated is not taken back', async () => {
    const lower = (amount: string) => say('update appropriation set amount = $1', amount)
    expect(await lower('59.99')).toBe(CEILING)
    expect(await lower('60.00')).toBe('accepted')
  })

  test('two rows of one statement do not go together either', async () => {
    const [one, other] = [
      await allocate(graph.client, credit, '1.00'),
      await allocate(graph.client, credit, '1.00'),
    ]
    const both = (amount: string) =>
      say('update allocation set amount = $3 where id in ($1, $2)', one, other, amount)
    expect(await both('20.01')).toBe(CEILING)
    expect(await both('20.00')).toBe('accepted')
  })
})

test.each(['10.00', '-10.00'])(
  'money shifts within a full appropriation in one statement, %s',
  async (by) => {
    const [one, other] = [
      await allocate(graph.client, credit, '60.00'),
      await allocate(graph.client, credit, '40.00'),
    ]
    const shift =
      'update allocation set amount = amount + case id when $1 then -$3::numeric else $3::numeric end where id in ($1, $2)'
    expect(await say(shift, one, other, by)).toBe('accepted')
  },
)

describe('what is allocated cannot be written by hand,', () => {
  const GUARD = 'appropriation_allocated_guard'

  test('neither with a new appropriation', async () => {
    const values = { portfolio_id: credit.portfolio_id, fiscal_year: 2025, amount: '5.00' }
    const insert = (allocated: string) =>
      verdict(graph.client, () => insertTyped(graph.client, 'APPROPRIATION', { ...values, allocated }))
    expect([await insert('1.00'), await insert('NaN')]).toEqual([GUARD, GUARD])
    expect(await insert('0.00')).toBe('accepted')
  })

  test('nor later', async () => {
    await allocate(graph.client, credit, '60.00')
    for (const value of ['0.00', '59.99', 'NaN']) {
      expect(await say('update appropriation set allocated = $1', value)).toBe(GUARD)
    }
    expect(await say('update appropriation set allocated = allocated, amount = 70.00')).toBe('accepted')
  })
})

test('what is allocated goes when the node of an allocation goes', async () => {
  const id = await allocate(graph.client, credit, '60.00')
  await graph.client.query('delete from node where id = $1', [id])
  expect(await totals(graph.client)).toEqual([
    { id: credit.appropriation_id, allocated: '0.00', taken: '0.00', amount: '100.00' },
  ])
})
