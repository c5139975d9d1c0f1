import type { DataSource } from 'typeorm'

/** A migration that this code knows, or that somebody else's has done. */
export interface MigrationState {
  readonly name: string
  /** `UNKNOWN` was done by a newer version of the service. */
  readonly state: 'DONE' | 'PENDING' | 'UNKNOWN'
}

/** Every migration, oldest first; asked of a database that may be empty. */
export async function migrationStates(dataSource: DataSource): Promise<MigrationState[]> {
  const done = await doneMigrations(dataSource)
  const known = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name)
  return [
    ...known.map((name): MigrationState => ({ name, state: done.includes(name) ? 'DONE' : 'PENDING' })),
    ...done
      .filter((name) => !known.includes(name))
      .map((name): MigrationState => ({ name, state: 'UNKNOWN' })),
  ]
}

async function doneMigrations(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ found: string | null }[]>(
    `select to_regclass('migration') as found`,
  )
  if (table?.found == null) return []
  return dataSource.transaction(async (manager) => {
    // A login that owns nothing may look as the role that sees all.
    await manager.query(
      `select set_config('role', 'vrd_reader', true) where not has_table_privilege('migration', 'select')`,
    )
    const rows = await manager.query<{ name: string }[]>('select name from migration order by id')
    return rows.map(({ name }) => name)
  })
}
