import type { NodeLink } from '../graph/linked-nodes.js'

/** What two may have in common. */
export const GROUNDS = ['BUILDING_BLOCK', 'NEED', 'ASKED_BY'] as const
export type GroundKind = (typeof GROUNDS)[number]

/** What more than these share is common ground of everyone: it tells nothing about two of them, and makes very many pairs. */
export const MOST_SHARING = 100

/** What one project or entity has of it: one row for each thing. Parties and things are numbers, counted from 0. */
export interface Stake {
  readonly party: number
  readonly thing: number
  /** True where no tie of at least one way to it is inferred. */
  readonly stated: boolean
  /** A number for the part that all ways go through, where it is one; null where it is none or several. */
  readonly part: number | null
}

/** What may be had in common, and of what sort. */
export interface Thing extends NodeLink {
  readonly ground: GroundKind
}

/** Who knows each other already. */
export interface Bond {
  readonly from: number
  readonly to: number
  /** ANSWERS_FOR: the entity `to` answers for the project `from`. CONTINUES: both are one through the years. */
  readonly as: 'TIED' | 'ANSWERS_FOR' | 'CONTINUES'
}

/** Projects and entities, what they have a stake in, and who is tied already. */
export interface CommonGround {
  readonly parties: readonly (NodeLink & { readonly reference: string })[]
  readonly things: readonly Thing[]
  readonly stakes: readonly Stake[]
  readonly bonds: readonly Bond[]
  /** Parties who work on one and the same result or workstream. */
  readonly circles: readonly (readonly number[])[]
}

/** Tells of each party whom it is tied to already, itself included. */
export class Acquaintance {
  readonly #near: Set<number>[]
  readonly #answering: number[][]
  readonly #answeredFor: number[][]
  readonly #group: number[]
  readonly #members: Map<number, number[]>
  readonly #circles: (readonly number[])[][]

  constructor({ parties, bonds, circles }: CommonGround) {
    this.#near = parties.map((_, party) => new Set([party]))
    this.#answering = parties.map(({ kind }, party) => (kind === 'ENTITY' ? [party] : []))
    this.#answeredFor = parties.map((_, party) => [party])
    this.#group = parties.map((_, party) => party)
    for (const { from, to, as } of bonds) {
      this.#near[from]?.add(to)
      this.#near[to]?.add(from)
      if (as === 'ANSWERS_FOR') {
        this.#answering[from]?.push(to)
        this.#answeredFor[to]?.push(from)
      } else if (as === 'CONTINUES') this.#group[this.#rootOf(from)] = this.#rootOf(to)
    }
    this.#members = new Map()
    for (const party of parties.keys()) {
      const root = this.#rootOf(party)
      const members = this.#members.get(root)
      if (members) members.push(party)
      else this.#members.set(root, [party])
    }
    this.#circles = parties.map(() => [])
    for (const circle of circles) for (const party of circle) this.#circles[party]?.push(circle)
  }

  /** Everyone who is tied to it, continues it, works on the same, or for whom the same entity answers; some are told twice. */
  *of(party: number): Generator<number> {
    yield* this.#near[party] ?? []
    yield* this.#members.get(this.#rootOf(party)) ?? []
    for (const circle of this.#circles[party] ?? []) yield* circle
    for (const entity of this.#answering[party] ?? []) yield* this.#answeredFor[entity] ?? []
  }

  #rootOf(party: number): number {
    let at = party
    while (this.#group[at] !== at) {
      const next = this.#group[at] as number
      this.#group[at] = this.#group[next] as number
      at = next
    }
    return at
  }
}
