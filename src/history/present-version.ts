import { Socket } from 'node:net'
import pg from 'pg'

const HEAD = { name: 'head', text: 'select version from graph_head', rowMode: 'array' } as const
/** A server that is gone without a word answers nothing; who waits for the version does without it after that. */
const LONGEST_ANSWER = 1_000
const LONGEST_CONNECT = 5_000
/** Milliseconds from one attempt to connect to the next. */
const PAUSE = 1_000

/** Where the graph stands. */
export interface Standing {
  /**
   * Counts the connections. A server that comes back, or another one in its place, may have lost the last versions that
   * it told, and count them anew for other changes: versions of two connections are never the same.
   */
  readonly connection: number
  readonly version: string
}

interface Line {
  readonly client: pg.Client
  readonly socket: Socket
  readonly connection: number
}

/**
 * The version that the graph is at, for any number of askers over one connection. Whoever asks joins the next look, never
 * one that is under way: whatever was committed before they asked is in what they are told. Lives through cuts.
 */
export class PresentVersion {
  #line: Line | undefined
  #connecting: Promise<void> | undefined
  #attempts = 0
  #lastAttempt = -Infinity
  #isClosed = false
  /** The look under way, or the last one; never rejects. */
  #look: Promise<Standing | undefined>
  #next: Promise<Standing | undefined> | undefined

  /** @param onCut told of each time that the connection was cut or could not be made; it is tried again */
  constructor(
    private readonly url: string,
    private readonly onCut: (error: Error) => void,
  ) {
    this.#look = this.#connect().then(() => undefined)
  }

  /** Number of the connection; undefined while there is none. */
  get connection(): number | undefined {
    return this.#line?.connection
  }

  /** Undefined where it cannot be told now. */
  read(): Promise<Standing | undefined> {
    return (this.#next ??= this.#look.then(() => {
      this.#next = undefined
      return (this.#look = this.#readHead())
    }))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#connecting
    await this.#look
    const line = this.#line
    this.#line = undefined
    await line?.client.end().catch(() => undefined)
  }

  async #readHead(): Promise<Standing | undefined> {
    const line = this.#line
    if (!line) {
      void this.#connect()
      return undefined
    }
    try {
      const { rows } = await line.client.query<[string]>(HEAD)
      return rows[0] && { connection: line.connection, version: rows[0][0] }
    } catch (error) {
      this.#lose(line, error as Error)
      return undefined
    }
  }

  /** Never rejects; does nothing while an attempt is under way, nor shortly after one. */
  #connect(): Promise<void> {
    const now = performance.now()
    if (this.#isClosed || now - this.#lastAttempt < PAUSE) return Promise.resolve()
    return (this.#connecting ??= this.#attempt().finally(() => {
      this.#connecting = undefined
      this.#lastAttempt = performance.now()
    }))
  }

  async #attempt(): Promise<void> {
    const socket = new Socket()
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'vrd-graph version',
      options: '-c role=vrd_reader -c default_transaction_read_only=on',
      connectionTimeoutMillis: LONGEST_CONNECT,
      query_timeout: LONGEST_ANSWER,
      keepAlive: true,
      stream: () => socket,
    })
    const line = { client, socket, connection: ++this.#attempts }
    client.on('error', (error) => this.#lose(line, error))
    client.on('end', () => this.#lose(line, new Error('the connection was closed')))
    try {
      await client.connect()
      this.#line = line
    } catch (error) {
      socket.destroy()
      this.onCut(error as Error)
    }
  }

  #lose(line: Line, error: Error): void {
    if (this.#line !== line) return
    this.#line = undefined
    line.socket.destroy()
    this.onCut(error)
  }
}
