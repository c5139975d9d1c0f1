import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import sql from 'sql-template-tag'
import { Connections } from '../../src/database/connections.js'
import { Reads } from '../../src/database/reads.js'
import { createEmptyDatabase, type TestDatabase } from '../support/database.js'

describe('the reads of one request', () => {
  let database: TestDatabase
  let connections: Connections
  let other: Client
  let heard: (error: Error) => void = () => undefined

  beforeAll(async () => {
    database = await createEmptyDatabase()
    connections = new Connections({ url: database.url, onCut: (error) => heard(error), size: 2 })
    other = new Client({ connectionString: database.url })
    await other.connect()
    await other.query('create table counter (value int); insert into counter values (1)')
  })
  afterAll(async () => {
    await connections.end()
    await other.end()
    await database.drop()
  })

  const value = sql`select value from counter`
  const backend = async (reads: Reads) =>
    (await reads.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid

  /** Returns once this many statements sleep in the database. */
  const asleep = async (count: number): Promise<void> => {
    const sleeping = `select from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'`
    while ((await other.query(sleeping)).rowCount !== count);
  }

  test('see one snapshot, whatever is written meanwhile', async () => {
    const reads = new Reads(connections)
    const before = await reads.rows(value)
    await other.query('update counter set value = value + 1')
    expect(await reads.rows(value)).toEqual(before)
    await reads.close()
    const later = new Reads(connections)
    expect(await later.rows(value)).not.toEqual(before)
    await later.close()
  })

  test('cannot write, nor read once closed', async () => {
    const reads = new Reads(connections)
    await expect(reads.rows(sql`update counter set value = 0`)).rejects.toThrow('read-only transaction')
    await reads.close()
    await expect(reads.rows(value)).rejects.toThrow('read after the request was closed')
  })

  test('take a connection only when something is asked, and give it back', async () => {
    await new Reads(connections).close()
    const many = Array.from({ length: 20 }, async () => {
      const reads = new Reads(connections)
      await reads.rows(value)
      await reads.close()
    })
    await Promise.all(many)
    expect(connections.open).toEqual({ total: 2, idle: 2 })
  })

  test('stop in the database when the client leaves, also when every connection is busy', async () => {
    const leaving = new AbortController()
    const all = [new Reads(connections, leaving.signal), new Reads(connections, leaving.signal)]
    const pids = await Promise.all(all.map(backend))
    const slow = all.map((reads) =>
      expect(reads.rows(sql`select pg_sleep(30)`)).rejects.toThrow('canceling statement'),
    )
    await asleep(2)
    leaving.abort()
    await Promise.all(slow)
    await expect(all[0]?.rows(value)).rejects.toThrow('aborted')
    await Promise.all(all.map((reads) => reads.close()))
    const { rows } = await other.query(
      'select pid from pg_stat_activity where state = $1 and pid = any($2)',
      ['active', pids],
    )
    expect(rows).toEqual([])
    expect(connections.open).toEqual({ total: 2, idle: 2 })
  })

  test('leave a connection to the next one that no late cancel hits, whenever the client leaves', async () => {
    for (let i = 0; i < 60; i++) {
      const leaving = new AbortController()
      const reads = new Reads(connections, leaving.signal)
      const asked =
        i % 2 === 0 ? reads.alone(sql`select pg_sleep(0.002)`) : reads.rows(sql`select pg_sleep(0.002)`)
      setTimeout(() => {
        leaving.abort()
      }, i % 5)
      await asked.catch(() => undefined)
      await reads.close()
      const next = [new Reads(connections), new Reads(connections)]
      await Promise.all(next.map((one) => one.alone(sql`select pg_sleep(0.001)`)))
    }
    expect(connections.open).toEqual({ total: 2, idle: 2 })
  })

  test('outlive a connection that the server cuts, under way and idle', async () => {
    const reads = new Reads(connections)
    const pid = await backend(reads)
    const slow = expect(reads.rows(sql`select pg_sleep(30)`)).rejects.toThrow('terminat')
    await asleep(1)
    await other.query('select pg_terminate_backend($1)', [pid])
    await slow
    await reads.close()

    const idle = new Reads(connections)
    const idlePid = await backend(idle)
    await idle.close()
    const cut = new Promise<Error>((resolve) => (heard = resolve))
    await other.query('select pg_terminate_backend($1)', [idlePid])
    expect((await cut).message).toContain('terminating connection')
    expect(await connections.isReady()).toBe(true)
  })
})
