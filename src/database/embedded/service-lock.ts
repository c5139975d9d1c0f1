import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { StartupError } from '../../kernel/errors.js'
import { MEETING_DATABASE } from './layout.js'
import { isRunning } from './process.js'

/** Advisory lock of two numbers: this service (`vrd` in ASCII), and the data directory as a whole. */
const LOCK = [0x767264, 1] as const

/** The one connection that makes this process the only service on the server. */
export interface ServiceLock {
  readonly client: Client
  /** From now on it is not taken again when it is lost; waits for the taking that is under way. */
  resign(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes the server for this process. The lock goes with its connection, so a killed service frees it by itself.
 *
 * @param revive sees that the server runs, before the lock is taken again; tells what to do once that is done
 * @throws StartupError at once where another living process has it.
 */
export async function takeServiceLock(
  url: string,
  dataDirectory: string,
  revive: () => Promise<() => void>,
): Promise<ServiceLock> {
  let client = await lockedClient(url, dataDirectory)
  const resigned = new AbortController()
  const { signal } = resigned
  let retaking = Promise.resolve()
  const keep = () => {
    client.once('end', () => {
      retaking = retake()
    })
  }
  // When one of its processes dies, PostgreSQL cuts every connection and goes on: so must the lock. When all of them die,
  // nobody else starts it again.
  const retake = async () => {
    for (;;) {
      await delay(200, undefined, { ref: false, signal }).catch(() => undefined)
      if (signal.aborted) return
      const next = await retaken(url, dataDirectory, revive).catch(() => undefined)
      if (next === undefined) continue
      client = next
      keep()
      return
    }
  }
  keep()
  const resign = async () => {
    resigned.abort()
    await retaking
  }
  return {
    client,
    resign,
    release: async () => {
      await resign()
      await client.end()
    },
  }
}

/** The process that has taken the server, seen from any database of it; undefined where none has. */
export async function serviceOn(url: string): Promise<number | undefined> {
  const meeting = new URL(url)
  meeting.pathname = `/${MEETING_DATABASE}`
  const client = new Client({ connectionString: meeting.href, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await holderOf(client)
  } finally {
    await client.end()
  }
}

async function retaken(
  url: string,
  dataDirectory: string,
  revive: () => Promise<() => void>,
): Promise<Client> {
  const settle = await revive()
  const client = await lockedClient(url, dataDirectory)
  settle()
  return client
}

async function lockedClient(url: string, dataDirectory: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: `vrd service ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // The connection may be cut at any time: `end` follows, and nobody else needs to know.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await lockOrRefuse(client, dataDirectory)
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}

async function lockOrRefuse(client: Client, dataDirectory: string): Promise<void> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      ...LOCK,
    ])
    if (rows[0]?.taken) return
    const holder = await holderOf(client)
    if (Date.now() > deadline || (holder !== undefined && isRunning(holder))) {
      throw new StartupError(
        `The data directory ${dataDirectory} is in use by another service (pid ${holder ?? 'unknown'}): ` +
          'stop that one, or set DATA_DIR to another folder',
      )
    }
    // It was killed a moment ago and the server has yet to notice.
    await delay(20)
  }
}

async function holderOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
       from pg_locks l
       join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted
        and l.classid = $1 and l.objid = $2 and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())`,
    [...LOCK],
  )
  const pid = /^vrd service (\d+)$/.exec(rows[0]?.name ?? '')?.[1]
  return pid === undefined ? undefined : Number(pid)
}
