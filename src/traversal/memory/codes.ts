/** The codes of many nodes in the order of their bytes, which are ASCII: all in one buffer, one after the other. */
export class Codes {
  readonly #bytes: Buffer
  /** Where each begins; last, where all end. */
  readonly #begins: Uint32Array
  #count = 0

  /** @param length of all codes together */
  constructor(most: number, length: number) {
    this.#bytes = Buffer.alloc(length)
    this.#begins = new Uint32Array(most + 1)
  }

  /** A code that comes after all before, or is the same as the last. */
  add(code: string): void {
    const begin = this.#begins[this.#count++] as number
    this.#begins[this.#count] = begin + this.#bytes.write(code, begin, 'latin1')
  }

  /** The places of a code, from the first up to the second; the same one twice where nothing has it. */
  placesOf(code: string): readonly [from: number, to: number] {
    const bytes = Buffer.from(code, 'latin1')
    const from = this.#first((place) => this.#compare(place, bytes) >= 0)
    let to = from
    while (to < this.#count && this.#compare(to, bytes) === 0) to++
    return [from, to]
  }

  /** The first place for which this holds; it holds for all that follow too. */
  #first(holds: (place: number) => boolean): number {
    let [from, to] = [0, this.#count]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (holds(middle)) to = middle
      else from = middle + 1
    }
    return from
  }

  #compare(place: number, bytes: Buffer): number {
    return this.#bytes.compare(bytes, 0, bytes.length, this.#begins[place], this.#begins[place + 1])
  }
}
