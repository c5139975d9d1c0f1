import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { issueApiKey } from '../../src/access/api-key.service.js'
import { clusterIn, passwordIn, urlOn } from '../../src/database/embedded/layout.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { RunningService } from '../service/running-service.js'
import { serverIn } from '../support/data-directories.js'
import { killServer } from '../support/leftovers.js'
import { withClient } from '../support/test-run.js'
import { outcomes } from './attempt.js'
import { HttpWriters } from './http-writers.js'
import { scale, tell } from './lane.js'
import { checkLedger } from './ledger-check.js'
import { watchMoney } from './money-snapshots.js'
import { makePurse, openWriting } from './purse.js'

const KILLS = scale(2, 25)
const WRITERS = 16
const LASTS = scale(240_000, 1_800_000)
/** Acknowledged writes between two kills. */
const BETWEEN = scale(10, 60)

let folder: string
let port: number
let service: RunningService
let writers: HttpWriters
let first: number

const start = () => RunningService.spawn({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' })

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), `vrd-test-server-${process.pid}-`))
  // As root the database's user must get in; else the data would go elsewhere and stay behind.
  await chmod(folder, 0o755)
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  port = (free.address() as AddressInfo).port
  free.close()
  service = start()
  await service.ready()
  const dataSource = await openWriting(await databaseUrl(), 1)
  const purse = await makePurse(new GraphWrites(dataSource), 'kills', [3_000, 4_000, 5_000, 6_000])
  const wish = { name: 'proof', role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ', 'WRITE'] } as const
  const { text } = await issueApiKey(dataSource, wish, {
    author: 'proof',
    reason: 'to write while all is killed',
  })
  const [head] = await dataSource.query<{ version: number }[]>('select version::int from graph_head')
  first = head?.version ?? 0
  await dataSource.destroy()
  writers = new HttpWriters(`http://127.0.0.1:${port}`, text, purse, WRITERS)
}, 120_000)
afterAll(async () => {
  await service.stop('SIGKILL')
  await killServer(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function databaseUrl(): Promise<string> {
  const { port: own } = await serverIn(folder)
  return urlOn(own, (await readFile(passwordIn(clusterIn(folder)), 'utf8')).trim(), 'vrd')
}

/** Waits for so many more acknowledged writes, and then for any moment in the middle of others. */
async function amidWrites(): Promise<void> {
  const before = writers.attempts.length
  while (writers.attempts.length < before + BETWEEN) await delay(5)
  await delay(Math.random() * 50)
}

test(
  `the service killed ${KILLS} times under ${WRITERS} writers is started again`,
  async () => {
    for (let i = 0; i < KILLS; i++) {
      await amidWrites()
      await service.stop('SIGKILL')
      service = start()
      await service.ready()
    }
  },
  LASTS,
)

test(
  `PostgreSQL killed ${KILLS} times under ${WRITERS} writers is started again by the service`,
  async () => {
    for (let i = 0; i < KILLS; i++) {
      await amidWrites()
      const { pid } = await serverIn(folder)
      process.kill(pid, i % 2 === 0 ? 'SIGKILL' : 'SIGQUIT')
    }
    await amidWrites()
  },
  LASTS,
)

test(
  'what was acknowledged is there once and whole, and nothing else is',
  async () => {
    await writers.end()
    const url = await databaseUrl()
    const { attempts, again } = writers
    const done = attempts.filter(({ version }) => version !== null)
    expect(done.length).toBeGreaterThan(KILLS * BETWEEN)
    expect(again).toBeGreaterThan(KILLS)
    const { findings, money } = await withClient(url, async (client) => ({
      findings: await checkLedger(client, attempts),
      money: await watchMoney(client, { done: true }, first),
    }))
    const of = (what: RegExp) => findings.filter((finding) => what.test(finding)).length
    tell('kills', {
      'of the service': KILLS,
      'of PostgreSQL': KILLS,
      ...outcomes(attempts),
      'sent again': again,
      acknowledged: done.length,
      lost: of(/^(lost|half)/),
      doubled: of(/^doubled/),
    })
    expect(findings).toEqual([])
    expect(money.findings).toEqual([])
    expect(await verifyLedger(url)).toMatchObject({ findings: [] })
  },
  LASTS,
)

test('the counter of this proof counts: a write that nobody made is missed', async () => {
  const key = randomUUID()
  const never = {
    key,
    mutation: 'allocate',
    made: [],
    claimed: [],
    expected: null,
    version: '1',
    refused: [],
  }
  const findings = await withClient(await databaseUrl(), (client) => checkLedger(client, [never]))
  expect(findings).toEqual([`lost: ${key}`])
})
