import { resolve } from 'node:path'
import { StartupError } from '../../kernel/errors.js'
import { readPassword } from './cluster.js'
import { startEmbeddedPostgres } from './embedded-postgres.js'
import { explained } from './explained.js'
import { clusterIn, filesIn, urlOn } from './layout.js'
import { findData } from './place.js'
import { runningPostmaster } from './postmaster.js'

export interface AttachOptions {
  /** The same as the service was given: where root's data lives elsewhere, it is found there. */
  readonly dataDirectory: string
  readonly database: string
  /** Whether data is made where there is none; else that is refused. */
  readonly makes?: boolean
}

/** The embedded PostgreSQL of a data directory, for a program beside the service. */
export interface AttachedPostgres {
  /** Of the database, with its password. */
  readonly url: string
  /** What its user should know, one line each. */
  readonly notices: readonly string[]
  /** Stops the server where it was started for this, and only then. */
  release(): Promise<void>
}

/**
 * Joins the server that runs on the data directory, without a lock and without stopping it. Where none runs, starts it
 * as the service would: alone, until it is released.
 *
 * @throws StartupError in one line that says what to do: there is no data yet, or it cannot be reached or started.
 */
export async function attachPostgres({
  dataDirectory,
  database,
  makes = false,
}: AttachOptions): Promise<AttachedPostgres> {
  const asked = resolve(dataDirectory)
  try {
    const folder = await findData(asked)
    if (folder === undefined) {
      if (!makes) throw noData(asked)
      return await started(asked, database)
    }
    return (await joined(folder, database)) ?? (await started(folder, database))
  } catch (error) {
    throw explained(error, asked)
  }
}

async function joined(folder: string, database: string): Promise<AttachedPostgres | undefined> {
  const cluster = clusterIn(folder)
  const postmaster = await runningPostmaster(filesIn(cluster))
  if (postmaster === undefined) return undefined
  const url = urlOn(postmaster.port, await readPassword(cluster), database)
  return { url, notices: [], release: async () => undefined }
}

async function started(folder: string, database: string): Promise<AttachedPostgres> {
  try {
    const server = await startEmbeddedPostgres({ dataDirectory: folder, database })
    const why = `No service runs on ${folder}: its PostgreSQL is started for this command alone`
    return { url: server.url, notices: [...server.notices, why], release: () => server.stop() }
  } catch (error) {
    // A service may have started since we looked: then it is there to be joined.
    const meanwhile = error instanceof StartupError ? await joined(folder, database) : undefined
    if (meanwhile === undefined) throw error
    return meanwhile
  }
}

function noData(asked: string): StartupError {
  return new StartupError(
    `There is no data in ${asked}: start the service once with npm start, ` +
      'or set DATA_DIR or DATABASE_URL to where the data is',
  )
}
