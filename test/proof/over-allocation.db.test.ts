import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { type Attempt, outcomes } from './attempt.js'
import { inProcess } from './in-process.js'
import { LONG, scale, tell } from './lane.js'
import { checkLedger } from './ledger-check.js'
import { type SnapshotsSeen, watchMoney } from './money-snapshots.js'
import { makePurse, openWriting } from './purse.js'

const PROCESSES = scale(2, 4)
const WRITERS = 16
const ATTEMPTS = scale(400, 20_000)
const CEILINGS = [900, 1_000, 1_100, 1_200]
const READERS = 2

let database: TestDatabase
let client: Client
let attempts: readonly Attempt[]
let seen: readonly SnapshotsSeen[]

async function connect(): Promise<Client> {
  const made = new Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
  await made.connect()
  return made
}

async function watch(writing: { readonly done: boolean }, first: number): Promise<SnapshotsSeen> {
  const reader = await connect()
  return watchMoney(reader, writing, first).finally(() => reader.end())
}

beforeAll(
  async () => {
    database = await createDatabase()
    client = await connect()
    const dataSource = await openWriting(database.url, 1)
    const purse = await makePurse(new GraphWrites(dataSource), 'proof', CEILINGS)
    await dataSource.destroy()
    const { rows } = await client.query<{ version: number }>('select version::int from graph_head')
    const writing = { done: false }
    const readers = Array.from({ length: READERS }, () => watch(writing, rows[0]?.version ?? 0))
    const [writers, each] = [WRITERS / PROCESSES, ATTEMPTS / PROCESSES]
    const plan = { purse, writers, attempts: each, ceiling: Math.max(...CEILINGS) }
    const started = Date.now()
    const written = await Promise.all(
      Array.from({ length: PROCESSES }, (_, i) =>
        inProcess<Attempt[]>('money-process.ts', { ...plan, url: database.url, seed: i + 1 }),
      ),
    ).finally(() => (writing.done = true))
    seen = await Promise.all(readers)
    attempts = written.flat()
    const snapshots = seen.reduce((sum, one) => sum + one.snapshots, 0)
    const overAllocated = seen.flatMap(({ findings }) => findings).length
    const seconds = Math.round((Date.now() - started) / 1_000)
    tell('over-allocation', { ...outcomes(attempts), snapshots, 'over-allocated': overAllocated, seconds })
  },
  scale(60_000, 1_800_000),
)
afterAll(async () => {
  await client.end()
  await database.drop()
})

describe(`of ${ATTEMPTS} changes that ${WRITERS} writers in ${PROCESSES} processes attempt on 4 appropriations`, () => {
  test('many are done and many are refused, of every kind', () => {
    const counted = outcomes(attempts)
    expect(counted['attempts']).toBe(ATTEMPTS)
    expect(counted['done']).toBeGreaterThan(ATTEMPTS / 20)
    expect(counted['CONSTRAINT_VIOLATED']).toBeGreaterThan(ATTEMPTS / 20)
    expect(counted['CONFLICT']).toBeGreaterThan(ATTEMPTS / 100)
    const kinds = new Set(attempts.filter(({ version }) => version !== null).map(({ mutation }) => mutation))
    expect([...kinds].sort()).toEqual([
      'allocate',
      'correctNode',
      'moveMoney',
      'publish',
      'withdrawAllocations',
    ])
  })

  test('no snapshot, of the present or the past, is over-allocated or counts otherwise than its rows', () => {
    expect(seen.flatMap(({ findings }) => findings)).toEqual([])
    for (const { snapshots, versions } of seen)
      expect(Math.min(snapshots, versions)).toBeGreaterThan(LONG ? 200 : 10)
  })

  test(
    'all that was answered is in the ledger as it was told, and the ledger is verified',
    async () => {
      expect(await checkLedger(client, attempts)).toEqual([])
      expect(await verifyLedger(database.url)).toMatchObject({ findings: [] })
    },
    scale(60_000, 600_000),
  )
})
