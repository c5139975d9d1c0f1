/** A uuid as four words, as it stands in arrays of many of them. */
export type Words = readonly [number, number, number, number]

export function wordsOf(id: string): Words {
  const digits = id.replaceAll('-', '')
  const word = (at: number) => Number.parseInt(digits.slice(at, at + 8), 16)
  return [word(0), word(8), word(16), word(24)]
}

const BYTES = Buffer.alloc(16)

/** The uuid whose words begin here. */
export function uuidAt(words: Uint32Array, at: number): string {
  for (let word = 0; word < 4; word++) BYTES.writeUInt32BE(words[at + word] as number, 4 * word)
  const digits = BYTES.toString('hex')
  const part = (from: number, to: number): string => digits.slice(from, to)
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`
}

/** By their bytes, which is the order of their texts too. */
export function compareUuids(words: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = (words[a + word] as number) - (words[b + word] as number)
    if (difference !== 0) return difference
  }
  return 0
}

/** Finds the place of a uuid in an array of them: 8 bytes each beside the array itself. */
export class UuidTable {
  readonly #slots: Uint32Array
  readonly #shift: number

  /** @param words room for as many uuids as there will be, four words each */
  constructor(readonly words: Uint32Array) {
    const bits = Math.max(4, Math.ceil(Math.log2(words.length / 2 + 1)))
    this.#slots = new Uint32Array(2 ** bits)
    this.#shift = 32 - bits
  }

  /** The uuid at this place, which is another than all before. */
  add(place: number): void {
    const { words } = this
    const at = 4 * place
    let slot = this.#slot(words[at], words[at + 1], words[at + 2], words[at + 3])
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
    this.#slots[slot] = place + 1
  }

  /** -1 where it is not among them. */
  placeOf(a: number, b: number, c: number, d: number): number {
    const { words } = this
    const slots = this.#slots
    for (let slot = this.#slot(a, b, c, d); ; slot = (slot + 1) & (slots.length - 1)) {
      const place = (slots[slot] as number) - 1
      if (place < 0) return -1
      const at = 4 * place
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return place
    }
  }

  #slot(a = 0, b = 0, c = 0, d = 0): number {
    let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77)
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(c, 0xc2b2ae3d), 0x27d4eb2f)
    mixed = Math.imul(mixed ^ (mixed >>> 13) ^ d, 0x9e3779b1)
    return mixed >>> this.#shift
  }
}
