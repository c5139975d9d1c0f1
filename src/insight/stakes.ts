import type { Stake } from './common-ground.js'

/** No part, or several. */
const NO_PART = -1

/** Stakes side by side, in the order of who has them or of what they are in: found by place, so that millions of pairs take no time. */
export class Stakes {
  readonly party: Int32Array
  readonly thing: Int32Array
  readonly stated: Uint8Array
  readonly part: Int32Array
  readonly #ends: Int32Array

  /** @param by what they are found by, counted from 0 to `count` - 1 */
  constructor(stakes: readonly Stake[], by: 'party' | 'thing', count: number) {
    this.party = new Int32Array(stakes.length)
    this.thing = new Int32Array(stakes.length)
    this.stated = new Uint8Array(stakes.length)
    this.part = new Int32Array(stakes.length)
    const next = new Int32Array(count + 1)
    for (const stake of stakes) next[stake[by] + 1] = (next[stake[by] + 1] as number) + 1
    for (let at = 0; at < count; at++) next[at + 1] = (next[at + 1] as number) + (next[at] as number)
    for (const stake of stakes) {
      const at = next[stake[by]] as number
      next[stake[by]] = at + 1
      this.party[at] = stake.party
      this.thing[at] = stake.thing
      this.stated[at] = Number(stake.stated)
      this.part[at] = stake.part ?? NO_PART
    }
    this.#ends = next
  }

  /** Where those found by this number begin, and where they end. */
  begin(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] as number)
  }
  end(number: number): number {
    return this.#ends[number] as number
  }
}

/** Whether both come to a thing through one and the same part only: that part ties them already. */
export function isOnePart(one: number, other: number): boolean {
  return one !== NO_PART && one === other
}
