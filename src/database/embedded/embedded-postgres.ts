import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Client, escapeIdentifier } from 'pg'
import { StartupError } from '../../kernel/errors.js'
import { prepareCluster, provideServicePassword } from './cluster.js'
import { findDistribution } from './distribution.js'
import { errorCode } from './error-code.js'
import { explained } from './explained.js'
import { missingExtensions } from './extensions.js'
import { removeAbandonedDrafts } from './initialise-cluster.js'
import type { Launch } from './launch-server.js'
import { clusterIn, MEETING_DATABASE, SERVICE_LOGIN, urlOn } from './layout.js'
import { findPlace } from './place.js'
import { ensurePostmaster, stopPostmaster } from './postmaster.js'
import { takeServiceLock } from './service-lock.js'
import { usableDistribution } from './usable-distribution.js'

export interface EmbeddedPostgresOptions {
  /** Made where it is missing. One service at a time. */
  readonly dataDirectory: string
  /** Made where it is missing, empty. */
  readonly database: string
  /** False gives up crash safety for speed: for tests. Default true. */
  readonly durable?: boolean
}

/** The PostgreSQL server that comes with the service: the zero-install default. */
export interface EmbeddedPostgres {
  /** Of the database as its owner, with the password. */
  readonly url: string
  /** Of the database as the service's login, with its password; whoever migrates makes that login. */
  readonly serviceUrl: string
  /** Where the data really lives. */
  readonly dataDirectory: string
  /** What its owner should know, e.g. why the data does not live where asked; one line each. */
  readonly notices: readonly string[]
  /** Shuts the server down in order and waits for it. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on the data directory, or takes over the server that a killed service left running there.
 *
 * The server listens on 127.0.0.1 only, on a free port, and lives on when this process is killed. When the server
 * dies, this process does not: it starts the server again, on the same port, and connections fail until it is ready.
 *
 * @throws StartupError in one line that says what to do: the directory is in use, cannot be written, holds another
 *   version's data, or PostgreSQL does not run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = resolve(options.dataDirectory)
  try {
    return await start(asked, options)
  } catch (error) {
    throw explained(error, asked)
  }
}

async function start(asked: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const packaged = findDistribution()
  const place = await findPlace(asked)
  const distribution = await usableDistribution(packaged, place.account)
  const cluster = await prepareCluster(place, distribution)
  const launch = {
    distribution,
    account: place.account,
    files: cluster.files,
    durable: options.durable ?? true,
  }
  const { running, lock, urlOf } = await connectAlone(launch, cluster.password, place.folder)
  const stop = async () => {
    await lock.resign()
    await stopPostmaster(launch, running.postmaster)
    await lock.release()
  }
  let servicePassword: string
  try {
    servicePassword = await provideServicePassword(clusterIn(place.folder))
    await removeAbandonedDrafts(place.folder)
    await provideDatabase(lock.client, options.database)
  } catch (error) {
    await stop()
    throw error
  }
  const copied = `PostgreSQL runs from a copy in ${distribution.folder}: it could not be used in ${packaged.folder}`
  const notices = distribution === packaged ? place.notices : [...place.notices, copied]
  const serviceUrl = urlOn(running.postmaster.port, servicePassword, options.database, SERVICE_LOGIN)
  return { url: urlOf(options.database), serviceUrl, dataDirectory: place.folder, notices, stop }
}

const GOING_AWAY = ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']

/** Between the look at the server and the connection to it, it may go away (another service stops it): look again. */
async function connectAlone(launch: Launch, password: string, dataDirectory: string) {
  const deadline = Date.now() + 10_000
  for (;;) {
    const running = { postmaster: await ensurePostmaster(launch) }
    const { port } = running.postmaster
    const urlOf = (database: string) => urlOn(port, password, database)
    const revive = async () => {
      const postmaster = await ensurePostmaster(launch, () => Promise.resolve(port))
      return () => void (running.postmaster = postmaster)
    }
    try {
      const lock = await takeServiceLock(urlOf(MEETING_DATABASE), dataDirectory, revive)
      return { running, lock, urlOf }
    } catch (error) {
      if (!GOING_AWAY.includes(errorCode(error)) || Date.now() > deadline) throw error
      await delay(20)
    }
  }
}

async function provideDatabase(client: Client, name: string): Promise<void> {
  const missing = await missingExtensions(client)
  if (missing.length > 0) {
    throw new StartupError(
      `This PostgreSQL comes without ${missing.join(', ')}: run npm ci again, or set DATABASE_URL`,
    )
  }
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`)
}
