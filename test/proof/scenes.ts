import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { NewNodeInput } from '../../src/writing/node.input.js'
import { type MoneyRule, newAllocation } from './money-rules.js'
import { euro, mustDo, OFFICE, type Writes } from './purse.js'

/** Appropriations and allocations of a rule, untouched, under names of their own. */
export interface Scene {
  readonly prefix: string
  /** In which it was made. */
  readonly version: string
}

const AT_ONCE = 60

/** Gives each playing of a rule a scene of its own, made many at a time. */
export class Scenes {
  readonly #ready: Scene[] = []
  #made = 0

  constructor(
    private readonly writes: Writes,
    private readonly monitor: Client,
    private readonly rule: MoneyRule,
    private readonly name: string,
  ) {}

  async next(): Promise<Scene> {
    if (this.#ready.length === 0) await this.#make()
    return this.#ready.pop() as Scene
  }

  /** The writes of the rule in a scene, by the writes of each writer. @returns whether each was done */
  acts({ prefix, version }: Scene, writes: readonly Writes[]): (() => Promise<boolean>)[] {
    return this.rule.acts.map(({ mutation, work, input }, i) => async () => {
      const asked = {
        idempotencyKey: randomUUID(),
        reason: 'an act',
        expectedVersion: version,
        ...input((of) => `${prefix}-${of}`),
      }
      const by = writes[i] as Writes
      const outcome = await by.run(OFFICE, mutation, asked, (write) => work(write, asked as never))
      return outcome.version !== null
    })
  }

  /** What became of a scene, in words that are the same for each. */
  async outcome({ prefix }: Scene, done: readonly boolean[]): Promise<string> {
    const { rows } = await this.monitor.query<{ told: string }>(
      `select concat_ws(' ', substr(n.code, length($1) + 2), a.amount, a.status, p.allocated || ' of ' || p.amount) as told
       from node n left join allocation a using (id) left join appropriation p using (id)
       where n.code like $1 || '-%' and n.kind in ('ALLOCATION', 'APPROPRIATION') order by n.code collate "C"`,
      [prefix],
    )
    const who = done.flatMap((isDone, i) => (isDone ? [i] : [])).join(' ')
    return [...rows.map(({ told }) => told), `done: ${who}`].join('; ')
  }

  async #make(): Promise<void> {
    const prefixes = Array.from({ length: AT_ONCE }, () => `${this.name}${this.#made++}`)
    const { appropriations, allocations } = this.rule
    const all = Object.entries(allocations)
    const isDraft = ([code]: readonly [string, number]) => code.includes('d')
    const shown = prefixes.flatMap((prefix) => [
      ...base(prefix, appropriations),
      ...all.filter((one) => !isDraft(one)).map((one) => allocation(prefix, one)),
    ])
    let version = await mustDo(this.writes, shown, randomUUID())
    const drafts = prefixes.flatMap((prefix) => all.filter(isDraft).map((one) => allocation(prefix, one)))
    if (drafts.length > 0) version = await mustDo(this.writes, drafts, randomUUID(), true)
    this.#ready.push(...prefixes.map((prefix) => ({ prefix, version })))
  }
}

function base(prefix: string, appropriations: MoneyRule['appropriations']): NewNodeInput[] {
  const node = (kind: NewNodeInput['kind'], of: string, details: NewNodeInput['details']): NewNodeInput => ({
    kind,
    code: `${prefix}-${of}`,
    name: { nl: of },
    details: details ?? null,
  })
  return [
    node('ENTITY', 'receiver', { entity: { entityType: 'DEPARTMENT' } }),
    node('PORTFOLIO', 'all', { portfolio: { fiscalYear: 2026, portfolioKind: 'INVESTMENT' } }),
    ...Object.entries(appropriations).map(([of, amount]) => {
      const appropriation = { portfolio: `portfolio:${prefix}-all`, fiscalYear: 2026, amount: euro(amount) }
      return node('APPROPRIATION', of, { appropriation })
    }),
  ]
}

function allocation(prefix: string, [of, amount]: readonly [string, number]): NewNodeInput {
  const { code, name, ...details } = newAllocation(of, amount, (one) => `${prefix}-${one}`) as Pick<
    NewNodeInput,
    'code' | 'name'
  >
  return { kind: 'ALLOCATION', code, name, details: { allocation: details } }
}
