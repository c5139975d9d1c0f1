import { userInfo } from 'node:os'
import path from 'node:path'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../ormconfig.js'
import { issueApiKey, listApiKeys, revokeApiKey } from './access/api-key.service.js'
import { readOperations } from './api/operations.js'
import { readConfig } from './config.js'
import { attachPostgres } from './database/embedded/attach-postgres.js'
import { migrationStates } from './database/migrations.js'
import { connectDatabase, openDatabase } from './database/open-database.js'
import { rehearsal } from './database/rehearsal.js'
import { letAct, loginAt } from './database/service-login.js'
import { loadSeeds } from './exchange/load-seeds.service.js'
import { seedFolders } from './exchange/seed-file.js'
import { StartupError } from './kernel/errors.js'
import type { KeyRing } from './terminal/key-ring.js'
import type { Tools } from './terminal/tools.js'

type Workshop = Pick<
  Tools,
  | 'configuration'
  | 'seedFolders'
  | 'attach'
  | 'migrations'
  | 'migrate'
  | 'loadSeeds'
  | 'withKeys'
  | 'operations'
>

/** What the terminal's commands need of the project and its configuration. */
export function workshop(environment: NodeJS.ProcessEnv, project: string): Workshop {
  const config = () => readConfig(environment, project)
  const ownSeeds = () => seedFolders(path.join(project, 'seeds'))
  return {
    configuration: () => {
      const { host, port, databaseUrl, dataDirectory, oidcIssuer: issuer } = config()
      return { host, port, databaseUrl, dataDirectory, issuer }
    },
    seedFolders: ownSeeds,
    attach: async (makes) => {
      const { databaseUrl, migrationDatabaseUrl, dataDirectory } = config()
      if (databaseUrl === undefined) return attachPostgres({ dataDirectory, database: 'vrd', makes })
      return { url: migrationDatabaseUrl ?? databaseUrl, notices: [], release: async () => undefined }
    },
    operations: () => readOperations(path.join(project, 'schema', 'operations')),
    migrations: (url) => connected(url, connectDatabase, migrationStates),
    migrate: (url) =>
      connected(url, openDatabase, async (dataSource) => {
        const { databaseUrl } = config()
        if (databaseUrl !== undefined) await letAct(dataSource, await loginAt(databaseUrl))
      }),
    withKeys: (url, work) =>
      connected(url, connectDatabase, async (dataSource) => {
        await refuseOutdated(dataSource)
        return work(keyRing(dataSource))
      }),
    loadSeeds: (url, folders, dryRun) =>
      connected(url, connectDatabase, async (dataSource) => {
        await refuseOutdated(dataSource)
        const sets = folders.length > 0 ? folders : await ownSeeds()
        if (!dryRun) return loadSeeds(dataSource, sets)
        return { ...(await loadSeeds(rehearsal(dataSource), sets)), version: null }
      }),
  }
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
