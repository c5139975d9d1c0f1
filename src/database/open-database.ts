import type { DataSource, QueryRunner } from 'typeorm'
import { StartupError } from '../kernel/errors.js'
import { migrationStates } from './migrations.js'

/** Major versions of PostgreSQL that the tests run on. */
const OLDEST = 15
const NEWEST = 18

/**
 * Connects, sees that the server is one we know, and brings its tables up to date. Two services that start at
 * once migrate one after the other.
 * @throws StartupError where the server cannot be reached, is of another version, or is ahead of this code.
 */
export async function openDatabase(dataSource: DataSource): Promise<void> {
  await connectDatabase(dataSource)
  try {
    await migrate(dataSource, safeAddress(dataSource))
  } catch (error) {
    await dataSource.destroy()
    throw error
  }
}

/**
 * Connects, sees that the server is one we know, and changes nothing.
 * @throws StartupError where the server cannot be reached, or is of another version.
 */
export async function connectDatabase(dataSource: DataSource): Promise<void> {
  const address = safeAddress(dataSource)
  try {
    await dataSource.initialize()
  } catch (error) {
    throw new StartupError(
      `The database at ${address} cannot be reached: ${(error as Error).message || String(error)}.`,
    )
  }
  try {
    await checkVersion(dataSource, address)
  } catch (error) {
    await dataSource.destroy()
    throw error
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
    const states = await migrationStates(dataSource)
    const ahead = states.find(({ state }) => state === 'UNKNOWN')
    if (ahead) {
      throw new StartupError(
        `The database at ${address} is newer than this version of the service: it has the migration ${ahead.name}. Start the newer version, or use another database.`,
      )
    }
    if (states.every(({ state }) => state === 'DONE')) return
    await refuseStranger(runner, address)
    await dataSource.runMigrations({ transaction: 'each' })
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    await runner.release()
  }
}

/** Only who made the tables can change them. */
async function refuseStranger(runner: QueryRunner, address: string): Promise<void> {
  const rows = (await runner.query(
    `select from pg_tables where schemaname = 'public' and tablename = 'migration' and not pg_has_role(tableowner, 'usage')`,
  )) as unknown[]
  if (rows.length > 0) {
    throw new StartupError(
      `The tables of the database at ${address} are not up to date, and this login does not own them: set MIGRATION_DATABASE_URL to one that does.`,
    )
  }
}

/** Host and database, never the password. */
function safeAddress(dataSource: DataSource): string {
  const url = new URL((dataSource.options as { url: string }).url)
  return `${url.hostname}:${url.port || '5432'}${url.pathname}`
}
