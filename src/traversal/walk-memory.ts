import { NumberTable } from './number-table.js'

/** What a larger walk has taken is given back to the system. */
const MOST_WORDS = 1 << 20
/** So many walks are under way at once, now and then. */
const MOST_KEPT = 2

/** Where a walk writes down what it comes to: two tables that grow, and that the next walk need not make anew. */
export class WalkMemory {
  static readonly #kept: WalkMemory[] = []

  words = new Uint32Array(1 << 14)
  readonly numbers = new NumberTable()

  static take(): WalkMemory {
    return WalkMemory.#kept.pop() ?? new WalkMemory()
  }

  /** @returns the words, with room for more */
  grow(): Uint32Array<ArrayBuffer> {
    const words = new Uint32Array(4 * this.words.length)
    words.set(this.words)
    return (this.words = words)
  }

  /** Nothing that was written down is looked at again. */
  giveBack(): void {
    const kept = WalkMemory.#kept
    if (this.words.length > MOST_WORDS || kept.length >= MOST_KEPT) return
    this.numbers.clear()
    kept.push(this)
  }
}
