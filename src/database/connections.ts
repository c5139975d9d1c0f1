import pg from 'pg'
import { StatementNames } from './statement-names.js'

/** Days stay texts (`2025-02-13`): a JavaScript date would drag a time zone in. */
const DATE_OID = 1082
const TYPES = {
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): unknown {
    const isDay = oid === DATE_OID && format === 'text'
    return isDay ? (text: string) => text : pg.types.getTypeParser(oid, format)
  },
}

/** How alike a word and a name must be to count as a spelling of it: `veiligheidscentrum` still finds the Centre. */
const NEARLY_ALIKE = '-c pg_trgm.word_similarity_threshold=0.45'
/** No statement of a reading pool writes, whatever it says; neither outside a transaction. */
const READ_ONLY = '-c default_transaction_read_only=on'
/** Compiling a statement takes longer than any of ours runs; views through time look dear enough for it. */
const NOT_COMPILED = '-c jit=off'
/** Each answer is one of many at once, and nothing that is read here is large enough for a second process. */
const BY_ONE_PROCESS = '-c max_parallel_workers_per_gather=0'

/**
 * What is asked again is planned once for all values: walls make planning dearer than PostgreSQL believes, and by itself it
 * would plan many a statement anew each time, which takes longer than running it.
 */
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan'

/** What is asked, with `$1` and on standing for the values. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface ConnectionOptions {
  readonly url: string
  /** Told when the server cuts a connection that nobody uses. */
  readonly onCut: (error: Error) => void
  readonly size?: number
  /** The role of the database to read as; the one that logs in unless told. */
  readonly role?: string
  /** Whether anything may be written through them. Default false. */
  readonly writes?: boolean
}

/**
 * Connections for reading. Whoever asks waits five seconds at most instead of for ever, and a connection that the
 * server cuts ends nothing but the statement under way.
 */
export class Connections {
  readonly names = new StatementNames()
  readonly #reading: pg.Pool
  /** Apart, so that statements can be cancelled when every other connection is busy with them. */
  readonly #cancelling: pg.Pool

  constructor({ url, onCut, size = 10, role, writes = false }: ConnectionOptions) {
    const reading = [
      NEARLY_ALIKE,
      NOT_COMPILED,
      BY_ONE_PROCESS,
      PLANNED_ONCE,
      ...(writes ? [] : [READ_ONLY]),
      ...(role === undefined ? [] : [`-c role=${role}`]),
    ]
    const pool = (name: string, max: number, options: readonly string[] = []): pg.Pool => {
      const made = new pg.Pool({
        connectionString: url,
        application_name: `vrd-graph ${name}`,
        options: options.join(' '),
        max,
        connectionTimeoutMillis: 5_000,
        // Whoever comes after a pause finds statements prepared and planned, which takes longer than most of them run.
        idleTimeoutMillis: 600_000,
        types: TYPES,
      })
      made.on('error', onCut)
      // The statement under way reports the cut as well; unheard on the client, it would end the process.
      made.on('connect', (client) => client.on('error', () => undefined))
      return made
    }
    this.#reading = pool('reads', size, reading)
    // Who logs in may cancel its own statements; the role that it reads as may not.
    this.#cancelling = pool('cancels', 1)
  }

  take(): Promise<pg.PoolClient> {
    return this.#reading.connect()
  }

  /** What one statement answers, by itself. */
  async rows<Row>({ text, values }: Statement): Promise<Row[]> {
    return (await this.#reading.query({ text, values: [...values] })).rows as Row[]
  }

  /** Stops the statement under way on a connection, if there is one. */
  async cancel(client: pg.PoolClient): Promise<void> {
    const { processID } = client as unknown as { processID?: number }
    await this.#cancelling.query('select pg_cancel_backend($1)', [processID])
  }

  /** True where the database answers. */
  async isReady(): Promise<boolean> {
    return (await this.#reading.query('select 1')).rowCount === 1
  }

  /** How many connections are open, and how many of them nobody uses. */
  get open(): { readonly total: number; readonly idle: number } {
    return { total: this.#reading.totalCount, idle: this.#reading.idleCount }
  }

  async end(): Promise<void> {
    await Promise.all([this.#reading.end(), this.#cancelling.end()])
  }
}
