import type { Decision } from './decisions.reads.js'
import type { HeldRows, KeyedRow } from './held-rows.js'
import type { Loosened, StillHeld } from './holds.reads.js'

/**
 * Why a node or relation is left as the database has it: it, or what it hangs on, was changed since; it, or what it
 * needs, is gone; or the files drop or change what something that was decided since needs as it stands.
 */
export type WhyLeft = 'CHANGED' | 'GONE' | 'NEEDED'

export interface Leaving {
  readonly what: WhyLeft
  /** The decision that it comes from, on the node or relation itself or on another one. */
  readonly decision: Decision
}

/** A row that is let go of and held. */
export interface Needed {
  /** The foreign key. */
  readonly law: string
  /** The node or relation it belongs to. */
  readonly id: string
  readonly values: KeyedRow['values']
}

/**
 * Which nodes and relations stand as they are, so that no foreign key is broken between those and the ones that follow
 * the files. Each is left whole or written whole.
 */
export class Standing {
  readonly left = new Map<string, Leaving>()

  /** Left, and not under the name of the data set: made anew through the service, with an id of the files. */
  readonly #elsewhere = new Set<string>()

  /**
   * @param standing nodes and relations of the data sets that the database has.
   * @param differing nodes and relations in which the files and the database differ.
   * @param gone nodes that the files name, that are not theirs and that are no more, by id.
   */
  constructor(
    readonly rows: readonly HeldRows[],
    readonly standing: ReadonlySet<string>,
    readonly differing: ReadonlySet<string>,
    readonly gone: ReadonlyMap<string, Decision>,
  ) {}

  /** Leaves these, and all that they pull along. */
  leaveDecided(decisions: ReadonlyMap<string, Decision>): void {
    for (const [id, decision] of decisions) {
      if (!decision.gone && !this.standing.has(id)) this.#elsewhere.add(id)
      this.#leave(id, decision.gone ? 'GONE' : 'CHANGED', decision)
    }
    this.#pullAlong()
  }

  /** Rows that the files let go of, and that somebody may hold whom they do not know. */
  get loosened(): Loosened[] {
    return this.rows.map(({ hold, held }) => ({
      hold,
      rows: [...held.stored.values()]
        .filter((row) => this.#isLetGo(row, held.wanted))
        .map(({ values }) => Object.fromEntries(hold.referenced.map((column, i) => [column, values[i]]))),
    }))
  }

  /**
   * Leaves what is held by those on whom there is a decision, and all that it pulls along.
   * @returns what is held by the others, and cannot go.
   */
  leaveHeld(found: readonly StillHeld[], decisions: ReadonlyMap<string, Decision>): Needed[] {
    const needed: Needed[] = []
    for (const { hold, key, owner } of found) {
      const row = this.rows.find((one) => one.hold === hold)?.held.stored.get(key)
      const decision = decisions.get(owner)
      if (!row || row.owner === owner) continue
      if (decision) this.#leave(row.owner, 'NEEDED', decision)
      else needed.push({ law: hold.name, id: row.owner, values: row.values })
    }
    this.#pullAlong()
    return needed.filter(({ id }) => !this.left.has(id))
  }

  #leave(id: string, what: WhyLeft, decision: Decision): void {
    if (this.differing.has(id) && !this.left.has(id)) this.left.set(id, { what, decision })
  }

  #pullAlong(): void {
    if (this.left.size + this.gone.size === 0) return
    for (let before = -1; before < this.left.size;) {
      before = this.left.size
      for (const { held, holders } of this.rows) {
        for (const holder of holders.stored) this.#keepHeld(holder, held)
        for (const holder of holders.wanted) this.#keepBack(holder, held)
      }
    }
  }

  /** What is left needs what it holds. */
  #keepHeld(holder: KeyedRow, { stored, wanted }: HeldRows['held']): void {
    const leaving = this.left.get(holder.owner)
    const row = leaving && stored.get(holder.key)
    if (row && this.#isLetGo(row, wanted)) this.#leave(row.owner, 'NEEDED', leaving.decision)
  }

  /** What holds on to a row that will not be there cannot be written. */
  #keepBack(holder: KeyedRow, { stored, wanted }: HeldRows['held']): void {
    if (this.left.has(holder.owner) || stored.has(holder.key)) return
    const owner = wanted.get(holder.key)?.owner ?? ''
    const leaving = this.#elsewhere.has(owner) ? undefined : this.left.get(owner)
    const gone = holder.values.map((value) => this.gone.get(String(value))).find((found) => found)
    if (leaving) this.#leave(holder.owner, leaving.what, leaving.decision)
    else if (gone) this.#leave(holder.owner, 'GONE', gone)
  }

  #isLetGo({ owner, key }: KeyedRow, wanted: ReadonlyMap<string, KeyedRow>): boolean {
    return this.differing.has(owner) && !this.left.has(owner) && wanted.get(key)?.owner !== owner
  }
}
