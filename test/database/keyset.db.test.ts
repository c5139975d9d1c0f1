import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { BadInputError } from '../../src/kernel/errors.js'
import type { Page } from '../../src/graphql/connection.js'
import type { Window } from '../../src/graphql/page-args.js'
import { Batches } from '../../src/database/batches.js'
import { Connections } from '../../src/database/connections.js'
import { Reads } from '../../src/database/reads.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { allThere, type Awaitable } from '../../src/kernel/awaitable.js'
import { type Item, items, ITEMS, PARENTS, request, shown, sorted } from './keyset-items.js'
import { pick, randomNumbers } from './random.js'

const random = randomNumbers(11)

const ORDERS = [
  'id', '-id', 'word', '-word,place', 'place,-amount', '-amount,word,-day', '-day,place', 'day,-word,-amount,place',
] // prettier-ignore

describe('pages by keyset', () => {
  let database: TestDatabase
  let connections: Connections
  let writer: Client
  const cuts: Error[] = []
  beforeAll(async () => {
    database = await createEmptyDatabase()
    connections = new Connections({ url: database.url, onCut: (error) => cuts.push(error), size: 2 })
    writer = new Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
    writer.on('error', (error) => cuts.push(error))
    await writer.connect()
    await writer.query(
      'create table item (id text collate "C", parent uuid, place int, word text collate "C", amount numeric, day date)',
    )
    await add(ITEMS)
  })
  afterAll(async () => {
    await connections.end()
    await writer.end()
    await database.drop()
    expect(cuts).toEqual([])
  })

  const add = (rows: readonly Item[]) =>
    writer.query('insert into item select * from json_populate_recordset(null::item, $1)', [
      JSON.stringify(rows),
    ])

  async function reading<T>(work: (batches: Batches, statements: string[]) => Awaitable<T>): Promise<T> {
    const statements: string[] = []
    const reads = new Reads(connections, undefined, (text) => statements.push(text))
    return Promise.resolve(work(new Batches(reads), statements)).finally(() => reads.close())
  }
  const page = (order: string, window: Partial<Window>, word: string | null = null) =>
    reading((batches) => items.list(batches, request(order, window, word)).page())

  test.each(ORDERS)(
    'by %s, walked forwards and backwards in steps of any size, are the sorted list',
    async (order) => {
      for (const limit of [3, 20, 100]) {
        expect(await walk(limit, false, order)).toEqual(sorted(order))
        expect(await walk(limit, true, order)).toEqual(sorted(order))
      }
    },
  )

  async function walk(limit: number, backwards: boolean, order: string): Promise<Item[]> {
    const found: Item[] = []
    let at: string | null = null
    for (;;) {
      const here: Page<Item> = await page(order, { limit, backwards, [backwards ? 'before' : 'after']: at })
      const own = here.rows.map(shown)
      found.splice(backwards ? 0 : found.length, 0, ...own)
      const more = backwards ? here.hasPreviousPage : here.hasNextPage
      expect(backwards ? here.hasNextPage : here.hasPreviousPage).toBe(at !== null)
      if (!more) return found
      at = cursors(here).at(backwards ? 0 : -1) ?? null
    }
  }

  test('between two cursors hold what lies between them, and tell what lies beyond', async () => {
    for (const order of ORDERS) {
      const list = sorted(order)
      const all = cursors(await page(order, { limit: 100 }))
      all.push(...cursors(await page(order, { limit: 100, after: all.at(-1) ?? null })))
      for (let i = 0; i < 12; i++) {
        const from = Math.floor(random() * list.length)
        const to = from + 1 + Math.floor(random() * (list.length - from))
        const [limit, backwards] = [pick(random, [1, 5, 60]), random() < 0.5]
        const ends = { after: all[from] ?? null, before: all[to] ?? null }
        const here = await page(order, { limit, backwards, ...ends })
        const between = list.slice(from + 1, to)
        const expected = backwards ? between.slice(-limit) : between.slice(0, limit)
        expect(here.rows.map(shown)).toEqual(expected)
        const first = expected[0] ? list.indexOf(expected[0]) : to
        const last = expected.length > 0 ? first + expected.length - 1 : from
        expect([here.hasPreviousPage, here.hasNextPage]).toEqual([first > 0, last < list.length - 1])
      }
    }
  })

  test('stay in place when what came before them goes', async () => {
    const first = await page('word', { limit: 10 })
    const gone = first.rows.map(shown)
    await writer.query('delete from item where id = any($1)', [gone.map(({ id }) => id)])
    const next = await page('word', { limit: 10, after: cursors(first).at(-1) ?? null })
    await add(gone)
    expect(next.rows.map(shown)).toEqual(sorted('word').slice(10, 20))
  })

  test('and counts are over the whole filter', async () => {
    const own = sorted('-place').filter(({ word }) => word === "it's")
    const here = await page('-place', { limit: 3 }, "it's")
    expect(here.rows.map(shown)).toEqual(own.slice(0, 3))
    expect(await reading((b) => items.list(b, request('-place', { limit: 3 }, "it's")).totalCount())).toBe(
      own.length,
    )
    expect(await page('id', { limit: 3 }, 'nothing')).toMatchObject({
      rows: [],
      hasNextPage: false,
      hasPreviousPage: false,
    })
  })

  test('of many parents are read with one statement', async () => {
    await reading(async (batches, statements) => {
      const ids = [...PARENTS, '00000000-0000-4000-8000-00000000000c']
      const lists = ids.map((id) => items.list(batches, request('-amount', { limit: 9 }).of('parent', id)))
      const pages = await allThere(lists.map((list) => list.page()))
      const own = ids.map((id) => sorted('-amount').filter(({ parent }) => parent === id))
      expect(pages.map((each) => each.rows.map(shown))).toEqual(own.map((list) => list.slice(0, 9)))
      expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([true, true, false])
      expect(await allThere(lists.map((list) => list.totalCount()))).toEqual(own.map((list) => list.length))
      expect(statements).toHaveLength(2)
    })
  })

  test('refuse a cursor of another order, by the name of its argument', async () => {
    const cursor = cursors(await page('word', { limit: 1 }))[0] ?? null
    await expect(page('-word', { before: cursor })).rejects.toThrow(
      new BadInputError('is not a cursor of this list in this order', 'before'),
    )
  })
})

function cursors({ rows, cursorAt }: Page<Item>): string[] {
  return rows.map((_, at) => cursorAt(at))
}
