import path from 'node:path'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../ormconfig.js'
import { readOperations } from './api/operations.js'
import { readConfig } from './config.js'
import { attachPostgres } from './database/embedded/attach-postgres.js'
import { migrationStates } from './database/migrations.js'
import { connectDatabase, openDatabase } from './database/open-database.js'
import { rehearsal } from './database/rehearsal.js'
import { loadSeeds } from './exchange/load-seeds.service.js'
import { seedFolders } from './exchange/seed-file.js'
import { StartupError } from './kernel/errors.js'
import type { Tools } from './terminal/tools.js'

type Workshop = Pick<
  Tools,
  'configuration' | 'seedFolders' | 'attach' | 'migrations' | 'migrate' | 'loadSeeds' | 'operations'
>

/** What the terminal's commands need of the project and its configuration. */
export function workshop(environment: NodeJS.ProcessEnv, project: string): Workshop {
  const ownSeeds = () => seedFolders(path.join(project, 'seeds'))
  return {
    configuration: () => readConfig(environment, project),
    seedFolders: ownSeeds,
    attach: async (makes) => {
      const { databaseUrl, dataDirectory } = readConfig(environment, project)
      if (databaseUrl === undefined) return attachPostgres({ dataDirectory, database: 'vrd', makes })
      return { url: databaseUrl, notices: [], release: async () => undefined }
    },
    operations: () => readOperations(path.join(project, 'schema', 'operations')),
    migrations: (url) => connected(url, connectDatabase, migrationStates),
    migrate: (url) => connected(url, openDatabase, async () => undefined),
    loadSeeds: (url, folders, dryRun) =>
      connected(url, connectDatabase, async (dataSource) => {
        await refuseOutdated(dataSource)
        const sets = folders.length > 0 ? folders : await ownSeeds()
        if (!dryRun) return loadSeeds(dataSource, sets)
        return { ...(await loadSeeds(rehearsal(dataSource), sets)), version: null }
      }),
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
