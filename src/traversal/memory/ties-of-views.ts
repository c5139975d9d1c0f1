import type { ReadingPools, View } from '../../access/reading-pools.js'
import { HeldTies, type HeldTiesOptions } from './held-ties.js'

/** The ties that are held in memory: those that the public sees, and with all drafts; each once somebody asks for them. */
export class TiesOfViews {
  readonly #published: HeldTies
  readonly #all: HeldTies

  constructor(
    private readonly pools: ReadingPools,
    options: HeldTiesOptions,
  ) {
    this.#published = new HeldTies(pools.published, options)
    this.#all = new HeldTies(pools.all, options)
  }

  /** Undefined for who sees some drafts and not others: nothing is held for one entity. */
  of({ connections, entity }: View): HeldTies | undefined {
    if (entity !== null) return undefined
    return connections === this.pools.published ? this.#published : this.#all
  }

  /** Settles when nothing is being read. */
  async settled(): Promise<void> {
    await Promise.all([this.#published.settled(), this.#all.settled()])
  }

  async close(): Promise<void> {
    await Promise.all([this.#published.close(), this.#all.close()])
  }
}
