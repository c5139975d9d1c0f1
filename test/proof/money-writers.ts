import { randomUUID } from 'node:crypto'
import { allocate, moveMoney, withdrawAllocations } from '../../src/writing/money.service.js'
import { correctNode } from '../../src/writing/correct-node.service.js'
import { publish } from '../../src/writing/publish.service.js'
import type { Write } from '../../src/writing/write.js'
import { pick, randomNumbers } from '../database/random.js'
import { type Attempt, reasonOf } from './attempt.js'
import { euro, idOf, OFFICE, type Purse, untilAnswered, type Writes } from './purse.js'

export interface MoneyPlan {
  readonly purse: Purse
  readonly writers: number
  /** Of all writers together. */
  readonly attempts: number
  readonly seed: number
  /** What appropriations hold at most, in whole euro: they are raised and lowered under it. */
  readonly ceiling: number
}

interface Asked {
  readonly mutation: string
  readonly input: object
  readonly work: (write: Write, input: never) => Promise<unknown>
  readonly made?: readonly string[]
  readonly claimed?: readonly string[]
}

/** Writers that allocate, move, withdraw, publish and correct at random, most of the time near the ceilings. */
export class MoneyWriters {
  readonly attempts: Attempt[] = []
  readonly #random: () => number
  readonly #standing = new Set<string>()
  readonly #drafts = new Set<string>()
  #head = 0n
  #started = 0

  constructor(
    private readonly writes: readonly Writes[],
    private readonly plan: MoneyPlan,
  ) {
    this.#random = randomNumbers(plan.seed)
  }

  async run(): Promise<readonly Attempt[]> {
    await Promise.all(Array.from({ length: this.plan.writers }, (_, i) => this.#write(i)))
    return this.attempts
  }

  async #write(writer: number): Promise<void> {
    const writes = this.writes[writer % this.writes.length] as Writes
    while (this.#started++ < this.plan.attempts) {
      const key = randomUUID()
      const asked = this.#ask(key)
      const expected = String(this.#random() < 0.05 && this.#head > 40n ? this.#head - 40n : this.#head)
      const isChange = asked.claimed !== undefined
      const input = {
        idempotencyKey: key,
        reason: reasonOf(key),
        ...asked.input,
        ...(isChange && { expectedVersion: expected }),
      }
      const { version, errors } = await untilAnswered(() =>
        writes.run(OFFICE, asked.mutation, input, (write) => asked.work(write, input as never)),
      )
      for (const seen of [version, ...errors.map(({ currentVersion }) => currentVersion)])
        if (seen !== null && BigInt(seen) > this.#head) this.#head = BigInt(seen)
      const { mutation, made = [], claimed = [] } = asked
      const refused = errors.map(({ code }) => code)
      this.attempts.push({
        key,
        mutation,
        made,
        claimed,
        expected: isChange ? expected : null,
        version,
        refused,
      })
      if (version !== null) this.#note(asked)
    }
  }

  #ask(key: string): Asked {
    const draw = this.#random()
    const [one, other] = [this.#some(this.#standing), this.#some(this.#standing)]
    if (draw < 0.4 || !one || !other) return this.#allocate(key)
    if (draw < 0.6) return this.#move(one, other)
    if (draw < 0.75) return this.#withdraw(this.#random() < 0.3 ? [one, other] : [one])
    if (draw < 0.85) return this.#publish()
    return draw < 0.95 ? this.#correctAllocation(key, one) : this.#correctAppropriation(key)
  }

  #allocate(key: string): Asked {
    const draft = this.#random() < 0.3
    const allocations = Array.from({ length: 1 + Math.floor(this.#random() * 3) }, (_, i) => ({
      code: `${key}-${i}`,
      name: { nl: 'Proef' },
      appropriation: this.#appropriation(),
      entity: this.plan.purse.receiver,
      amount: this.#amount(),
      allocationKind: 'INVESTMENT' as const,
    }))
    const made = allocations.map(({ code }) => idOf('ALLOCATION', code))
    return { mutation: 'allocate', input: { allocations, draft }, work: allocate, made }
  }

  #move(from: string, to: string): Asked {
    const input = { from: nameOf(from), to: nameOf(to), amount: this.#amount() }
    return { mutation: 'moveMoney', input, work: moveMoney, claimed: ids([from, to]) }
  }

  #withdraw(codes: readonly string[]): Asked {
    const input = { allocations: codes.map(nameOf) }
    return {
      mutation: 'withdrawAllocations',
      input,
      work: withdrawAllocations,
      claimed: ids(codes),
    }
  }

  #publish(): Asked {
    const codes = [...this.#drafts].slice(0, 1 + Math.floor(this.#random() * 2))
    const input = { subjects: codes.length > 0 ? codes.map(nameOf) : [nameOf('none')] }
    return { mutation: 'publish', input, work: publish, claimed: ids(codes) }
  }

  #correctAllocation(key: string, code: string): Asked {
    const change = { description: { nl: key }, details: { allocation: { amount: this.#amount() } } }
    return {
      mutation: 'correctNode',
      input: { node: nameOf(code), change },
      work: correctNode,
      claimed: ids([code]),
    }
  }

  #correctAppropriation(key: string): Asked {
    const node = this.#appropriation()
    const amount = euro(Math.floor(this.plan.ceiling * (0.8 + 0.2 * this.#random())))
    const change = { description: { nl: key }, details: { appropriation: { amount } } }
    const claimed = [idOf('APPROPRIATION', node.replace('appropriation:', ''))]
    return { mutation: 'correctNode', input: { node, change }, work: correctNode, claimed }
  }

  #note({ mutation, input }: Asked): void {
    const { allocations, subjects, draft } = input as {
      allocations?: readonly (string | { code: string })[]
      subjects?: readonly string[]
      draft?: boolean
    }
    for (const allocation of allocations ?? [])
      if (typeof allocation === 'string') this.#standing.delete(codeOf(allocation))
      else (draft ? this.#drafts : this.#standing).add(allocation.code)
    if (mutation !== 'publish') return
    for (const subject of subjects ?? []) {
      this.#drafts.delete(codeOf(subject))
      this.#standing.add(codeOf(subject))
    }
  }

  #some(from: ReadonlySet<string>): string | undefined {
    return [...from][Math.floor(this.#random() * from.size)]
  }

  #appropriation(): string {
    return pick(this.#random, this.plan.purse.appropriations as [string, ...string[]])
  }

  #amount(): string {
    return euro(1 + Math.floor((this.plan.ceiling / 6) * this.#random()))
  }
}

const nameOf = (code: string) => `allocation:${code}`
const codeOf = (reference: string) => reference.replace('allocation:', '')
const ids = (codes: readonly string[]) => codes.map((code) => idOf('ALLOCATION', code))
