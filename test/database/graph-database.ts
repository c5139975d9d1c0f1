import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { createMigratedDatabase } from '../support/database.js'

export type Values = Readonly<Record<string, unknown>>

/** A graph with its laws and nothing else in it, and a connection to write rows with. */
export interface GraphDatabase {
  readonly url: string
  readonly client: Client
  /** Another connection, closed with the database. */
  readonly connect: () => Promise<Client>
  readonly drop: () => Promise<void>
}

export async function createGraphDatabase(): Promise<GraphDatabase> {
  const database = await createMigratedDatabase()
  const { url } = database
  const clients: Client[] = []
  const connect = async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
    clients.push(client)
    return client
  }
  return {
    url,
    client: await connect(),
    connect,
    drop: async () => {
      await Promise.all(clients.map((client) => client.end()))
      await database.drop()
    },
  }
}

/** Writes one row as it is given: a value may be missing or wrong. */
export async function insert(client: Client, table: string, values: Values): Promise<void> {
  const places = Object.keys(values).map((_, i) => `$${i + 1}`)
  await client.query(
    `insert into ${table} (${Object.keys(values).join(', ')}) values (${places.join(', ')})`,
    Object.values(values),
  )
}

/** Writes a node, by itself, without the row of its kind. @returns its id */
export async function insertNode(client: Client, kind: string, values: Values = {}): Promise<string> {
  const id = randomUUID()
  await insert(client, 'node', { id, kind, code: `n-${id}`, name_nl: kind, ...values })
  return id
}

/** Writes a node with the row of its kind. @returns its id */
export async function insertTyped(client: Client, kind: string, values: Values = {}): Promise<string> {
  const id = await insertNode(client, kind)
  await insert(client, kind.toLowerCase(), { id, kind, ...values })
  return id
}

/**
 * What the database says to a statement, of which nothing remains: the name of the law that refuses it
 * (of the column where a value is missing), or `accepted`.
 */
export async function verdict(client: Client, work: () => Promise<unknown>): Promise<string> {
  await client.query('savepoint verdict')
  try {
    await work()
    return 'accepted'
  } catch (error) {
    const { constraint, column, message } = error as { constraint?: string; column?: string; message: string }
    return constraint ?? column ?? message
  } finally {
    await client.query('rollback to savepoint verdict')
  }
}
