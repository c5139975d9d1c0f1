import path from 'node:path'
import { readOperations } from './api/operations.js'
import { readConfig } from './config.js'
import { attachPostgres } from './database/embedded/attach-postgres.js'
import { seedFolders } from './exchange/seed-file.js'
import type { Tools } from './terminal/tools.js'

type Workshop = Omit<Tools, 'signal' | 'serve' | 'checkDatabase' | 'verifyLedger' | 'followVersions'>

/**
 * What the terminal's commands need of the project and its configuration. What takes long to load is loaded when it is
 * needed: `vrd --help` should not wait for it.
 */
export function workshop(environment: NodeJS.ProcessEnv, project: string): Workshop {
  const config = () => readConfig(environment, project)
  const ownSeeds = () => seedFolders(path.join(project, 'seeds'))
  const upkeep = () => import('./upkeep.js')
  return {
    configuration: () => {
      const { host, port, databaseUrl, dataDirectory, oidcIssuer: issuer } = config()
      return { host, port, databaseUrl, dataDirectory, issuer }
    },
    attach: async (makes) => {
      const { databaseUrl, migrationDatabaseUrl, dataDirectory } = config()
      if (databaseUrl === undefined) return attachPostgres({ dataDirectory, database: 'vrd', makes })
      return { url: migrationDatabaseUrl ?? databaseUrl, notices: [], release: async () => undefined }
    },
    seedFolders: ownSeeds,
    operations: () => readOperations(path.join(project, 'schema', 'operations')),
    migrations: async (url) => (await upkeep()).migrationsAt(url),
    migrate: async (url) => (await upkeep()).migrate(url, config().databaseUrl),
    loadSeeds: async (url, folders, dryRun) =>
      (await upkeep()).loadFolders(url, folders.length > 0 ? folders : await ownSeeds(), dryRun),
    withKeys: async (url, work) => (await upkeep()).withKeys(url, work),
    openGraph: async (url, signal) => (await import('./terminal/open-graph.js')).openGraph(url, signal),
  }
}
