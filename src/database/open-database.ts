import type { DataSource } from 'typeorm'
import { StartupError } from '../kernel/errors.js'

/** Major versions of PostgreSQL that the tests run on. */
const OLDEST = 15
const NEWEST = 18

/**
 * Connects, sees that the server is one we know, and brings its tables up to date. Two services that start at
 * once migrate one after the other.
 * @throws StartupError where the server cannot be reached, is of another version, or is ahead of this code.
 */
export async function openDatabase(dataSource: DataSource): Promise<void> {
  const address = safeAddress(dataSource)
  await connectDatabase(dataSource)
  try {
    await checkVersion(dataSource, address)
    await migrate(dataSource, address)
  } catch (error) {
    await dataSource.destroy()
    throw error
  }
}

/** Connects to a database that was brought up to date before. @throws StartupError where it cannot be reached. */
export async function connectDatabase(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize()
  } catch (error) {
    throw new StartupError(
      `The database at ${safeAddress(dataSource)} cannot be reached: ${(error as Error).message || String(error)}.`,
    )
  }
}

async function checkVersion(dataSource: DataSource, address: string): Promise<void> {
  const [row] = await dataSource.query<{ version: string }[]>(
    `select current_setting('server_version_num') as version`,
  )
  const major = Math.floor(Number(row?.version) / 10_000)
  if (major < OLDEST || major > NEWEST) {
    throw new StartupError(
      `The database at ${address} is PostgreSQL ${major}; versions ${OLDEST} to ${NEWEST} are supported.`,
    )
  }
}

/** Any number that nothing else uses on the same database. */
const MIGRATION_LOCK = 7_230_415

async function migrate(dataSource: DataSource, address: string): Promise<void> {
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const ahead = await unknownMigration(dataSource)
    if (ahead !== undefined) {
      throw new StartupError(
        `The database at ${address} is newer than this version of the service: it has the migration ${ahead}. Start the newer version, or use another database.`,
      )
    }
    await dataSource.runMigrations({ transaction: 'each' })
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    await runner.release()
  }
}

async function unknownMigration(dataSource: DataSource): Promise<string | undefined> {
  const [table] = await dataSource.query<{ found: string | null }[]>(
    `select to_regclass('migration') as found`,
  )
  if (table?.found == null) return undefined
  const known = new Set(dataSource.migrations.map((migration) => migration.name))
  const done = await dataSource.query<{ name: string }[]>('select name from migration order by id')
  return done.find(({ name }) => !known.has(name))?.name
}

/** Host and database, never the password. */
function safeAddress(dataSource: DataSource): string {
  const url = new URL((dataSource.options as { url: string }).url)
  return `${url.hostname}:${url.port || '5432'}${url.pathname}`
}
