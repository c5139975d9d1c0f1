import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Sql } from 'sql-template-tag'

const BEGIN = 'begin transaction isolation level repeatable read read only'

/**
 * The reading side of one request: every statement sees the same snapshot of the database. A connection is
 * taken with the first statement and given back by `close`; when the signal aborts, the statement under way
 * is cancelled in the database and every later one is refused.
 */
export class Reads {
  #client: Promise<pg.PoolClient> | undefined
  #closed = false

  constructor(
    readonly pool: pg.Pool,
    readonly signal?: AbortSignal,
    /** Told the text of each statement that asks for data: how tests count them. */
    readonly onStatement?: (text: string) => void,
  ) {}

  async rows<Row>(statement: Sql): Promise<Row[]> {
    this.signal?.throwIfAborted()
    if (this.#closed) throw new Error('read after the request was closed')
    this.#client ??= this.#open()
    const client = await this.#client
    const { text, values } = statement
    this.onStatement?.(text)
    const result = await client.query({ name: statementName(text), text, values })
    return result.rows as Row[]
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = await this.#client?.catch(() => undefined)
    if (!client) return
    this.signal?.removeEventListener('abort', this.#cancel)
    client.off('error', ignoreCutConnection)
    const failure = await client.query('commit').then(
      () => undefined,
      (error: Error) => error,
    )
    client.release(failure)
  }

  async #open(): Promise<pg.PoolClient> {
    const client = await this.pool.connect()
    client.on('error', ignoreCutConnection)
    this.signal?.addEventListener('abort', this.#cancel, { once: true })
    await client.query(BEGIN)
    return client
  }

  readonly #cancel = (): void => {
    void this.#client
      ?.then((client) => this.pool.query('select pg_cancel_backend($1)', [backendOf(client)]))
      .catch(ignoreCutConnection)
  }
}

/** A cut connection also fails the statement under way, which reports it; unheard, the event would end the process. */
function ignoreCutConnection(): void {}

function backendOf(client: pg.PoolClient): number | undefined {
  return (client as unknown as { processID?: number }).processID
}

/** PostgreSQL keeps the plan of a named statement for each connection; the same text always has the same name. */
function statementName(text: string): string {
  return createHash('sha1').update(text).digest('base64url')
}
