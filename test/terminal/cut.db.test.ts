import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { isCut } from '../../src/terminal/cut.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createEmptyDatabase()
})
afterAll(() => database.drop())

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
const ask = (sql: string) => withClient(database.url, (client) => client.query(sql))

test('a connection that fails may be made again', async () => {
  expect(isCut(await failure(withClient('postgres://a:b@127.0.0.1:9/c', async () => undefined)))).toBe(true)
  expect(isCut(await failure(ask('select pg_terminate_backend(pg_backend_pid())')))).toBe(true)

  const ended = new Client({ connectionString: database.url })
  await ended.connect()
  await ended.end()
  expect(isCut(await failure(ended.query('select 1')))).toBe(true)

  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const connectionString = `postgres://a:b@127.0.0.1:${port}/c`
  const waiting = new Client({ connectionString, connectionTimeoutMillis: 20 })
  expect(isCut(await failure(waiting.connect()))).toBe(true)
  silent.close()
})

test('what the database refuses it will refuse again', async () => {
  expect(isCut(await failure(ask('select 1 / 0')))).toBe(false)
  expect(isCut(await failure(ask('selekt')))).toBe(false)
  expect(isCut(new TypeError('oops'))).toBe(false)
})
