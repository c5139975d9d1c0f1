import { Acquaintance, type CommonGround, MOST_SHARING, type Thing } from './common-ground.js'
import { isOnePart, Stakes } from './stakes.js'

/** What the one thing that only two have in common weighs, where documents say so of both. */
export const MOST_POINTS = 1_000

/** One thing that two have in common. */
export interface SynergyReason {
  readonly thing: Thing
  /** How many projects and entities have a stake in it. */
  readonly sharedBy: number
  readonly inferred: boolean
  readonly points: number
}

export interface Synergy {
  /** Numbers of the two, the one whose reference comes first before the other. */
  readonly left: number
  readonly right: number
  /** The sum of what its reasons weigh. */
  readonly score: number
}

export interface SynergyQuestion {
  /** Only pairs with this party, none where it is -1: it has a stake in nothing; all where null. */
  readonly of: number | null
  readonly leastScore: number
  /** How many to tell at most. */
  readonly limit: number
  /** Only what comes after this place in the order; from the first where null. */
  readonly after: { readonly score: number; readonly left: string; readonly right: string } | null
}

/** Something that `sharedBy` have a stake in weighs less the more they are: each divides it over all others. Too many are none. */
export function pointsOf(sharedBy: number, inferred: boolean): number {
  return sharedBy < 2 || sharedBy > MOST_SHARING
    ? 0
    : Math.round(MOST_POINTS / (sharedBy - 1) / (inferred ? 2 : 1))
}

/**
 * Pairs that have something in common and are not tied yet. The pairs of one party are weighed at a time, so memory grows
 * with the parties and not with their pairs.
 */
export class Synergies {
  readonly #held: Stakes
  readonly #sharing: Stakes
  /** What each thing weighs, where documents say so of both and where not. */
  readonly #points: readonly [inferred: Int32Array, stated: Int32Array]
  readonly #acquainted: Acquaintance

  constructor(private readonly ground: CommonGround) {
    const { parties, things, stakes } = ground
    this.#held = new Stakes(stakes, 'party', parties.length)
    this.#sharing = new Stakes(stakes, 'thing', things.length)
    const points = (inferred: boolean) =>
      Int32Array.from(things, (_, thing) => pointsOf(this.#sharedBy(thing), inferred))
    this.#points = [points(true), points(false)]
    this.#acquainted = new Acquaintance(ground)
  }

  /**
   * The best of them in order, highest score first, then by reference; and how many there are.
   * @param rest is waited for now and then: others have a turn, and work that nobody waits for any more ends
   */
  async best(
    question: SynergyQuestion,
    rest: () => Promise<void>,
  ): Promise<{ pairs: Synergy[]; count: number }> {
    const count = this.ground.parties.length
    const scores = new Int32Array(count)
    const best = new Best(question.limit, (a, b) => this.#compare(a, b))
    const isLater = this.#later(question)
    let found = 0
    const alone = question.of !== null
    for (const from of question.of !== null ? [question.of] : this.ground.parties.keys()) {
      if (from % 64 === 63) await rest()
      const touched = this.#weigh(from, scores, !alone)
      for (const known of this.#acquainted.of(from)) scores[known] = 0
      for (const to of touched) {
        const score = scores[to] as number
        scores[to] = 0
        if (score === 0 || score < question.leastScore) continue
        found++
        if (score < best.bar) continue
        const pair = { left: Math.min(from, to), right: Math.max(from, to), score }
        if (isLater(pair)) best.offer(pair)
      }
    }
    return { pairs: best.inOrder(), count: found }
  }

  /** What two have in common, heaviest first, then by the order of things. */
  reasonsOf({ left, right }: Pick<Synergy, 'left' | 'right'>): SynergyReason[] {
    const { thing, stated, part } = this.#held
    const others = new Map<number, number>()
    for (let at = this.#held.begin(right); at < this.#held.end(right); at++)
      others.set(thing[at] as number, at)
    const reasons: { readonly shared: number; readonly inferred: boolean; readonly points: number }[] = []
    for (let at = this.#held.begin(left); at < this.#held.end(left); at++) {
      const shared = thing[at] as number
      const other = others.get(shared)
      if (other === undefined || isOnePart(part[at] as number, part[other] as number)) continue
      const inferred = !(stated[at] && stated[other])
      const points = this.#points[inferred ? 0 : 1][shared] as number
      if (points > 0) reasons.push({ shared, inferred, points })
    }
    return reasons
      .sort((a, b) => b.points - a.points || a.shared - b.shared)
      .map(({ shared, inferred, points }) => {
        const own = this.ground.things[shared]
        if (!own) throw new Error(`no thing ${shared}`)
        return { thing: own, sharedBy: this.#sharedBy(shared), inferred, points }
      })
  }

  /** Adds up what each has in common with one; tells with whom there is anything. */
  #weigh(from: number, scores: Int32Array, onlyHigher: boolean): number[] {
    const touched: number[] = []
    const { party, stated, part } = this.#sharing
    for (let own = this.#held.begin(from); own < this.#held.end(from); own++) {
      const thing = this.#held.thing[own] as number
      const [ownStated, ownPart] = [this.#held.stated[own] as number, this.#held.part[own] as number]
      const whole = this.#points[ownStated ? 1 : 0][thing] as number
      const half = this.#points[0][thing] as number
      for (let at = this.#sharing.begin(thing), end = this.#sharing.end(thing); at < end; at++) {
        const to = party[at] as number
        if (onlyHigher ? to <= from : to === from) continue
        const points = stated[at] ? whole : half
        if (points === 0 || isOnePart(ownPart, part[at] as number)) continue
        const score = scores[to] as number
        if (score === 0) touched.push(to)
        scores[to] = score + points
      }
    }
    return touched
  }

  #sharedBy(thing: number): number {
    return this.#sharing.end(thing) - this.#sharing.begin(thing)
  }

  #compare(a: Synergy, b: Synergy): number {
    return b.score - a.score || a.left - b.left || a.right - b.right
  }

  #later({ after }: SynergyQuestion): (pair: Synergy) => boolean {
    if (after === null) return () => true
    const reference = (party: number): string => this.ground.parties[party]?.reference ?? ''
    return ({ score, left, right }) =>
      score !== after.score
        ? score < after.score
        : reference(left) !== after.left
          ? reference(left) > after.left
          : reference(right) > after.right
  }
}

/** The first few of many, in an order. */
class Best {
  #pairs: Synergy[] = []
  /** What scores less is not among them. */
  bar = 0

  constructor(
    private readonly limit: number,
    private readonly compare: (a: Synergy, b: Synergy) => number,
  ) {}

  offer(pair: Synergy): void {
    this.#pairs.push(pair)
    if (this.#pairs.length < 2 * this.limit) return
    this.#pairs = this.inOrder()
    this.bar = this.#pairs.at(-1)?.score ?? 0
  }

  inOrder(): Synergy[] {
    return this.#pairs.sort(this.compare).slice(0, this.limit)
  }
}
