import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { readConfig } from '../../src/config.js'
import { graphDataSource } from '../../ormconfig.js'
import { migrationStates } from '../../src/database/migrations.js'
import { openDatabase } from '../../src/database/open-database.js'
import { letAct, loginAt, provideLogin } from '../../src/database/service-login.js'
import { issueApiKey } from '../../src/access/api-key.service.js'
import { writeGraph } from '../../src/history/graph-write.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { openServiceDatabase } from '../../src/service-database.js'
import { startService } from '../../src/service.js'
import { checkLedger } from '../../src/terminal/checks/database.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const LOGIN = `vrd_test_login_${process.pid}`

describe.each(['inherit', 'noinherit'])('a login that owns nothing (%s)', (inherits) => {
  let database: TestDatabase
  let owner: Client
  let url: string
  beforeAll(async () => {
    database = await createEmptyDatabase()
    owner = new Client({ connectionString: database.url })
    await owner.connect()
    const password = randomBytes(12).toString('hex')
    await owner.query(`create role ${LOGIN} login nosuperuser ${inherits} password '${password}'`)
    const own = new URL(database.url)
    own.username = LOGIN
    own.password = password
    url = own.href
  })
  afterAll(async () => {
    const [{ roles } = { roles: '' }] = (
      await owner.query<{ roles: string }>(
        `select string_agg(roleid::regrole::text, ', ') as roles from pg_auth_members where member = $1::regrole`,
        [LOGIN],
      )
    ).rows
    await owner.query(`revoke ${roles} from ${LOGIN}`)
    await owner.query(`drop role ${LOGIN}`)
    await owner.end()
    await database.drop()
  })
  const config = () =>
    readConfig(
      { DATABASE_URL: url, MIGRATION_DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' },
      PROJECT,
    )

  test('serves: the service starts, loads, reads and writes by it', async () => {
    const service = await startService(config(), path.resolve(PROJECT))
    try {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ project(code: "VRD3-2025-08") { code } }' }),
      })
      expect(await response.json()).toMatchObject({ data: { project: { code: 'VRD3-2025-08' } } })
      const { rows } = await owner.query<{ name: string }>(
        `select distinct usename as name from pg_stat_activity
          where datname = current_database() and application_name like 'vrd-graph%'`,
      )
      expect(rows).toEqual([{ name: LOGIN }])
    } finally {
      await service.stop()
    }
  })

  describe('and its connections', () => {
    const closing: (() => Promise<unknown>)[] = []
    let dataSource: DataSource
    beforeAll(async () => {
      dataSource = (await openServiceDatabase(config(), () => undefined, closing)).dataSource
    })
    afterAll(async () => {
      for (const close of closing) await close()
    })

    test('write as the writer, and are the reader again', async () => {
      const { version } = await writeGraph(dataSource, { author: 'test', reason: 'a test' }, (manager) =>
        manager.query(`update node set name_en = 'Renamed' where code = 'VRD3-2025-08'`),
      )
      expect(version).toBe('2')
      expect(await dataSource.query('select current_user as role')).toEqual([{ role: 'vrd_reader' }])
      await expect(dataSource.query(`update node set name_en = 'x'`)).rejects.toThrow('permission denied')
    })

    test('issue keys, which they do not see else', async () => {
      const wish = { name: 'k', role: 'PUBLIC', entity: null, scopes: ['READ'] } as const
      const deed = { author: 'ADMINISTRATOR/test', reason: 'a test' }
      expect(await issueApiKey(dataSource, wish, deed)).toMatchObject({ key: { live: true } })
      await expect(dataSource.query('select * from api_key')).rejects.toThrow('permission denied')
    })

    test('verify the ledger, and see which migrations are done', async () => {
      expect(await verifyLedger(url)).toMatchObject({ findings: [] })
      const states = await migrationStates(dataSource)
      expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['DONE']))
    })

    test('of the terminal tell how well all is', async () => {
      const client = new Client({ connectionString: url })
      await client.connect()
      try {
        expect(await checkLedger(client)).toMatchObject({ check: 'ledger', state: 'ok' })
      } finally {
        await client.end()
      }
    })

    test('open a database that is up to date, and migrate none', async () => {
      const open = async () => {
        const own = graphDataSource(url)
        await openDatabase(own)
        await own.destroy()
      }
      await open()
      const last = `delete from migration where id = (select max(id) from migration) returning timestamp, name`
      const [{ timestamp, name } = { timestamp: '', name: '' }] = (
        await owner.query<{ timestamp: string; name: string }>(last)
      ).rows
      await expect(open()).rejects.toThrow(
        /not up to date, and this login does not own them: set MIGRATION_DATABASE_URL/,
      )
      await owner.query('insert into migration (timestamp, name) values ($1, $2)', [timestamp, name])
    })

    test.each([
      'alter table node add column planted text',
      'drop table node',
      'create table planted (one text)',
      'alter table graph_change disable trigger all',
      'delete from graph_change',
      `update graph_head set version = 1`,
      'create role planted',
    ])('change no table and no ledger, as whoever they act: %s', async (statement) => {
      for (const role of ['none', 'vrd_reader', 'vrd_writer', 'vrd_access', 'vrd_public', 'vrd_entity']) {
        const done = dataSource.transaction(async (manager) => {
          await manager.query(`select set_config('role', $1, true)`, [role])
          await manager.query(statement)
        })
        await expect(done).rejects.toThrow(/permission denied|must be owner|only added to/)
      }
    })
  })
})

describe('the login that the embedded server gets', () => {
  const name = `${LOGIN}_own`
  let database: TestDatabase
  let owner: DataSource
  beforeAll(async () => {
    database = await createEmptyDatabase()
    owner = graphDataSource(database.url)
    await openDatabase(owner)
  })
  afterAll(async () => {
    await owner.query(`drop owned by ${name}`)
    await owner.query(`drop role ${name}`)
    await owner.destroy()
    await database.drop()
  })

  test('acts as the roles and may do nothing else, however often it is made', async () => {
    await owner.query(`create role ${name} superuser inherit`)
    for (const password of ['first', `it's "another"`]) {
      await provideLogin(owner, name, password)
      await letAct(owner, name)
      const url = new URL(database.url)
      url.username = name
      url.password = encodeURIComponent(password)
      expect(await loginAt(url.href)).toBe(name)
    }
    const [row] = await owner.query<unknown[]>(
      `select rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
        (select array_agg(roleid::regrole::text order by 1) from pg_auth_members where member = r.oid) as roles
       from pg_roles r where rolname = $1`,
      [name],
    )
    expect(row).toEqual({
      rolsuper: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
      roles: expect.arrayContaining(['vrd_access', 'vrd_entity', 'vrd_public', 'vrd_reader', 'vrd_writer']),
    })
  })

  test('is not let act by who may not grant that, and is told the statement', async () => {
    await owner.query(`revoke vrd_writer from ${name}`)
    await expect(
      owner.transaction(async (manager) => {
        await manager.query('set local role vrd_reader')
        await letAct(manager as never, name)
      }),
    ).rejects.toThrow(`let a superuser run: grant vrd_writer to "${name}"`)
  })
})
