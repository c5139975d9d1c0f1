import type { Connections } from '../../database/connections.js'
import { readTies, TooLargeError } from './read-ties.js'
import type { TiesInMemory } from './ties-in-memory.js'

export interface HeldTiesOptions {
  readonly mostBytes: number
  /** Told why the ties are not held; SQL answers, and it is tried again later. */
  readonly onFailure: (error: Error) => void
}

const AFTER_FAILURE = 30_000
const WHEN_TOO_LARGE = 600_000

/**
 * The ties that one role sees at present, in memory. They are only ever given out for the very version that they were
 * read at. Asked for a later one, they are read anew, by one connection and one at a time, while SQL answers; after that
 * as long as it took nothing is read, so that many writes do not keep it busy all the time.
 */
export class HeldTies {
  #ties: TiesInMemory | undefined
  #reading: Promise<void> | undefined
  #restsUntil = 0
  /** The latest version of all that were asked for. */
  #asked = -1n
  readonly #closing = new AbortController()

  constructor(
    private readonly connections: Connections,
    private readonly options: HeldTiesOptions,
  ) {}

  /** The ties of this version; undefined where they are not held. */
  at(version: string): TiesInMemory | undefined {
    if (this.#ties?.version === version) return this.#ties
    const asked = BigInt(version)
    if (asked > this.#asked) this.#asked = asked
    const isLater = asked > BigInt(this.#ties?.version ?? -1)
    if (isLater && !this.#reading && performance.now() >= this.#restsUntil) {
      this.#reading = this.#read().finally(() => (this.#reading = undefined))
    }
    return undefined
  }

  /** Those that are held, unless a later version was asked for: whoever uses them looks whether the graph is still at theirs. */
  get latest(): TiesInMemory | undefined {
    return this.#ties && BigInt(this.#ties.version) >= this.#asked ? this.#ties : undefined
  }

  /** Settles when nothing is being read. */
  async settled(): Promise<void> {
    await this.#reading
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#restsUntil = Infinity
    await this.#reading
    this.#ties = undefined
  }

  async #read(): Promise<void> {
    const began = performance.now()
    // What was held answers no more, and makes room.
    this.#ties = undefined
    let rest = 0
    try {
      this.#ties = await this.#fromDatabase()
    } catch (error) {
      rest = error instanceof TooLargeError ? WHEN_TOO_LARGE : AFTER_FAILURE
      if (!this.#closing.signal.aborted) this.options.onFailure(error as Error)
    }
    const now = performance.now()
    this.#restsUntil = Math.max(this.#restsUntil, now + Math.max(rest, now - began))
  }

  async #fromDatabase(): Promise<TiesInMemory> {
    const client = await this.connections.take()
    const stop = (): void => void this.connections.cancel(client).catch(() => undefined)
    this.#closing.signal.addEventListener('abort', stop)
    try {
      this.#closing.signal.throwIfAborted()
      await client.query('begin transaction isolation level repeatable read read only')
      const ties = await readTies(client, this.options.mostBytes)
      await client.query('commit')
      client.release()
      return ties
    } catch (error) {
      client.release(true)
      throw error
    } finally {
      this.#closing.signal.removeEventListener('abort', stop)
    }
  }
}
