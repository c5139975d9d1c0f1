import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { graphDataSource, MIGRATIONS, ROWS } from '../../ormconfig.js'
import { createDataSource } from '../../src/database/data-source.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { createGraphDatabase, type GraphDatabase } from './graph-database.js'
import { readObjects, readRights, readSchema, readUncommented } from './schema-snapshot.js'

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Run this test with `UPDATE_CONSTRAINTS=1` to write it anew, and read the difference before you keep it. */
const SNAPSHOT = fileURLToPath(new URL('constraints.txt', import.meta.url))

describe('the list of migrations', () => {
  const names = MIGRATIONS.map(({ name }) => name)

  test('is the folder, oldest first', async () => {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.ts')).sort()
    const classes = files.map((file) => {
      const [, stamp = '', words = ''] = /^(\d{13})-([a-z0-9-]+)\.ts$/.exec(file) ?? []
      return words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()) + stamp
    })
    expect(names).toEqual(classes)
  })

  test('holds each under its own name, which ends in a moment of its own', () => {
    expect(MIGRATIONS.map((Migration) => new Migration().name)).toEqual(names)
    const moments = names.map((name) => /(?<!\d)\d{13}$/.exec(name)?.[0] ?? name)
    expect(moments).toEqual([...new Set(moments)].sort())
    expect(moments.join('\n')).toMatch(/^(\d{13}\n?)+$/)
  })
})

describe('the migrations', () => {
  let database: TestDatabase
  let client: Client
  beforeAll(async () => {
    database = await createEmptyDatabase()
    client = new Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })
  const state = async () => [...(await readObjects(client)), ...(await readSchema(client))]

  test('go up, back down one by one to an empty schema, each to where it came from, and up again', async () => {
    const before: string[][] = []
    for (const [at] of MIGRATIONS.entries()) {
      before.push(await state())
      await withMigrations(database.url, at + 1, (dataSource) => dataSource.runMigrations())
    }
    const after = await state()
    expect(after).toEqual(
      expect.arrayContaining(['relation node', 'relation tie', 'function allocation_counts']),
    )
    await withMigrations(database.url, MIGRATIONS.length, async (dataSource) => {
      for (const earlier of before.toReversed()) {
        await dataSource.undoLastMigration()
        expect(await state()).toEqual(earlier)
      }
      expect(await state()).toEqual([])
      expect((await client.query('select from migration')).rowCount).toBe(0)
      await dataSource.runMigrations()
    })
    expect(await state()).toEqual(after)
  })
})

async function withMigrations(
  url: string,
  count: number,
  work: (dataSource: DataSource) => Promise<unknown>,
) {
  const dataSource = createDataSource({ url, rows: ROWS, migrations: MIGRATIONS.slice(0, count) })
  await dataSource.initialize()
  await work(dataSource).finally(() => dataSource.destroy())
}

describe('the schema', () => {
  let graph: GraphDatabase
  beforeAll(async () => {
    graph = await createGraphDatabase()
  })
  afterAll(() => graph.drop())

  const pending = async () => {
    const dataSource = await graphDataSource(graph.url).initialize()
    const { upQueries } = await dataSource.driver
      .createSchemaBuilder()
      .log()
      .finally(() => dataSource.destroy())
    return upQueries.map(({ query }) => query)
  }
  const laws = async () => [...(await readSchema(graph.client)), ...(await readRights(graph.client))]
  const stored = async () => (await readFile(SNAPSHOT, 'utf8')).trimEnd().split('\n')

  test('is what the row classes tell', async () => {
    expect(await pending()).toEqual([])
  })

  test('says of every table, view and column what it is', async () => {
    expect(await readUncommented(graph.client)).toEqual([])
  })

  test(`has the laws in ${path.basename(SNAPSHOT)} (UPDATE_CONSTRAINTS=1 writes it anew)`, async () => {
    const lines = await laws()
    if (process.env['UPDATE_CONSTRAINTS'] === '1') await writeFile(SNAPSHOT, `${lines.join('\n')}\n`)
    expect(lines).toEqual(await stored())
  })

  describe('is guarded: a planted fault is caught,', () => {
    beforeEach(() => graph.client.query('begin'))
    afterEach(() => graph.client.query('rollback'))

    test.each([
      [
        'a CHECK that lets through more',
        `alter table appropriation drop constraint appropriation_ceiling_check,
           add constraint appropriation_ceiling_check check (allocated between 0 and amount + 1)`,
      ],
      [
        'a key over other columns',
        `alter table node drop constraint node_code_key, add constraint node_code_key unique (kind, code, name_nl)`,
      ],
      [
        'an exclusion that forgets the kind',
        `alter table relation drop constraint relation_overlap_excl, add constraint relation_overlap_excl
           exclude using gist (source_id with =, target_id with =, daterange(valid_from, valid_to) with &&)`,
      ],
      ['an index that is gone', 'drop index node_search_names_idx'],
      ['a trigger that sleeps', 'alter table allocation disable trigger user'],
      ['a trigger that is gone', 'drop trigger node_code_is_free on node'],
      [
        'a function that does nothing',
        `create or replace function allocation_counts() returns trigger language plpgsql as 'begin return null; end'`,
      ],
      ['a wall that is gone', 'drop policy reads_published on remark'],
      ['a wall with a hole', 'alter policy reads_published on remark using (true)'],
      ['a wall that is switched off', 'alter table remark disable row level security'],
      ['a right too many', 'grant select on graph_change to vrd_public'],
      ['a view with the rights of its owner', 'alter view tie reset (security_invoker)'],
      ['a view that leaves out', 'create or replace view tie as select * from tie where false'],
    ])('%s', async (_fault, statement) => {
      await graph.client.query(statement)
      expect(await laws()).not.toEqual(await stored())
    })

    test('a table and a column that say nothing of themselves', async () => {
      await graph.client.query(`create table silent (word text); comment on column node.code is null`)
      expect(await readUncommented(graph.client)).toEqual(['node.code', 'silent', 'silent.word'])
    })
  })

  test('a column that no row class knows is caught', async () => {
    await graph.client.query('alter table node add column stray text')
    expect(await pending()).toEqual([expect.stringContaining('DROP COLUMN "stray"')])
    await graph.client.query('alter table node drop column stray')
  })
})
