import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import sql from 'sql-template-tag'
import { PRESENT } from '../../src/kernel/moment.js'
import { Reads } from '../../src/database/reads.js'
import { GraphSnapshot } from '../../src/history/snapshot.js'
import { issueApiKey, type KeyWish } from '../../src/access/api-key.service.js'
import { type Caller, PUBLIC_CALLER } from '../../src/access/caller.js'
import { AccessService } from './access-service.js'

const TEN = '{ allocations(filter: { portfolio: "portfolio:VRD3-2025" }) { totalCount } }'
const ENTITY = '0d4bd0e2-54c7-5c1e-9a0f-6f6f5b1c9d11'
const caller = (more: Partial<Caller>): Caller => ({ ...PUBLIC_CALLER, id: 'test', ...more })

describe('the pools', () => {
  let service: AccessService
  let client: Client
  beforeAll(async () => {
    service = await AccessService.start()
    client = new Client({ connectionString: service.database.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await service.stop()
  })
  const key = async (name: string, more: Partial<KeyWish>) => {
    const wish: KeyWish = { name, role: 'PUBLIC', entity: null, scopes: ['READ'], ...more }
    return `Bearer ${(await issueApiKey(service.dataSource, wish, { author: 'a', reason: 'b' })).text}`
  }
  /** Within a snapshot of a caller: who reads, for which entity, and whether anything may be written. */
  const scene = async (of: Caller) => {
    const { connections, entity } = service.pools.viewOf(of)
    const reads = new Reads(connections, undefined, undefined, new GraphSnapshot(PRESENT, entity))
    const rows = await reads.rows(
      sql`select current_user as role, current_setting('vrd.entity', true) as entity,
        current_setting('transaction_read_only') as only`,
    )
    await reads.close()
    return rows[0]
  }

  test('read as whoever the caller is to the database, and write nothing', async () => {
    const abb = caller({ role: 'ENTITY', entity: { id: ENTITY, code: 'ABB' } })
    expect(await scene(PUBLIC_CALLER)).toMatchObject({ role: 'vrd_public', only: 'on' })
    expect(await scene(abb)).toEqual({ role: 'vrd_entity', entity: ENTITY, only: 'on' })
    // The connection is the same one: nothing of the entity has stayed.
    expect(await scene(caller({ role: 'SECRETARIAT' }))).toMatchObject({ role: 'vrd_reader', entity: '' })
    expect(await scene(PUBLIC_CALLER)).toMatchObject({ role: 'vrd_public' })
    for (const pool of [service.pools.published, service.pools.all]) {
      const statement = sql`create temporary table planted ()`
      await expect(pool.rows(statement)).rejects.toThrow('read-only transaction')
    }
  })

  test('open no snapshot for an entity that is not one', () => {
    expect(() => service.pools.viewOf(caller({ role: 'ENTITY' }))).toThrow('speaks for no entity')
    expect(() => new GraphSnapshot(PRESENT, `x'; set role vrd_writer; --`)).toThrow('is no identity')
  })

  test('are apart: the public asks only through its own, others only through theirs', async () => {
    const fresh = await AccessService.start()
    const total = () => [fresh.pools.published.open.total, fresh.pools.all.open.total]
    expect(total()).toEqual([0, 0])
    expect(await fresh.ask(undefined, TEN)).toMatchObject({ status: 200 })
    expect(total()).toEqual([1, 0])
    await fresh.stop()
    const office = await key('office', { role: 'PROGRAMME_OFFICE' })
    const published = service.pools.published.open.total
    expect(await service.ask(office, TEN)).toMatchObject({ status: 200 })
    expect(service.pools.published.open.total).toBe(published)
    expect(service.pools.all.open.total).toBeGreaterThan(0)
  })

  test('cost nobody a statement more than the public', async () => {
    const entity = { role: 'ENTITY', entity: 'OVO001835' } as const
    const callers = [
      undefined,
      await key('abb', entity),
      await key('public', {}),
      await key('all', { role: 'SECRETARIAT' }),
    ]
    const counts: number[] = []
    for (const authorization of callers) {
      service.statements.length = 0
      expect(await service.ask(authorization, TEN)).toMatchObject({
        body: { data: { allocations: { totalCount: 10 } } },
      })
      counts.push(service.statements.length)
    }
    expect(counts).toEqual([2, 2, 2, 2])
  })

  test('answer an entity in the past too', async () => {
    const abb = await key('abb in the past', { role: 'ENTITY', entity: 'OVO001835' })
    const told = await service.ask(abb, TEN, { asOf: { knownAt: '1' } })
    expect(told).toMatchObject({ body: { data: { allocations: { totalCount: 10 } } } })
  })
})
