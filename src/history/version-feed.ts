import { followVersions } from './follow-versions.js'

/**
 * The versions that the graph takes, for any number of readers: one connection listens for all of them. Nothing is
 * kept for anyone: a reader counts on from the version that it was told last, up to the head, as slowly as it likes.
 */
export class VersionFeed {
  /** Before the first look at the database nothing is known to be there. */
  #head = -1n
  readonly #waiting = new Set<() => void>()
  readonly #closing = new AbortController()
  readonly #following: Promise<void>

  /** @param onCut told of each time that the database cannot be listened to; it is tried again */
  constructor(url: string, onCut: (error: Error) => void) {
    this.#following = this.#follow(url, onCut)
  }

  /** Every version after this one, each once, in order, whenever it was taken; ends with the signal or the feed. */
  async *after(version: string, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    let next = BigInt(version) + 1n
    while (!signal.aborted && !this.#closing.signal.aborted) {
      if (next <= this.#head) yield String(next++)
      else await this.#news(signal)
    }
  }

  /** How many readers have nothing left to read. */
  get waiting(): number {
    return this.#waiting.size
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#wakeAll()
    await this.#following
  }

  async #follow(url: string, onCut: (error: Error) => void): Promise<void> {
    for await (const version of followVersions(url, '-1', this.#closing.signal, onCut)) {
      this.#head = BigInt(version)
      this.#wakeAll()
    }
  }

  #news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}
