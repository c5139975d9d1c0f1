import { Client } from 'pg'

/** What the one setup of a test run tells the workers, through the environment. */
export interface TestRun {
  /** Lower case letters, digits and `_`: in the name of every database of the run. */
  readonly id: string
  /** Of a database of the server in which others may be made; with the right to do so. */
  readonly serverUrl: string
  /** Databases to copy: with the tables and their laws, and with the data of `seeds/` too. */
  readonly templates: { readonly migrated: string; readonly seeded: string }
}

const VARIABLE = 'VRD_TEST_RUN'

export function announceRun(run: TestRun): void {
  process.env[VARIABLE] = JSON.stringify(run)
}

export function currentRun(): TestRun {
  const told = process.env[VARIABLE]
  if (told === undefined) throw new Error('No test server: name the file *.db.test.ts or *.api.test.ts')
  return JSON.parse(told) as TestRun
}

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** A connection of its own for as long as the work takes. */
export async function withClient<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  name = 'vrd test support',
): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
