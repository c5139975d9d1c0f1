import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** Where the database tells of each new version. */
const CHANNEL = 'graph_version'
/** A notice may be lost with its connection; so the head is looked at again after this many milliseconds. */
const LOOK_AGAIN = 5_000
const FIRST_PAUSE = 200
const LONGEST_PAUSE = 2_000
/** A server that is gone without a word answers nothing: neither the next question nor a goodbye. */
const LONGEST_ANSWER = 5_000
const LONGEST_GOODBYE = 500

/**
 * The version that the graph is at, whenever it is greater than the last one told: at once where it already is. Notices
 * only wake it: what is told is read from the head, after listening began, so nothing is missed. Lives through
 * cut connections and restarts of the database.
 *
 * @param after the version from which nothing needs to be told
 * @param onCut told of each connection that was cut or could not be made
 */
export async function* followVersions(
  url: string,
  after: string,
  signal: AbortSignal,
  onCut?: (error: Error) => void,
): AsyncGenerator<string> {
  let last = BigInt(after)
  let pause = FIRST_PAUSE
  while (!signal.aborted) {
    try {
      for await (const version of heads(url, signal)) {
        pause = FIRST_PAUSE
        if (version <= last) continue
        last = version
        yield String(version)
      }
    } catch (error) {
      if (isAborted(signal)) return
      onCut?.(error as Error)
      await delay(pause, undefined, { signal }).catch(() => undefined)
      pause = Math.min(2 * pause, LONGEST_PAUSE)
    }
  }
}

/** Reads the head again and again over one connection, until it is cut. */
async function* heads(url: string, signal: AbortSignal): AsyncGenerator<bigint> {
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: url,
    application_name: 'vrd-graph follows',
    options: '-c role=vrd_reader',
    connectionTimeoutMillis: LONGEST_ANSWER,
    query_timeout: LONGEST_ANSWER,
    keepAlive: true,
    stream: () => socket,
  })
  const news = new News()
  client.on('error', (error) => news.fail(error))
  client.on('end', () => news.fail(new Error('the connection was closed')))
  client.on('notification', () => news.tell())
  const hangUp = (): void => void setTimeout(() => socket.destroy(), LONGEST_GOODBYE).unref()
  const stop = (): void => {
    news.tell()
    hangUp()
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    while (!isAborted(signal)) {
      const heard = news.next()
      const { rows } = await client.query<{ version: string }>('select version from graph_head')
      yield BigInt(rows[0]?.version ?? 0)
      await heard
      news.throwIfCut()
    }
  } finally {
    signal.removeEventListener('abort', stop)
    client.removeAllListeners('end')
    hangUp()
    await client.end().catch(() => undefined)
  }
}

/** Read anew each time: it changes while others are waited for. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

/** What is waited for: a notice, the time to look again, or a cut, which stays. */
class News {
  #wake: () => void = () => undefined
  #failure: Error | undefined

  next(): Promise<void> {
    const told = new Promise<void>((resolve) => (this.#wake = resolve))
    const timer = new AbortController()
    const waited = delay(LOOK_AGAIN, undefined, { signal: timer.signal, ref: false }).catch(() => undefined)
    return Promise.race([told, waited]).then(() => timer.abort())
  }

  throwIfCut(): void {
    if (this.#failure) throw this.#failure
  }

  tell(): void {
    this.#wake()
  }

  fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }
}
