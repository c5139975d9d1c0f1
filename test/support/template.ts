import { fileURLToPath } from 'node:url'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { seedFolders } from '../../src/exchange/seed-file.js'

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url))

/** Makes the tables. Every connection to the database is closed when this returns: it is a template then. */
export function migrateTemplate(url: string): Promise<void> {
  return withDataSource(url, (dataSource) => dataSource.runMigrations({ transaction: 'each' }))
}

/** Loads the data of `seeds/`. */
export function seedTemplate(url: string): Promise<void> {
  return withDataSource(url, async (dataSource) => loadSeeds(dataSource, await seedFolders(SEEDS)))
}

async function withDataSource(
  url: string,
  work: (dataSource: DataSource) => Promise<unknown>,
): Promise<void> {
  const dataSource = await graphDataSource(url).initialize()
  await work(dataSource).finally(() => dataSource.destroy())
}
