import type pg from 'pg'
import type { Connections, Statement } from './connections.js'

const BEGIN = 'begin transaction isolation level repeatable read read only'

type Rows = Record<string, unknown>[]

/** What is done when a snapshot is opened, before anything else is read in it. */
export interface Opening {
  /** A statement that is sent together with the begin of the transaction, and costs no round trip of its own. */
  readonly first: string
  /** Told what it answers; may ask more. What it throws refuses the snapshot. */
  enter(rows: Rows, ask: (text: string, values: readonly unknown[]) => Promise<Rows>): Promise<void>
  /** Of statements that mean something else here than elsewhere, so that their plans are kept apart. */
  readonly dialect: string
}

/** Whatever answers a statement with rows: a request that reads, or a write under way. */
export interface RowReader {
  /** Refused where nobody waits for the answer any more. */
  open(): Promise<void>
  rows<Row>(statement: Statement): Promise<Row[]>
}

/**
 * The reading side of one request: every statement sees the same snapshot of the database. A connection is
 * taken with the first statement and given back by `close`; when the signal aborts, the statement under way
 * is cancelled in the database and every later one is refused.
 */
export class Reads implements RowReader {
  #client: Promise<pg.PoolClient> | undefined
  #cancelled: Promise<unknown> | undefined
  /** Settles with the last statement asked for: a connection takes one at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(
    private readonly connections: Connections,
    private readonly signal?: AbortSignal,
    /** Told each statement that asks for data: how tests count them. */
    private readonly onStatement?: (text: string, values: readonly unknown[]) => void,
    private readonly opening?: Opening,
  ) {}

  /** Takes the snapshot now, where it is not taken yet. */
  async open(): Promise<void> {
    this.signal?.throwIfAborted()
    if (this.#closed) throw new Error('read after the request was closed')
    this.#client ??= this.#open()
    await this.#client
  }

  async rows<Row>(statement: Statement): Promise<Row[]> {
    await this.open()
    const client = await (this.#client as Promise<pg.PoolClient>)
    const result = this.#turn.then(() => this.#run<Row>(client, statement))
    this.#turn = result.catch(() => undefined)
    return result
  }

  /**
   * What one statement answers before the snapshot is taken: it sees one by itself, and costs no round trip for begin
   * and commit. Where the snapshot is taken already, it is read in that.
   */
  async alone<Row>(statement: Statement): Promise<Row[]> {
    if (this.#client) return this.rows<Row>(statement)
    this.signal?.throwIfAborted()
    const client = await this.connections.take()
    let cancelled: Promise<unknown> | undefined
    const cancel = (): void => {
      cancelled = this.connections.cancel(client).catch(() => undefined)
    }
    this.signal?.addEventListener('abort', cancel, { once: true })
    let failure: Error | undefined
    try {
      return await this.#run<Row>(client, statement)
    } catch (error) {
      failure = error as Error
      throw error
    } finally {
      this.signal?.removeEventListener('abort', cancel)
      await giveBack(client, failure, cancelled)
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.signal?.removeEventListener('abort', this.#cancel)
    const client = await this.#client?.catch(() => undefined)
    if (!client) return
    await this.#turn
    const failure = await client.query('commit').then(
      () => undefined,
      (error: Error) => error,
    )
    await giveBack(client, failure, this.#cancelled)
  }

  async #run<Row>(client: pg.PoolClient, { text, values }: Statement): Promise<Row[]> {
    this.signal?.throwIfAborted()
    this.onStatement?.(text, values)
    const name = this.connections.names.of(text, this.opening?.dialect)
    const result = await client.query({
      ...(name === undefined ? {} : { name }),
      text,
      values: values as unknown[],
    })
    return result.rows as Row[]
  }

  async #open(): Promise<pg.PoolClient> {
    const client = await this.connections.take()
    this.signal?.addEventListener('abort', this.#cancel, { once: true })
    try {
      if (!this.opening) await client.query(BEGIN)
      else await this.#enter(client, this.opening)
      return client
    } catch (error) {
      await client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      )
      throw error
    }
  }

  async #enter(client: pg.PoolClient, opening: Opening): Promise<void> {
    const results = (await client.query(`${BEGIN}; ${opening.first}`)) as unknown as pg.QueryResult[]
    const ask = async (text: string, values: readonly unknown[]): Promise<Rows> =>
      (await client.query(text, [...values])).rows as Rows
    await opening.enter(results.at(-1)?.rows as Rows, ask)
  }

  readonly #cancel = (): void => {
    const cancelled = this.#client?.then((client) => this.connections.cancel(client))
    this.#cancelled = cancelled?.catch(() => undefined)
  }
}

/** What PostgreSQL says of a statement that was cancelled. */
const CANCELLED = '57014'

/**
 * Whoever has the connection next must not be hit by a cancel that comes late: it was sent by now, and hits one more
 * statement of ours at the latest. So clients that leave cost no connection, and nothing of what is prepared on it.
 */
async function giveBack(
  client: pg.PoolClient,
  failure: Error | undefined,
  cancelled: Promise<unknown> | undefined,
): Promise<void> {
  if (cancelled === undefined) {
    client.release(failure)
    return
  }
  await cancelled
  const broken = await client.query('select 1').then(
    () => undefined,
    (error: Error) => error,
  )
  client.release([failure, broken].find((error) => error && (error as { code?: string }).code !== CANCELLED))
}
