import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { graphDataSource } from '../../ormconfig.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { verifyLedger, verifyOn } from '../../src/history/verify-ledger.js'
import { createGraphDatabase, type GraphDatabase } from '../database/graph-database.js'
import { randomNumbers } from '../database/random.js'
import { CITY } from '../exchange/seed-folders.js'
import { writeHistory } from './random-history.js'
import { tamper, TAMPERINGS } from './tamperings.js'

const TIMES = 4

describe('a ledger', () => {
  let graph: GraphDatabase
  let client: Client
  let last: number
  beforeAll(async () => {
    graph = await createGraphDatabase()
    client = graph.client
    const dataSource = await graphDataSource(graph.url).initialize()
    await loadSeeds(dataSource, [CITY]).finally(() => dataSource.destroy())
    await writeHistory(graph.url, { writers: 4, until: 40, seed: 11 })
    last = Number((await verifyLedger(graph.url)).version)
  }, 60_000)
  afterAll(() => graph.drop())

  test('that nobody touched is as it was written', async () => {
    const report = await verifyLedger(graph.url)
    expect(report).toMatchObject({ versions: last, findings: [] })
    expect(report.changes).toBeGreaterThan(last)
    expect(report.hash).toMatch(/^[0-9a-f]{64}$/)
    const { version, hash } = report
    expect((await verifyLedger(graph.url, { expect: { version, hash } })).findings).toEqual([])
  })

  test('is whole whatever its author is called', async () => {
    for (const author of ['CHANGES', '"', ']', '$&'])
      await client.query(
        `with said as (select set_config('vrd.author', $1, false))
         update node set name_nl = $1 from said where id = (select id from node order by id limit 1)`,
        [author],
      )
    await client.query(`select set_config('vrd.author', '', false)`)
    const report = await verifyLedger(graph.url)
    expect(report.findings).toEqual([])
    last = Number(report.version)
  })

  describe('is not tampered with unseen:', () => {
    const random = randomNumbers(29)
    beforeEach(() => client.query('begin'))
    afterEach(() => client.query('rollback'))
    const cases = TAMPERINGS.flatMap((one) =>
      Array.from({ length: TIMES }, (_, i) => [one.name, i + 1, one] as const),
    )

    test('(there are a hundred of them)', () => {
      expect(cases.length).toBeGreaterThanOrEqual(100)
    })

    test.each(cases)('%s (%i)', async (_name, _time, tampering) => {
      const version = 2 + Math.floor(random() * (last - 3))
      await tamper(client, tampering, version)
      const { findings } = await verifyOn(client)
      expect(findings.length).toBeGreaterThan(0)
      const versions = findings.map((one) => one.version)
      const { found = 'itself' } = tampering
      // A change that no longer ends what an earlier one began is told there too, as a row that stood otherwise.
      const sealed = findings.filter(({ problem }) => !/\brow\b|what stood before/.test(problem))
      if (found === 'itself') expect(sealed[0]?.version).toBe(String(version))
      if (found === 'next') expect(versions).toContain(String(version + 1))
      if (found === 'last') expect(versions).toEqual([String(last)])
      for (const { problem } of findings) expect(problem).toMatch(/^[a-z].{10,}$/)
    })
  })

  test('that was written anew with new seals, or cut with all that follows from it, is found by a witness', async () => {
    const witness = await verifyLedger(graph.url)
    await client.query('begin')
    try {
      await client.query('set local session_replication_role = replica')
      await client.query(`update graph_version set author = 'forger' where version = $1`, [last])
      await client.query(
        `update graph_version v set hash = encode(sha256(convert_to(jsonb_build_array((select hash from graph_version where version = v.version - 1),
           v.version, to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), v.author, v.reason, v.changes,
           (select string_agg(hash, '' order by position) from graph_change where version = v.version))::text, 'UTF8')), 'hex') where version = $1`,
        [last],
      )
      await client.query('update graph_head set hash = (select hash from graph_version where version = $1)', [
        last,
      ])
      expect((await verifyOn(client)).findings).toEqual([])
      expect((await verifyOn(client, { expect: witness })).findings).toEqual([
        expect.objectContaining({
          version: String(last),
          problem: expect.stringContaining('another hash than the witness'),
        }),
      ])
      const beyond = { version: String(last + 1), hash: witness.hash }
      expect((await verifyOn(client, { expect: beyond })).findings).toHaveLength(1)
    } finally {
      await client.query('rollback')
    }
  })
})
