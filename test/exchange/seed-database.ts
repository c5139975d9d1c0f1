import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { createDatabase, createMigratedDatabase, type TestDatabase } from '../support/database.js'

/** A database of one test file. */
export interface SeedDatabase {
  readonly dataSource: DataSource
  drop(): Promise<void>
}

/** With the note of 2025 in it. */
export async function seededDatabase(): Promise<SeedDatabase> {
  return open(await createDatabase())
}

/** With tables and nothing in them. */
export async function migratedDatabase(): Promise<SeedDatabase> {
  return open(await createMigratedDatabase())
}

async function open(database: TestDatabase): Promise<SeedDatabase> {
  const dataSource = await graphDataSource(database.url).initialize()
  return {
    dataSource,
    drop: async () => {
      await dataSource.destroy()
      await database.drop()
    },
  }
}

/** Everything that seed files can write, as one text, the ledger apart, which remembers what is undone: two of them are equal when nothing was written between. */
export async function fingerprint({ dataSource }: SeedDatabase): Promise<string> {
  const tables = await dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'graph\\_%' order by 1`,
  )
  // A row that was written anew has another xmin, even where it says the same.
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text || t.xmin, '|' order by t::text)) as digest from ${name} t`,
  )
  return JSON.stringify(await dataSource.query(`${parts.join(' union all ')} order by name`))
}
