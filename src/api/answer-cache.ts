import { LRUCache } from 'lru-cache'
import type { PresentVersion, Standing } from '../history/present-version.js'

const MEGABYTE = 1024 * 1024
/** Of all the room: a larger answer would push out too many others. */
const LARGEST_SHARE = 1 / 16
/** Bytes that an entry takes beside its key and its body. */
const OVERHEAD = 500

/** A whole answer, as it is sent. */
export interface WholeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface FreshAnswer extends WholeAnswer {
  /** The graph version that it hangs on, and on nothing else; undefined where it must not be kept. */
  readonly version: string | undefined
}

/** @returns undefined where it was given up */
export type MakeAnswer = () => Promise<FreshAnswer | undefined>

interface KeptAnswer {
  readonly standing: Standing
  readonly answer: WholeAnswer
}

interface Making {
  readonly standing: Standing
  /** Never rejects. */
  readonly ended: Promise<unknown>
}

/**
 * Answers that are given again as long as the graph stands where they were read. The database tells where it stands each
 * time, after the question came: so no answer lacks what was committed before it was asked for.
 */
export class AnswerCache {
  readonly #kept: LRUCache<string, KeptAnswer>
  /** What was kept and is being read anew. */
  readonly #making = new Map<string, Making>()

  constructor(
    megabytes: number,
    private readonly present: Pick<PresentVersion, 'connection' | 'read'>,
  ) {
    const maxSize = megabytes * MEGABYTE
    this.#kept = new LRUCache({
      maxSize,
      maxEntrySize: maxSize * LARGEST_SHARE,
      sizeCalculation: ({ answer: { body } }, key) => OVERHEAD + 2 * key.length + body.length,
    })
  }

  /**
   * As it was kept where the graph still stands there; else as it is made now. Who asks for what was kept earlier and
   * somebody is making anew waits for that, and does with it where it is what they would be told themselves.
   *
   * @param key holds everything else that the answer depends on
   */
  async answer(key: string, make: MakeAnswer): Promise<WholeAnswer | undefined> {
    // What is asked for the first time waits for nobody.
    const standing = this.#kept.has(key) ? await this.present.read() : undefined
    if (!standing) return this.#make(key, make)
    const kept = this.#keptAt(standing, key)
    if (kept) return kept
    const making = this.#making.get(key)
    if (!making || !isSame(making.standing, standing)) return this.#makeForAll(key, standing, make)
    await making.ended
    return this.#keptAt(standing, key) ?? this.#make(key, make)
  }

  #keptAt(standing: Standing, key: string): WholeAnswer | undefined {
    const kept = this.#kept.get(key)
    return kept && isSame(kept.standing, standing) ? kept.answer : undefined
  }

  async #makeForAll(key: string, standing: Standing, make: MakeAnswer): Promise<WholeAnswer | undefined> {
    const made = this.#make(key, make)
    const making = { standing, ended: made.catch(() => undefined) }
    this.#making.set(key, making)
    try {
      return await made
    } finally {
      if (this.#making.get(key) === making) this.#making.delete(key)
    }
  }

  async #make(key: string, make: MakeAnswer): Promise<WholeAnswer | undefined> {
    // Asked before anything is read: what is read once there is another connection may be of another server.
    const { connection } = this.present
    const answer = await make()
    if (answer?.version !== undefined && connection !== undefined)
      this.#kept.set(key, { standing: { connection, version: answer.version }, answer })
    return answer
  }
}

function isSame(one: Standing, other: Standing): boolean {
  return one.version === other.version && one.connection === other.connection
}
