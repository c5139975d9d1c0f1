import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { MIGRATIONS, ROWS } from '../../ormconfig.js'
import { createDataSource } from '../../src/database/data-source.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { seedFolders } from '../../src/exchange/seed-file.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url))
/** The last migration before there were drafts. */
const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('Drafts'))

let database: TestDatabase
let loaded: TestDatabase
beforeAll(async () => {
  database = await createEmptyDatabase()
  loaded = await createDatabase()
})
afterAll(async () => {
  await database.drop()
  await loaded.drop()
})

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

/** What may stand by the laws of that time, for rules are added. */
const ALLOWED: Readonly<Record<string, string>> = {
  relation: '(kind, source_kind, target_kind) in (select kind, source_kind, target_kind from relation_rule)',
  remark: `kind <> 'EXCEPTION'`,
  citation:
    '(relation_id is null or relation_id in (select id from relation)) and (remark_id is null or remark_id in (select id from remark))',
}

/** Fills the tables as they were with what stands in those of today: columns that are newer are left out. */
async function copyRows(): Promise<void> {
  await withClient(loaded.url, (from) =>
    withClient(database.url, async (to) => {
      await to.query('begin')
      const { rows } = await to.query<{ name: string }>(
        'select name from history.tracked order by name = $1, position',
        ['citation'],
      )
      for (const { name } of rows) {
        const { rows: given } = await from.query(`select jsonb_agg(to_jsonb(t) || jsonb_build_object(
          'amount', to_jsonb(t) ->> 'amount', 'allocated', '0.00')) as all from ${name} t`) // prettier-ignore
        const where = ALLOWED[name] === undefined ? '' : `where ${ALLOWED[name]}`
        await to.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb) ${where}`, [JSON.stringify(given[0].all ?? [])]) // prettier-ignore
      }
      await to.query('commit')
    }),
  )
}

test('a graph that stood before there were drafts stands as it did, and writes on', async () => {
  await withMigrations(BEFORE, false)
  await copyRows()
  const before = await verifyLedger(database.url)
  expect(before).toMatchObject({ version: '1', findings: [] })
  expect(before.changes).toBeGreaterThan(1_000)
  await withMigrations(MIGRATIONS.length, false)
  expect(await verifyLedger(database.url, { expect: before })).toEqual(before)

  await withClient(database.url, async (client: Client) => {
    const { rows } = await client.query(
      `select count(*)::int as documents from graph_change c join history.documents(array(select id from node union all select id from relation)) d
       on d.subject = c.subject_id and jsonb_strip_nulls(d.document) = jsonb_strip_nulls(c.after)`,
    )
    expect(rows).toEqual([{ documents: before.changes }])
    await client.query(
      `update node set description_nl = 'Anders' where id = (select id from node order by id limit 1)`,
    )
  })
  expect(await verifyLedger(database.url)).toMatchObject({ version: '2', findings: [] })
  await withMigrations(MIGRATIONS.length, true)
  expect((await verifyLedger(database.url)).findings).toEqual([])
}, 60_000)
