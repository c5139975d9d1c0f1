import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { attachPostgres } from '../../src/database/embedded/attach-postgres.js'
import { createDatabase, createEmptyDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { RunningService } from './running-service.js'

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

describe('with nothing but Node', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vrd-start-'))
    // As root the database's user must get in; else the data would go elsewhere and stay behind.
    await chmod(folder, 0o755)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('the service fills its own PostgreSQL, answers, stops, and finds the data again', async () => {
    const first = RunningService.spawn({ DATA_DIR: path.join(folder, 'data') })
    const printed = await first.ready()
    expect(printed).toMatch(/Loaded vrd3-2025: nodes \d{3} new/)
    expect(printed).toMatch(/✓ VRD3-2025 +18,000,000\.00 in 10 allocations, of 18,000,000\.00 appropriated/)
    expect(printed).toMatch(/✓ VRD12-2025 +15,000,000\.00 in 16 allocations, of 15,000,000\.00 appropriated/)
    const ten = { data: { allocations: { totalCount: 10 } }, extensions: { graphVersion: '1' } }
    const query = '{ allocations(filter: { portfolio: "portfolio:VRD3-2025" }) { totalCount } }'
    expect(await ask(first.url, query)).toEqual(ten)

    // What is refused of one result at once, while another one is still being read, ends no process.
    const refused = `{ project(code: "VRD3-2025-08") { deliverables { ... on BuildingBlock { names { text } }
      relations(after: "no cursor") { totalCount } } } }`
    expect(await ask(first.url, refused)).toMatchObject({
      data: { project: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }],
    })
    expect(await ask(first.url, query)).toEqual(ten)

    const secret = path.join(folder, 'data', 'pg', 'service-password')
    const kept = await readFile(secret, 'utf8')
    expect((await stat(secret)).mode & 0o777).toBe(0o600)
    const beside = await attachPostgres({ dataDirectory: path.join(folder, 'data'), database: 'vrd' })
    const logins = await withClient(beside.url, (client) =>
      client.query(
        `select distinct usename as name from pg_stat_activity where datname = 'vrd' and pid <> pg_backend_pid()`,
      ),
    )
    expect(logins.rows).toEqual([{ name: 'vrd_service' }])

    const second = RunningService.spawn({ DATA_DIR: path.join(folder, 'data') })
    const alone = await second.ended()
    expect(alone).toMatchObject({ code: 1, out: '' })
    expect(alone.err).toMatch(/^vrd-graph: .*data.*\b\d+\b.*\n$/)
    expect(await ask(first.url, query)).toEqual(ten)
    expect(await first.stop()).toMatchObject({ code: 0, err: '' })

    const third = RunningService.spawn({ DATA_DIR: path.join(folder, 'data') })
    expect(await third.ready()).toContain('Loaded vrd3-2025: nodes unchanged, relations unchanged.')
    expect(await ask(third.url, query)).toEqual(ten)
    expect(await readFile(secret, 'utf8')).toBe(kept)
    expect(await third.stop('SIGINT')).toMatchObject({ code: 0 })
  }, 120_000)
})

describe('a start that cannot be says why in one line, ends with 1 and damages nothing:', () => {
  const refusal = async (environment: Record<string, string>) => {
    const { code, out, err } = await RunningService.spawn(environment).ended()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    return err
  }

  test('everything wrong in the environment at once', async () => {
    const environment = { PORT: '99999', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://here' }
    expect(await refusal(environment)).toBe(
      'vrd-graph: The environment is not right: PORT must be from 0 to 65535; DATABASE_URL must read postgres://user:password@host:port/database; LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.\n',
    )
  })

  test('the port is taken', async () => {
    const { url, drop } = await createDatabase()
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const said = await refusal({ DATABASE_URL: url, PORT: String(port) })
    expect(said).toBe(
      `vrd-graph: The service cannot listen on 127.0.0.1: port ${port} is taken; choose another with PORT.\n`,
    )
    taken.close()
    await drop()
  })

  test('the database cannot be reached, and its password is not told', async () => {
    const said = await refusal({ DATABASE_URL: 'postgres://someone:secret@127.0.0.1:9/vrd' })
    expect(said).toMatch(
      /^vrd-graph: The database at 127\.0\.0\.1:9\/vrd cannot be reached: .*ECONNREFUSED.*\n$/,
    )
    expect(said).not.toContain('secret')
  })

  test('the database is newer than the code', async () => {
    const { url, drop } = await createDatabase()
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(
      `insert into migration (timestamp, name) values (9999999999999, 'FromTheFuture9999999999999')`,
    )
    const said = await refusal({ DATABASE_URL: url })
    expect(said).toContain(
      'is newer than this version of the service: it has the migration FromTheFuture9999999999999',
    )
    const { rows } = await client.query('select count(*)::int as nodes from node')
    expect(rows[0]).toEqual({ nodes: expect.any(Number) })
    await client.end()
    await drop()
  })
})

test('two services that start at once on one empty database both serve', async () => {
  const { url, drop } = await createEmptyDatabase()
  const both = [RunningService.spawn({ DATABASE_URL: url }), RunningService.spawn({ DATABASE_URL: url })]
  const printed = await Promise.all(both.map((service) => service.ready()))
  expect(printed.filter((text) => /nodes \d+ new/.test(text))).toHaveLength(1)
  expect(printed.filter((text) => text.includes('nodes unchanged'))).toHaveLength(1)
  await Promise.all(both.map((service) => service.stop()))
  await drop()
}, 60_000)
