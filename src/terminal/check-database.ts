import { Client } from 'pg'
import { StartupError } from '../kernel/errors.js'
import { reasonOf } from './cut.js'

/** @throws StartupError where the database cannot be reached, or nobody has made a graph with a ledger in it. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new StartupError(
      `The database at ${safeAddress(url)} cannot be reached: ${reasonOf(error as Error)}.`,
    )
  }
  try {
    const { rows } = await client.query<{ found: string | null }>(
      `select to_regclass('public.graph_version')::text as found`,
    )
    if (rows[0]?.found == null) {
      throw new StartupError(
        `The database at ${safeAddress(url)} has no ledger: run vrd migrate, or start this version of the service on it once.`,
      )
    }
  } finally {
    await client.end()
  }
}

/** Host and database, never the password. */
function safeAddress(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}
