import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js'
import { removeLeftoverDatabases, removeLeftoverServers } from './leftovers.js'
import { migrateTemplate, seedTemplate } from './template.js'
import { announceRun, urlOf } from './test-run.js'

/** The PostgreSQL of one test run, with the templates in it. */
export interface TestServer {
  /** Removes everything that the run has made. */
  stop(): Promise<void>
}

interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the embedded server in a temporary folder, or goes to TEST_DATABASE_URL (PostgreSQL 15 to 18) where it is set. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given ? { url: given, stop: async () => {} } : await startEmbedded()
  try {
    return await prepare(server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function startEmbedded(): Promise<Server> {
  await removeLeftoverServers()
  const asked = await mkdtemp(join(tmpdir(), `vrd-test-server-${process.pid}-`))
  const server = await startEmbeddedPostgres({ dataDirectory: asked, database: 'vrd', durable: false })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(server.dataDirectory, { recursive: true, force: true })
      await rm(asked, { recursive: true, force: true })
    },
  }
}

/** The connection that is kept tells other runs on the same server that this one is alive. */
async function prepare(server: Server): Promise<TestServer> {
  const id = `${process.pid}_${Date.now().toString(36)}`
  const client = new Client({
    connectionString: server.url,
    application_name: `vrd test run ${id}`,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  const stop = async () => {
    await client.end()
    await server.stop()
  }
  try {
    await refuseOldServer(client)
    await removeLeftoverDatabases(client)
    const templates = { migrated: `vrd_migrated_${id}`, seeded: `vrd_seeded_${id}` }
    await client.query(`create database ${templates.migrated} encoding 'UTF8' template template0`)
    await migrateTemplate(urlOf(server.url, templates.migrated))
    await client.query(`create database ${templates.seeded} encoding 'UTF8' template ${templates.migrated}`)
    await seedTemplate(urlOf(server.url, templates.seeded))
    announceRun({ id, serverUrl: server.url, templates })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    stop: async () => {
      await removeLeftoverDatabases(client, id)
      await stop()
    },
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int / 10000 as version",
  )
  const version = rows[0]?.version ?? 0
  if (version >= 15 && version <= 18) return
  throw new Error(`TEST_DATABASE_URL is PostgreSQL ${version}; the service runs on 15 to 18`)
}
