import type pg from 'pg'

/** Rows after which others get a turn: a few milliseconds of work. */
const ROWS_AT_A_TIME = 4_000
/** The file header that PostgreSQL puts before the first row, `PGCOPY…`: no row has that many columns. */
const SIGNATURE = 0x5047
const HEADER_BYTES = 19

/** The row under way of a binary copy, read column by column from the left; each as what it is in the database. */
export class CopiedRow {
  #bytes!: Buffer
  #at = 0

  /** @returns false at the end of the copy, which is no row */
  take(bytes: Buffer): boolean {
    this.#bytes = bytes
    this.#at = bytes.readInt16BE(0) === SIGNATURE ? HEADER_BYTES : 0
    this.#at += 2
    return bytes.readInt16BE(this.#at - 2) >= 0
  }

  /** An `integer`, or a `date` as days from the 1st of January 2000. */
  int(ifNull: number): number {
    return this.#column() < 0 ? ifNull : this.#bytes.readInt32BE(this.#at - 4)
  }

  text(): string | null {
    const length = this.#column()
    return length < 0 ? null : this.#bytes.toString('latin1', this.#at - length, this.#at)
  }

  /** Writes a `uuid`, which is never null, as four words. */
  uuid(words: Uint32Array, at: number): void {
    this.#column()
    const from = this.#at - 16
    for (let word = 0; word < 4; word++) words[at + word] = this.#bytes.readUInt32BE(from + 4 * word)
  }

  /** Steps over the next column. @returns its length; -1 where it is null */
  #column(): number {
    const length = this.#bytes.readInt32BE(this.#at)
    this.#at += 4 + Math.max(0, length)
    return length
  }
}

/**
 * Reads millions of rows without an object for any of them: as a binary copy, from which each row is handed to `onRow`
 * as it comes in; the server waits while others have their turn. Texts must be ASCII.
 */
export async function copyRows(
  client: pg.PoolClient,
  query: string,
  onRow: (row: CopiedRow) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const row = new CopiedRow()
    let rows = 0
    let failure: Error | undefined
    const copy = {
      submit: (connection: pg.Connection) => {
        connection.query(`copy (${query}) to stdout (format binary)`)
      },
      handleCopyData: ({ chunk }: { chunk: Buffer }, { stream }: pg.Connection) => {
        if (++rows % ROWS_AT_A_TIME === 0) {
          stream.pause()
          setImmediate(() => stream.resume())
        }
        try {
          if (!failure && row.take(chunk)) onRow(row)
        } catch (error) {
          failure = error as Error
        }
      },
      handleCommandComplete: () => undefined,
      handleError: reject,
      handleReadyForQuery: () => (failure ? reject(failure) : resolve()),
    }
    client.query(copy)
  })
}
