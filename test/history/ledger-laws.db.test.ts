import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { graphDataSource, MIGRATIONS, ROWS } from '../../ormconfig.js'
import { createDataSource } from '../../src/database/data-source.js'
import { writeGraph } from '../../src/history/graph-write.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { createGraphDatabase, type GraphDatabase, insertTyped } from '../database/graph-database.js'
import { createDatabase, createEmptyDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'

const LAST = `select v.version, v.author, v.reason, v.changes from graph_version v order by v.version desc limit 1`

describe('the ledger', () => {
  let graph: GraphDatabase
  let client: Client
  beforeAll(async () => {
    graph = await createGraphDatabase()
    client = graph.client
    await insertTyped(client, 'NEED')
  })
  afterAll(() => graph.drop())
  const last = async () => (await client.query<{ version: string; author: string }>(LAST)).rows[0]
  const head = async () =>
    Number((await client.query<{ version: string }>('select version from graph_head')).rows[0]?.version)

  describe('is out of reach', () => {
    beforeEach(() => client.query('begin'))
    afterEach(() => client.query('rollback'))
    const LEDGER = ['graph_version', 'graph_change', 'graph_head']
    const writes = (table: string): string[] => [
      `insert into ${table} select * from ${table} limit 1`,
      `update ${table} set hash = 'x'`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]

    test.each(LEDGER.flatMap(writes))('of whoever writes the graph: %s', async (statement) => {
      await client.query('set local role vrd_writer')
      await expect(client.query(statement)).rejects.toThrow('permission denied for table')
    })

    test.each(
      ['history.node', 'history.relation', 'history.pending', 'history.closing'].map((table) => [table]),
    )('of whoever writes the graph, and what follows from it: %s', async (table) => {
      await client.query('set local role vrd_writer')
      await expect(client.query(`delete from ${table}`)).rejects.toThrow('permission denied')
    })

    test.each(LEDGER.flatMap((table) => writes(table).slice(1)))('of its owner: %s', async (statement) => {
      await expect(client.query(statement)).rejects.toThrow(/the ledger is only added to|version \d+ follows/)
    })

    test('a reader writes nothing at all', async () => {
      await client.query('set local role vrd_reader')
      await expect(client.query(`update node set name_nl = 'x'`)).rejects.toThrow('permission denied')
    })

    test('a table of the graph is not emptied without a trace', async () => {
      await expect(client.query('truncate citation')).rejects.toThrow('it would leave no trace')
    })
  })

  test('takes a version for each transaction, with its author and reason', async () => {
    const dataSource = await graphDataSource(graph.url).initialize()
    try {
      const before = await head()
      const written = await writeGraph(
        dataSource,
        { author: 'An officer', reason: 'A new name' },
        (manager) => manager.query(`update node set name_nl = 'Anders'`),
      )
      expect(written.version).toBe(String(before + 1))
      expect(await last()).toEqual({
        version: String(before + 1),
        author: 'An officer',
        reason: 'A new name',
        changes: 1,
      })
      const nothing = await writeGraph(dataSource, { author: 'An officer', reason: null }, (manager) =>
        manager.query(`update node set name_nl = 'Anders'`),
      )
      expect(nothing.version).toBeNull()
      await expect(
        writeGraph(dataSource, { author: 'An officer', reason: null }, async (manager) => {
          await manager.query(`update node set name_nl = 'Weer anders'`)
          throw new Error('given up')
        }),
      ).rejects.toThrow('given up')
      expect(await head()).toBe(before + 1)
    } finally {
      await dataSource.destroy()
    }
  })

  test('takes one for whoever writes by another program, too', async () => {
    const before = await head()
    await client.query(`update node set name_nl = 'Van buiten'`)
    expect(await head()).toBe(before + 1)
    expect((await last())?.author).toMatch(/./)
  })

  test('holds nothing of what was undone within a transaction', async () => {
    const before = await head()
    await client.query('begin')
    await client.query('savepoint s')
    await client.query(`update node set name_nl = 'Undone'`)
    await client.query('rollback to s')
    await client.query('commit')
    expect(await head()).toBe(before)
    await client.query('begin')
    await client.query(`update node set name_en = 'Undone'`)
    await client.query(`update node set name_en = null`)
    await client.query('commit')
    expect(await head()).toBe(before)
    const left = await client.query('select from history.pending union all select from history.closing')
    expect(left.rowCount).toBe(0)
  })

  test('waits for the one before: two that change one node at once are two versions, each with what it found', async () => {
    const other = await graph.connect()
    const before = await head()
    await client.query('begin')
    await client.query(`update node set name_nl = 'Eerst'`)
    const second = other.query(`update node set name_nl = 'Daarna'`)
    await client.query('commit')
    await second
    const { rows } = await client.query<{ before: string; after: string }>(
      `select before #>> '{node,0,name_nl}' as before, after #>> '{node,0,name_nl}' as after
       from graph_change where version > $1 order by version`,
      [before],
    )
    expect(rows).toEqual([
      { before: 'Van buiten', after: 'Eerst' },
      { before: 'Eerst', after: 'Daarna' },
    ])
  })

  test('lets nobody fail for having written at the same time', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => graph.connect()))
    const before = await head()
    const ids: string[] = []
    for (const _ of others) ids.push(await insertTyped(client, 'NEED'))
    const between = await head()
    expect(between).toBeGreaterThan(before)
    await Promise.all(others.map((other) => other.query('begin')))
    for (const [i, other] of others.entries())
      await other.query(`update node set name_nl = 'Tegelijk' where id = $1`, [ids[i]])
    await Promise.all(others.map((other) => other.query('commit')))
    expect(await head()).toBe(between + others.length)
  })

  test('begins with the graph as it stood before there was one', async () => {
    const database = await createEmptyDatabase()
    const upTo = async (count: number) => {
      const dataSource = createDataSource({
        url: database.url,
        rows: ROWS,
        migrations: MIGRATIONS.slice(0, count),
      })
      await dataSource.initialize()
      await dataSource.runMigrations().finally(() => dataSource.destroy())
    }
    try {
      await upTo(MIGRATIONS.findIndex(({ name }) => name.startsWith('Ledger')))
      await withClient(database.url, (old) => insertTyped(old, 'NEED'))
      await upTo(MIGRATIONS.length)
      expect(await verifyLedger(database.url)).toMatchObject({ version: '1', changes: 1, findings: [] })
    } finally {
      await database.drop()
    }
  })

  test('of the note is whole', async () => {
    const database = await createDatabase()
    try {
      expect(await verifyLedger(database.url)).toMatchObject({ version: '1', versions: 1, findings: [] })
    } finally {
      await database.drop()
    }
  })
})
