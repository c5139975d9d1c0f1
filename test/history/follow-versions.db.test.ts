import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { followVersions } from '../../src/history/follow-versions.js'
import { createGraphDatabase, type GraphDatabase, insertNode } from '../database/graph-database.js'
import { randomNumbers } from '../database/random.js'
import { currentRun, withClient } from '../support/test-run.js'

const FOLLOWERS = `from pg_stat_activity where datname = current_database() and application_name = 'vrd-graph follows'`
/** Long before the head is looked at again without a notice. */
const AT_ONCE = 2_000
/** Longer than it waits for a notice before it looks by itself. */
const LOOKED_AGAIN = 5_500

let graph: GraphDatabase
let followers: Follower[]
beforeEach(async () => {
  graph = await createGraphDatabase()
  followers = []
})
afterEach(async () => {
  await Promise.all(followers.map((one) => one.stop()))
  await graph.drop()
})

/** Somebody who follows, and what it was told so far. */
class Follower {
  readonly told: number[] = []
  readonly cuts: Error[] = []
  readonly #stop = new AbortController()
  readonly #following: Promise<void>

  constructor(after = '0', url = graph.url) {
    this.#following = this.#follow(after, url)
    followers.push(this)
  }

  async #follow(after: string, url: string): Promise<void> {
    for await (const version of followVersions(url, after, this.#stop.signal, (error) =>
      this.cuts.push(error),
    )) {
      this.told.push(Number(version))
    }
  }

  /** @throws Error where it is not true in time */
  async until(isTrue: () => boolean, within = AT_ONCE): Promise<void> {
    const end = Date.now() + within
    while (!isTrue()) {
      if (Date.now() > end) throw new Error(`told ${this.told.join(', ')}, cut ${this.cuts.length} times`)
      await delay(5)
    }
  }

  /** Until it was told of this version. */
  reach(version: number, within?: number): Promise<void> {
    return this.until(() => this.told.at(-1) === version, within)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#following
  }
}

async function write(): Promise<void> {
  await insertNode(graph.client, 'NEED')
}

async function count(sql: string): Promise<number> {
  const { rows } = await graph.client.query<{ count: number }>(`select count(*)::int as count ${sql}`)
  return rows[0]?.count ?? -1
}

/** Until so many follow, and have looked at the head. */
async function listens(many = 1): Promise<void> {
  const end = Date.now() + AT_ONCE
  while ((await count(`${FOLLOWERS} and state = 'idle' and query ilike '%graph_head%'`)) !== many) {
    if (Date.now() > end) throw new Error('nobody follows')
  }
}

async function cut(): Promise<void> {
  await graph.client.query(`select pg_terminate_backend(pid) ${FOLLOWERS}`)
}

test('a version that is there already is told, and one that is known is not', async () => {
  await write()
  await write()
  const follower = new Follower('1')
  await follower.reach(2)
  const knowing = new Follower('2')
  await listens(2)
  await write()
  await Promise.all([knowing.reach(3), follower.reach(3)])
  expect([follower.told, knowing.told]).toEqual([[2, 3], [3]])
})

test('each version that another takes is told at once', async () => {
  const follower = new Follower()
  await listens()
  for (let version = 1; version <= 5; version++) {
    await write()
    await follower.reach(version)
  }
  expect(follower.told).toEqual([1, 2, 3, 4, 5])
})

test('what was taken while a connection was cut is told after it, and the cut is reported', async () => {
  const follower = new Follower()
  await listens()
  await write()
  await follower.reach(1)
  await cut()
  for (let i = 0; i < 3; i++) await write()
  await follower.reach(4)
  expect(follower.cuts.length).toBe(1)
  expect(follower.cuts[0]?.message).toMatch(/terminat|closed/)
  await write()
  await follower.reach(5)
})

test('a database that lets nobody in for a while is tried again and again', async () => {
  const follower = new Follower()
  await listens()
  const name = new URL(graph.url).pathname.slice(1)
  const letIn = (allowed: boolean) =>
    withClient(currentRun().serverUrl, (client) =>
      client.query(`alter database ${name} with allow_connections ${allowed}`),
    )
  await letIn(false)
  await cut()
  await follower.until(() => follower.cuts.length >= 3)
  await write()
  await letIn(true)
  await follower.reach(1, 4_000)
  expect(follower.told).toEqual([1])
})

test('cut at random while versions are taken, it is told each once at most, in order, and the last', async () => {
  const random = randomNumbers(5)
  const follower = new Follower()
  await listens()
  for (let version = 1; version <= 60; version++) {
    await write()
    if (random() < 0.2) await cut()
    await delay(random() * 20)
  }
  await follower.reach(60, 5_000)
  expect(follower.cuts.length).toBeGreaterThan(0)
  expect(follower.told).toEqual([...new Set(follower.told)].sort((a, b) => a - b))
})

test('it ends when it is told to stop, also between two tries, and leaves no connection', async () => {
  const follower = new Follower()
  await listens()
  const started = Date.now()
  await follower.stop()
  expect(Date.now() - started).toBeLessThan(500)
  while ((await count(FOLLOWERS)) > 0 && Date.now() - started < AT_ONCE) await delay(5)
  expect(await count(FOLLOWERS)).toBe(0)

  const nowhere = new Follower('0', 'postgres://postgres@127.0.0.1:9/none')
  await nowhere.until(() => nowhere.cuts.length >= 2)
  await nowhere.stop()
  expect(nowhere.told).toEqual([])
})

test('it ends also where the server is gone without a word', async () => {
  const wire = await SilentWire.to(graph.url)
  const follower = new Follower('0', wire.url)
  await listens()
  await write()
  await follower.reach(1)
  wire.goSilent()
  await write()
  // Until it has asked what is not answered.
  await delay(LOOKED_AGAIN)
  const started = Date.now()
  await follower.stop()
  expect(Date.now() - started).toBeLessThan(AT_ONCE)
  await wire.close()
}, 20_000)

/** A way to the database on which nothing arrives any more, though no end is told of it. */
class SilentWire {
  #isSilent = false
  readonly #ends: Socket[] = []
  readonly #server: Server
  readonly #database: URL

  private constructor(url: string) {
    this.#database = new URL(url)
    this.#server = createServer((near) => {
      const far = connect(Number(this.#database.port), this.#database.hostname)
      this.#pass(near, far)
      this.#pass(far, near)
    })
  }

  static async to(url: string): Promise<SilentWire> {
    const wire = new SilentWire(url)
    await once(wire.#server.listen(0, '127.0.0.1'), 'listening')
    return wire
  }

  get url(): string {
    const url = new URL(this.#database)
    url.hostname = '127.0.0.1'
    url.port = String((this.#server.address() as AddressInfo).port)
    return url.href
  }

  #pass(from: Socket, to: Socket): void {
    this.#ends.push(from)
    from.on('error', () => undefined)
    from.on('data', (data) => this.#isSilent || to.write(data))
  }

  goSilent(): void {
    this.#isSilent = true
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
