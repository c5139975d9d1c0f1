import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { createGraphDatabase, type GraphDatabase, insert, insertNode, verdict } from './graph-database.js'

let graph: GraphDatabase
let first: Client
let second: Client
beforeAll(async () => {
  graph = await createGraphDatabase()
  first = await graph.connect()
  second = await graph.connect()
})
afterAll(() => graph.drop())

const newNode = (client: Client, code: string) => insertNode(client, 'ENTITY', { code })
const newAlias = (client: Client, node_id: string, code: string) =>
  insert(client, 'node_alias', { kind: 'ENTITY', node_id, code })

/** Lets the second one write while the first one has not said whether it stays. */
async function race(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<string> {
  await first.query('begin')
  await one()
  const answer = other().then(
    () => 'accepted',
    (error: { constraint?: string }) => error.constraint ?? 'an error without a name',
  )
  await hasReachedServer(answer)
  await first.query('commit')
  return answer
}

/** Until the second one has its answer, or waits for the first one's lock. */
async function hasReachedServer(answer: Promise<string>): Promise<void> {
  const { processID } = second as unknown as { processID: number }
  const waits = 'select from pg_stat_activity where pid = $1 and cardinality(pg_blocking_pids(pid)) > 0'
  const answered = answer.then(() => ({ rowCount: 1 }))
  while ((await Promise.race([answered, graph.client.query(waits, [processID])])).rowCount !== 1);
}

describe('of two who write the same code at once one is refused:', () => {
  test('a node, and an alias of another', async () => {
    const holder = await newNode(graph.client, 'holder-1')
    expect(
      await race(
        () => newNode(first, 'code-1'),
        () => newAlias(second, holder, 'code-1'),
      ),
    ).toBe('node_code_alias_key')
  })

  test('an alias, and a node', async () => {
    const holder = await newNode(graph.client, 'holder-2')
    expect(
      await race(
        () => newAlias(first, holder, 'code-2'),
        () => newNode(second, 'code-2'),
      ),
    ).toBe('node_code_alias_key')
  })

  test('an alias, and a node that is renamed', async () => {
    const [holder, other] = [await newNode(graph.client, 'holder-3'), await newNode(graph.client, 'other-3')]
    expect(
      await race(
        () => newAlias(first, holder, 'code-3'),
        () => second.query('update node set code = $2 where id = $1', [other, 'code-3']),
      ),
    ).toBe('node_code_alias_key')
  })

  test('two nodes', async () => {
    expect(
      await race(
        () => newNode(first, 'code-4'),
        () => newNode(second, 'code-4'),
      ),
    ).toBe('node_code_key')
  })
})

test('two who write other codes do not wait for each other', async () => {
  await first.query('begin')
  await newNode(first, 'code-5')
  await newNode(second, 'code-6')
  await first.query('rollback')
})

describe('two who each write a node, and then an alias,', () => {
  test('do not wait for each other', async () => {
    await first.query('begin')
    await second.query('begin')
    const [one, other] = [await newNode(first, 'node-7'), await newNode(second, 'node-8')]
    await newAlias(first, one, 'alias-7')
    await newAlias(second, other, 'alias-8')
    await first.query('commit')
    await second.query('commit')
  })

  test('do, where it is the same code, and one is refused', async () => {
    await second.query('begin')
    const other = await newNode(second, 'node-9')
    expect(
      await race(
        async () => newAlias(first, await newNode(first, 'node-10'), 'alias-9'),
        () => newAlias(second, other, 'alias-9'),
      ),
    ).toBe('node_alias_pk')
    await second.query('rollback')
  })
})

describe('a code is free again', () => {
  beforeEach(() => graph.client.query('begin'))
  afterEach(() => graph.client.query('rollback'))

  test('once its node has another, or is gone', async () => {
    const holder = await newNode(graph.client, 'code-11')
    await graph.client.query(`update node set code = 'code-12' where id = $1`, [holder])
    const next = await newNode(graph.client, 'code-11')
    await newAlias(graph.client, next, 'code-13')
    await graph.client.query('delete from node where id = $1', [next])
    await newNode(graph.client, 'code-11')
    await newNode(graph.client, 'code-13')
  })

  test('once its alias is forgotten, and not while it stands', async () => {
    const holder = await newNode(graph.client, 'code-14')
    await graph.client.query(`update node set code = 'code-15' where id = $1`, [holder])
    await newAlias(graph.client, holder, 'code-14')
    expect(await verdict(graph.client, () => newNode(graph.client, 'code-14'))).toBe('node_code_alias_key')
    await graph.client.query(`delete from node_alias where code = 'code-14'`)
    expect(await verdict(graph.client, () => newNode(graph.client, 'code-14'))).toBe('accepted')
  })
})

test('two who add a name to one node at once are both found', async () => {
  const node = await newNode(graph.client, 'code-16')
  const named = (client: Client, position: number, text: string) =>
    insert(client, 'node_name', { node_id: node, position, text, language: 'NL', use: 'VARIANT' })
  expect(
    await race(
      () => named(first, 1, 'Eerste'),
      () => named(second, 2, 'Tweede'),
    ),
  ).toBe('accepted')
  const { rows } = await graph.client.query('select names from node_search where node_id = $1', [node])
  expect(rows).toEqual([{ names: expect.stringMatching(/eerste \| tweede/) }])
})
