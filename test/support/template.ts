import { fileURLToPath } from 'node:url'
import { graphDataSource } from '../../ormconfig.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { seedFolders } from '../../src/exchange/seed-file.js'

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url))

/**
 * Fills the one database of which every test file gets a copy: the tables, and the data of `seeds/`.
 *
 * @param url of the empty template database; every connection to it is closed when this returns.
 */
export async function prepareTemplate(url: string): Promise<void> {
  const dataSource = await graphDataSource(url).initialize()
  try {
    await dataSource.runMigrations({ transaction: 'each' })
    await loadSeeds(dataSource, await seedFolders(SEEDS))
  } finally {
    await dataSource.destroy()
  }
}
