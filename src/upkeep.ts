import { userInfo } from 'node:os'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../ormconfig.js'
import { issueApiKey, listApiKeys, revokeApiKey } from './access/api-key.service.js'
import { type MigrationState, migrationStates } from './database/migrations.js'
import { connectDatabase, openDatabase } from './database/open-database.js'
import { rehearsal } from './database/rehearsal.js'
import { letAct, loginAt } from './database/service-login.js'
import type { LoadReport } from './exchange/load-report.js'
import { loadSeeds } from './exchange/load-seeds.service.js'
import { StartupError } from './kernel/errors.js'
import type { KeyRing } from './terminal/key-ring.js'

/** Changes nothing. @throws StartupError where the database cannot be reached. */
export function migrationsAt(url: string): Promise<MigrationState[]> {
  return connected(url, connectDatabase, migrationStates)
}

/**
 * @param url of the database as whoever owns its tables.
 * @param serviceUrl the same as the service logs in; undefined where the service itself looks after its login.
 */
export function migrate(url: string, serviceUrl: string | undefined): Promise<void> {
  return connected(url, openDatabase, async (dataSource) => {
    if (serviceUrl !== undefined) await letAct(dataSource, await loginAt(serviceUrl))
  })
}

/** @throws SeedError, StartupError */
export function loadFolders(url: string, folders: readonly string[], dryRun: boolean): Promise<LoadReport> {
  return connected(url, connectDatabase, async (dataSource) => {
    await refuseOutdated(dataSource)
    if (!dryRun) return loadSeeds(dataSource, folders)
    return { ...(await loadSeeds(rehearsal(dataSource), folders)), version: null }
  })
}

export function withKeys<T>(url: string, work: (keys: KeyRing) => Promise<T>): Promise<T> {
  return connected(url, connectDatabase, async (dataSource) => {
    await refuseOutdated(dataSource)
    return work(keyRing(dataSource))
  })
}

/** The keys, in the hands of whoever is logged in on this machine. */
function keyRing(dataSource: DataSource): KeyRing {
  const author = `ADMINISTRATOR/${userInfo().username}`
  return {
    issue: (wish, reason) => issueApiKey(dataSource, wish, { author, reason }),
    list: () => listApiKeys(dataSource),
    revoke: (prefix, reason) => revokeApiKey(dataSource, prefix, { author, reason }),
  }
}

async function connected<T>(
  url: string,
  open: (dataSource: DataSource) => Promise<void>,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = graphDataSource(url)
  await open(dataSource)
  try {
    return await work(dataSource)
  } finally {
    await dataSource.destroy()
  }
}

async function refuseOutdated(dataSource: DataSource): Promise<void> {
  const states = await migrationStates(dataSource)
  if (states.some(({ state }) => state === 'PENDING')) {
    throw new StartupError('The tables of the database are not up to date: run vrd migrate first')
  }
  if (states.some(({ state }) => state === 'UNKNOWN')) {
    throw new StartupError('The database is newer than this version of the service: use the newer version')
  }
}
