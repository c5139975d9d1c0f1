import { readFile, stat } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js'
import { dataDirectories, serverIn } from '../support/data-directories.js'
import { withClient } from '../support/test-run.js'

describe('the embedded PostgreSQL, started for the first time', () => {
  const directories = dataDirectories()
  let dataDirectory: string
  let server: EmbeddedPostgres

  beforeAll(async () => {
    dataDirectory = await directories.create()
    server = await directories.start(dataDirectory)
  })
  afterAll(() => directories.remove())

  const ask = async (sql: string) => withClient(server.url, async (client) => (await client.query(sql)).rows)

  const log = () => readFile(`${dataDirectory}/pg/data/server.log`, 'utf8')

  test('lives where it was asked to', () => {
    expect(server.dataDirectory).toBe(dataDirectory)
    expect(server.notices.join()).not.toContain('The data lives in')
  })

  test('is PostgreSQL 18 with UTF-8 text that sorts the same everywhere', async () => {
    expect(
      await ask(`select current_setting('server_version_num')::int / 10000 as major, current_database() as name,
                        pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
                   from pg_database where datname = current_database()`),
    ).toEqual([{ major: 18, name: 'vrd', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }])
    expect(
      await ask(`select upper('ë') as upper, to_tsvector('simple', '“Coördinatie” – één') as words`),
    ).toEqual([{ upper: 'Ë', words: "'coördinatie':1 'één':2" }])
  })

  test('is crash-safe', async () => {
    expect(await ask('show fsync')).toEqual([{ fsync: 'on' }])
  })

  test('has the extensions and the dictionaries that the schema needs', async () => {
    await ask('create extension pg_trgm; create extension unaccent; create extension btree_gist')
    expect(await ask(`select unaccent('é') as plain, to_tsvector('dutch', 'begrotingen') as stem`)).toEqual([
      { plain: 'e', stem: "'begrot':1" },
    ])
  })

  test('listens to this machine alone, on TCP alone', async () => {
    expect(
      await ask(`select name, setting from pg_settings
                       where name in ('listen_addresses', 'unix_socket_directories') order by name`),
    ).toEqual([
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ])
    const { port } = await serverIn(dataDirectory)
    const [refused] = await once(createConnection(port, '127.0.0.2'), 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('lets nobody in without the password, and keeps that to its owner', async () => {
    const wrong = server.url.replace(/:[^:@]+@/, ':guessed@')
    await expect(withClient(wrong, async () => undefined)).rejects.toThrow('password authentication failed')
    expect((await stat(`${dataDirectory}/pg/password`)).mode & 0o777).toBe(0o600)
    expect((await stat(`${dataDirectory}/pg/data`)).mode & 0o777).toBe(0o700)
    expect(server.url).toContain(`:${(await readFile(`${dataDirectory}/pg/password`, 'utf8')).trim()}@`)
  })

  test('keeps the data from start to start, and stops in order', async () => {
    await ask(`create table kept as select 'still here' as word`)
    await server.stop()
    await server.stop()
    await expect(serverIn(dataDirectory)).rejects.toThrow('No server runs')
    expect(await log()).toContain('database system is shut down')
    server = await directories.start(dataDirectory)
    expect(await log()).toContain('database system was shut down at')
    expect(await ask('select word from kept')).toEqual([{ word: 'still here' }])
    await server.stop()
  })
})

test('a server for tests need not be crash-safe', async () => {
  const directories = dataDirectories()
  try {
    const dataDirectory = await directories.create()
    const { url, stop } = await directories.start(dataDirectory, {
      database: 'a "quoted" name',
      durable: false,
    })
    const { rows } = await withClient(url, (client) => client.query('select current_database() as name'))
    expect(rows).toEqual([{ name: 'a "quoted" name' }])
    expect((await withClient(url, (client) => client.query('show fsync'))).rows).toEqual([{ fsync: 'off' }])
    await stop()
  } finally {
    await directories.remove()
  }
})
