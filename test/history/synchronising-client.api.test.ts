import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { clusterIn, passwordIn, urlOn } from '../../src/database/embedded/layout.js'
import { RunningService } from '../service/running-service.js'
import { serverIn } from '../support/data-directories.js'
import { killServer } from '../support/leftovers.js'
import { withClient } from '../support/test-run.js'
import { SteadyWriters } from './steady-writers.js'
import { pull, readKept } from './synchronising-client.js'

/** The service is killed each time, and some times its database before it. */
const KILLED = ['service', 'database', 'database', 'service', 'database']
const DATABASE_KILLS = 3
const CLIENT_KILLS = 10
const WRITERS = 3

let folder: string
let port: number
let service: RunningService
let client: ChildProcess | undefined
let writers: SteadyWriters
let over = false
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), `vrd-test-server-${process.pid}-`))
  // As root the database's user must get in; else the data would go elsewhere and stay behind.
  await chmod(folder, 0o755)
  port = await freePort()
  service = start()
  await service.ready()
  writers = new SteadyWriters(databaseUrl, WRITERS)
}, 120_000)
afterAll(async () => {
  over = true
  await writers.end()
  client?.kill('SIGKILL')
  await service.stop('SIGKILL')
  await killServer(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const kept = (): string => path.join(folder, 'kept.json')
const url = (): string => `http://127.0.0.1:${port}`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as AddressInfo
  server.close()
  return free
}

function start(): RunningService {
  return RunningService.spawn({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' })
}

function startClient(): ChildProcess {
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
  return spawn(
    process.execPath,
    ['--import', here('../support/typescript.js'), here('synchronising-client.ts'), url(), kept()],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
}

/** Kills the client at any moment after it has taken something in, again and again. @returns how often */
async function killClients(): Promise<number> {
  let kills = 0
  while (!over || kills < CLIENT_KILLS) {
    const before = await lastKept()
    client = startClient()
    const exit = once(client, 'exit')
    const end = Date.now() + 10_000
    while ((await lastKept()) === before && Date.now() < end) await delay(10)
    await delay(Math.random() * 600)
    client.kill('SIGKILL')
    const [code, signal] = (await exit) as unknown[]
    if (signal !== 'SIGKILL') throw new Error(`the client ended by itself, with ${String(code)}`)
    kills++
  }
  return kills
}

async function lastKept(): Promise<number> {
  return stat(kept()).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function databaseUrl(): Promise<string> {
  const { port: own } = await serverIn(folder)
  return urlOn(own, await readFile(passwordIn(clusterIn(folder)), 'utf8'), 'vrd')
}

async function restartService(): Promise<void> {
  await service.stop('SIGKILL')
  service = start()
  await service.ready()
}

async function killDatabase(): Promise<void> {
  const { pid } = await serverIn(folder)
  process.kill(pid, 'SIGKILL')
}

test(`a client killed ${CLIENT_KILLS} times, of a service and a database killed too, misses nothing and sees nothing twice`, async () => {
  const clientKills = killClients()
  for (const killed of KILLED) {
    await delay(400 + Math.random() * 400)
    if (killed === 'database') await killDatabase()
    await restartService()
  }
  over = true
  expect(await clientKills).toBeGreaterThanOrEqual(CLIENT_KILLS)
  await writers.end()

  client = startClient()
  const { head, nodes, relations, changes } = await withClient(await databaseUrl(), async (asked) => {
    const { rows } = await asked.query<Record<'head' | 'nodes' | 'relations' | 'changes', number>>(
      `select (select version::int from graph_head) as head, (select count(*)::int from node) as nodes,
        (select count(*)::int from relation) as relations, (select count(*)::int from graph_change) as changes`,
    )
    return rows[0] as (typeof rows)[number]
  })
  const end = Date.now() + 10_000
  while ((await readKept(kept())).place !== String(head) && Date.now() < end) await delay(50)
  client.kill('SIGKILL')

  const held = await readKept(kept())
  const fresh = await pull(url(), { place: '0', copy: {}, told: [] }, async () => undefined)
  expect(held.place).toBe(String(head))
  expect(held.told.length).toBe(changes)
  expect(new Set(held.told).size).toBe(changes)
  expect(held.told).toEqual(fresh.told)
  expect(held.copy).toEqual(fresh.copy)
  const standing = Object.keys(held.copy)
  const isNode = (subject: string): boolean => subject.includes(':')
  expect(standing.filter(isNode).length).toBe(nodes)
  expect(standing.filter((subject) => !isNode(subject)).length).toBe(relations)
  // Else nothing of this was tried.
  expect(writers.committed).toBeGreaterThan(100)
  expect(writers.cuts).toBeGreaterThanOrEqual(DATABASE_KILLS * WRITERS)
}, 120_000)
