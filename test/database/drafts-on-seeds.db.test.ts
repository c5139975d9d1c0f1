import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { MIGRATIONS, ROWS } from '../../ormconfig.js'
import { createDataSource } from '../../src/database/data-source.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { seedFolders } from '../../src/exchange/seed-file.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url))
/** The last migration before there were drafts. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('Drafts'))

let database: TestDatabase
beforeAll(async () => {
  database = await createEmptyDatabase()
})
afterAll(() => database.drop())

async function withMigrations(count: number, load: boolean): Promise<void> {
  const migrations = MIGRATIONS.slice(0, count)
  const dataSource = await createDataSource({ url: database.url, rows: ROWS, migrations }).initialize()
  try {
    await dataSource.runMigrations({ transaction: 'each' })
    if (load) await loadSeeds(dataSource, await seedFolders(SEEDS))
  } finally {
    await dataSource.destroy()
  }
}

test('a graph that stood before there were drafts stands as it did, and writes on', async () => {
  await withMigrations(BEFORE, true)
  const before = await verifyLedger(database.url)
  expect(before).toMatchObject({ version: '1', findings: [] })
  await withMigrations(MIGRATIONS.length, true)
  expect(await verifyLedger(database.url, { expect: before })).toEqual(before)

  await withClient(database.url, async (client: Client) => {
    const { rows } = await client.query(
      'select count(*)::int as documents from graph_change c join history.documents(array(select id from node union all select id from relation)) d on d.subject = c.subject_id and d.document = c.after',
    )
    expect(rows).toEqual([{ documents: before.changes }])
    await client.query(
      `update node set description_nl = 'Anders' where id = (select id from node order by id limit 1)`,
    )
  })
  expect(await verifyLedger(database.url)).toMatchObject({ version: '2', findings: [] })
}, 60_000)
