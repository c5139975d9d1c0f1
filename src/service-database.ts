import type { DataSource } from 'typeorm'
import { graphDataSource } from '../ormconfig.js'
import type { Config } from './config.js'
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.js'
import { connectDatabase, openDatabase } from './database/open-database.js'
import { letAct, loginAt, provideLogin } from './database/service-login.js'

/** The database as the service has it: up to date, and reached by a login that need not own anything. */
export interface ServiceDatabase {
  readonly url: string
  /** For writing; each transaction takes the role that it needs. */
  readonly dataSource: DataSource
  /** What its owner should know, one line each. */
  readonly notices: readonly string[]
}

/** Sixteen writers at once; PostgreSQL gives out a hundred connections unless told. */
const WRITERS = 16

/**
 * Migrates as the owner of the tables, then lets go of that connection: everything else goes by the service's login.
 *
 * @param closing takes what must be let go of at the end
 * @throws StartupError
 */
export async function openServiceDatabase(
  config: Config,
  onCut: (error: Error) => void,
  closing: (() => Promise<unknown>)[],
): Promise<ServiceDatabase> {
  const { url, notices, owner, login } = await addresses(config, closing)
  const migrating = graphDataSource(owner, { onCut })
  await openDatabase(migrating)
  try {
    const { name, password } = login ?? { name: await loginAt(url), password: undefined }
    if (password !== undefined) await provideLogin(migrating, name, password)
    await letAct(migrating, name)
  } finally {
    await migrating.destroy()
  }
  const dataSource = graphDataSource(url, { role: 'vrd_reader', size: WRITERS, onCut })
  await connectDatabase(dataSource)
  closing.push(() => dataSource.destroy())
  return { url, dataSource, notices }
}

interface Addresses {
  readonly url: string
  /** The same database as whoever owns its tables. */
  readonly owner: string
  /** The login at `url`, where it is to be made; undefined where somebody else looks after it. */
  readonly login: { readonly name: string; readonly password: string } | undefined
  readonly notices: readonly string[]
}

async function addresses(
  { databaseUrl, migrationDatabaseUrl, dataDirectory }: Config,
  closing: (() => Promise<unknown>)[],
): Promise<Addresses> {
  if (databaseUrl !== undefined) {
    return { url: databaseUrl, owner: migrationDatabaseUrl ?? databaseUrl, login: undefined, notices: [] }
  }
  const embedded = await startEmbeddedPostgres({ dataDirectory, database: 'vrd' })
  closing.push(() => embedded.stop())
  const { url, serviceUrl, notices } = embedded
  const { username: name, password } = new URL(serviceUrl)
  return { url: serviceUrl, owner: url, login: { name, password }, notices }
}
