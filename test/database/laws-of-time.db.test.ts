import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import {
  createGraphDatabase,
  type GraphDatabase,
  insert,
  insertNode,
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

/** A row of each table that holds for a time. */
const DATED: Readonly<Record<string, () => Promise<Values>>> = {
  node: async () => ({ id: randomUUID(), kind: 'PROJECT', code: 'dated', name_nl: 'x' }),
  column_tie: async () => ({ node_id: await insertNode(graph.client, 'PROJECT'), column_name: 'pillar' }),
  relation: async () => ({
    id: randomUUID(),
    kind: 'PRECEDES',
    source_id: await insertNode(graph.client, 'PROJECT'),
    source_kind: 'PROJECT',
    target_id: await insertNode(graph.client, 'PROJECT'),
    target_kind: 'PROJECT',
  }),
}

describe.each(Object.entries(DATED))('the period of a %s', (table, row) => {
  const say = async (values: Values) => {
    const whole = { ...(await row()), ...values }
    return verdict(graph.client, () => insert(graph.client, table, whole))
  }
  const from = (day: string | null, precision: string | null) => ({
    valid_from: day,
    valid_from_precision: precision,
  })
  const to = (day: string | null, precision: string | null) => ({
    valid_to: day,
    valid_to_precision: precision,
  })

  test.each<[string, Values]>([
    ['open', {}],
    ['of one day', { ...from('2025-01-01', 'DAY'), ...to('2025-01-02', 'DAY') }],
    ['with a start only', from('2025-01-01', 'YEAR')],
    ['with an end only', to('2025-04-01', 'QUARTER')],
  ])('may be %s', async (_what, values) => expect(await say(values)).toBe('accepted'))

  test.each<[string, Values]>([
    ['end where it starts', { ...from('2025-01-01', 'DAY'), ...to('2025-01-01', 'DAY') }],
    ['end before it starts', { ...from('2025-01-02', 'DAY'), ...to('2025-01-01', 'DAY') }],
    ['have a precision without a first day', from(null, 'DAY')],
    ['have a precision without a last day', to(null, 'YEAR')],
    ['have a first day without a precision', from('2025-01-01', null)],
    ['have a last day without a precision', to('2025-01-01', null)],
    ['be known to the week', from('2025-01-01', 'WEEK')],
    ['be known to the hour', to('2025-01-01', 'HOUR')],
  ])('cannot %s', async (_what, values) => expect(await say(values)).toBe(`${table}_period_check`))
})

describe.each([
  ['DOCUMENT', 'date', 'document_date_check'],
  ['POLICY_DOCUMENT', 'date', 'policy_document_date_check'],
  ['MILESTONE', 'due', 'milestone_due_check'],
])('the day of a %s', (kind, column, law) => {
  const say = async (day: string | null, precision: string | null) => {
    const id = await insertNode(graph.client, kind)
    const values = { id, kind, [column]: day, [`${column}_precision`]: precision }
    return verdict(graph.client, () => insert(graph.client, kind.toLowerCase(), values))
  }

  test('is known to the day, month, quarter or year, or not at all', async () => {
    for (const precision of ['DAY', 'MONTH', 'QUARTER', 'YEAR'])
      expect(await say('2025-01-01', precision)).toBe('accepted')
    expect(await say(null, null)).toBe('accepted')
    expect(await say('2025-01-01', 'WEEK')).toBe(law)
  })

  test('has a precision, and no precision goes without a day', async () => {
    expect(await say('2025-01-01', null)).toBe(law)
    expect(await say(null, 'YEAR')).toBe(law)
  })
})

test('a name goes into use before it goes out', async () => {
  const node_id = await insertNode(graph.client, 'ENTITY')
  const name = { node_id, position: 1, text: 'x', language: 'NL', use: 'FORMER', used_from: '2020-01-01' }
  const say = (used_to: string) =>
    verdict(graph.client, () => insert(graph.client, 'node_name', { ...name, used_to }))
  expect(await say('2020-01-01')).toBe('node_name_period_check')
  expect(await say('2020-01-02')).toBe('accepted')
})
