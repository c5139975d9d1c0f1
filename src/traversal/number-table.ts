const FEWEST_BITS = 11

/** Numbers found by numbers, both below 2 ** 32 - 1: as a Map, in a tenth of the time and memory. */
export class NumberTable {
  #bits = FEWEST_BITS
  /** Key and value in turn; a key is kept one higher, so that 0 is nothing. */
  #slots = new Uint32Array(2 << FEWEST_BITS)
  #size = 0

  /** -1 where there is none. */
  get(key: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let at = this.#place(key); ; at = (at + 2) & mask) {
      const held = slots[at] as number
      if (held === key + 1) return slots[at + 1] as number
      if (held === 0) return -1
    }
  }

  /** Of a key that is not there yet. */
  add(key: number, value: number): void {
    if (2 * ++this.#size > 1 << this.#bits) this.#grow()
    this.#put(key, value)
  }

  /** A table that is far too large for what was in it is given up: clearing it takes longer than a short walk. */
  clear(): void {
    if (this.#bits > FEWEST_BITS && 16 * this.#size < this.#slots.length) {
      this.#bits = FEWEST_BITS
      this.#slots = new Uint32Array(2 << FEWEST_BITS)
    } else this.#slots.fill(0)
    this.#size = 0
  }

  #put(key: number, value: number): void {
    const slots = this.#slots
    const mask = slots.length - 1
    let at = this.#place(key)
    while (slots[at] !== 0) at = (at + 2) & mask
    slots[at] = key + 1
    slots[at + 1] = value
  }

  #place(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> (32 - this.#bits)) << 1
  }

  #grow(): void {
    const old = this.#slots
    this.#bits += 2
    this.#slots = new Uint32Array(2 << this.#bits)
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0) this.#put((old[at] as number) - 1, old[at + 1] as number)
    }
  }
}
