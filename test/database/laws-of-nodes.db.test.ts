import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { NODE_KINDS } from '../../src/kernel/node-kind.js'
import {
  createGraphDatabase,
  type GraphDatabase,
  insert,
  insertNode,
  insertTyped,
  type Values,
  verdict,
} from './graph-database.js'

let graph: GraphDatabase
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())
beforeEach(() => graph.client.query('begin'))
afterEach(() => graph.client.query('rollback'))

const saying = (work: () => Promise<unknown>) => verdict(graph.client, work)
const sayInsert = (table: string, values: Values) => saying(() => insert(graph.client, table, values))

describe('a code', () => {
  const codeOf = (kind: string, code: string) => insertNode(graph.client, kind, { code })
  const alias = (id: string, code: string, kind = 'ENTITY') =>
    insert(graph.client, 'node_alias', { node_id: id, kind, code })
  const rename = (id: string, code: string) =>
    graph.client.query('update node set code = $2 where id = $1', [id, code])

  test('belongs to one node of its kind', async () => {
    await codeOf('ENTITY', 'vlabel')
    expect(await saying(() => codeOf('ENTITY', 'vlabel'))).toBe('node_code_key')
    expect(await saying(() => codeOf('PROJECT', 'vlabel'))).toBe('accepted')
  })

  test.each(['', ' ', 'a b', '-a', 'a:b', 'é', 'a\n', 'a'.repeat(121)])('is not %j', async (code) => {
    expect(await saying(() => codeOf('ENTITY', code))).toBe('node_code_check')
  })

  test('that one bears now is no alias, of itself neither', async () => {
    const [one, other] = [await codeOf('ENTITY', 'one'), await codeOf('ENTITY', 'other')]
    expect(await saying(() => alias(other, 'one'))).toBe('node_code_alias_key')
    expect(await saying(() => alias(one, 'one'))).toBe('node_code_alias_key')
    await alias(other, 'former')
    const update = `update node_alias set code = 'one' where code = 'former'`
    expect(await saying(() => graph.client.query(update))).toBe('node_code_alias_key')
  })

  test('that another bore is not free, that one bore itself is', async () => {
    const [one, other] = [await codeOf('ENTITY', 'one'), await codeOf('ENTITY', 'other')]
    await alias(one, 'former')
    expect(await saying(() => codeOf('ENTITY', 'former'))).toBe('node_code_alias_key')
    expect(await saying(() => rename(other, 'former'))).toBe('node_code_alias_key')
    expect(await saying(() => alias(other, 'former'))).toBe('node_alias_pk')
    expect(await saying(() => rename(one, 'former'))).toBe('accepted')
    expect(await saying(() => codeOf('PROJECT', 'former'))).toBe('accepted')
  })

  test('that was corrected stays with the kind of its node', async () => {
    expect(await saying(async () => alias(await codeOf('ENTITY', 'one'), 'former', 'PROJECT'))).toBe(
      'node_alias_node_fk',
    )
  })
})

test('a node has a kind that is known', async () => {
  expect(await saying(() => insertNode(graph.client, 'THING'))).toBe('node_kind_fk')
})

describe('what stands in the table of its kind', () => {
  test.each(NODE_KINDS)('%s', async (kind) => {
    const table = kind.toLowerCase()
    const other = kind === 'ENTITY' ? 'PROJECT' : 'ENTITY'
    const id = await insertNode(graph.client, other)
    const values = await needed(table)
    expect(await sayInsert(table, { ...values, id, kind: other })).toBe(`${table}_kind_check`)
    expect(await sayInsert(table, { ...values, id, kind })).toBe(`${table}_node_fk`)
    expect(await sayInsert(table, { ...values, id: randomUUID(), kind })).toBe(`${table}_node_fk`)
    expect(await sayInsert(table, { ...values, id: await insertNode(graph.client, kind), kind })).toBe(
      'accepted',
    )
  })
})

/** What a row of a kind cannot do without, beside its node. */
async function needed(table: string): Promise<Values> {
  const body = () => insertTyped(graph.client, 'GOVERNANCE_BODY')
  const portfolio = () => insertTyped(graph.client, 'PORTFOLIO', PORTFOLIO)
  switch (table) {
    case 'meeting':
      return { body_id: await body() }
    case 'decision':
      return { body_id: await body(), status: 'TAKEN' }
    case 'advice':
      return { body_id: await body(), form: 'ADVICE', verdict: 'REQUESTED' }
    case 'portfolio':
      return PORTFOLIO
    case 'pillar':
    case 'project':
      return { portfolio_id: await portfolio(), number: 1 }
    case 'workstream':
      return { number: 1 }
    case 'budget_article':
      return { article: 'SJ0', base_allocation: '1SJ' }
    case 'appropriation':
      return { portfolio_id: await portfolio(), fiscal_year: 2025, amount: '1.00' }
    case 'allocation': {
      const credit = { portfolio_id: await portfolio(), fiscal_year: 2025 }
      const appropriation_id = await insertTyped(graph.client, 'APPROPRIATION', { ...credit, amount: '1.00' })
      return { ...credit, appropriation_id, amount: '1.00', allocation_kind: 'INVESTMENT', status: 'DRAFT' }
    }
    default:
      return {}
  }
}

const PORTFOLIO = { fiscal_year: 2025, portfolio_kind: 'INVESTMENT' }

describe('words that nobody knows are refused:', () => {
  test.each([
    ['regulation', 'regulation_type', 'LAW', 'regulation_regulation_type_check'],
    ['entity', 'entity_type', 'MINISTRY', 'entity_entity_type_check'],
    ['building_block', 'stage', 'existing', 'building_block_stage_check'],
    ['decision', 'status', 'APPROVED', 'decision_status_check'],
    ['advice', 'form', 'OPINION', 'advice_form_check'],
    ['advice', 'verdict', 'GOOD', 'advice_verdict_check'],
    ['evaluation', 'outcome', 'GOOD', 'evaluation_outcome_check'],
    ['portfolio', 'portfolio_kind', 'SUBSIDY', 'portfolio_portfolio_kind_check'],
    ['appropriation', 'credit_type', 'VAK', 'appropriation_credit_type_check'],
    ['appropriation', 'amount_precision', 'UNKNOWN', 'appropriation_amount_precision_check'],
    ['allocation', 'allocation_kind', 'GIFT', 'allocation_allocation_kind_check'],
    ['allocation', 'status', 'APPROVED', 'allocation_status_check'],
    ['allocation', 'amount_precision', '', 'allocation_amount_precision_check'],
  ])('%s.%s %s', async (table, column, word, law) => {
    const kind = table.toUpperCase()
    const values = { ...(await needed(table)), id: await insertNode(graph.client, kind), kind }
    expect(await sayInsert(table, values)).toBe('accepted')
    expect(await sayInsert(table, { ...values, [column]: word })).toBe(law)
  })

  test.each([
    ['node_name', { position: 1, text: 'a', language: 'FR', use: 'FULL' }, 'node_name_language_check'],
    ['node_name', { position: 1, text: 'a', language: 'NL', use: 'NICK' }, 'node_name_use_check'],
    ['remark', { id: randomUUID(), position: 1, text_nl: 'a', kind: 'DOUBT' }, 'remark_kind_check'],
  ])('%s %j', async (table, values, law) => {
    expect(await sayInsert(table, { node_id: await insertNode(graph.client, 'ENTITY'), ...values })).toBe(law)
  })
})

describe('an OVO code', () => {
  const entity = (ovo: string | null) => insertTyped(graph.client, 'ENTITY', { ovo_code: ovo })

  test.each(['OVO12345', 'OVO1234567', 'ovo002949', '002949', 'OVO00294a', 'OVO002949\n', ''])(
    'is not %j',
    async (ovo) => {
      expect(await saying(() => entity(ovo))).toBe('entity_ovo_code_check')
    },
  )

  test('belongs to one entity; many have none', async () => {
    await entity('OVO002949')
    expect(await saying(() => entity('OVO002949'))).toBe('entity_ovo_code_key')
    await entity(null)
    expect(await saying(() => entity(null))).toBe('accepted')
  })
})
