import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Client } from 'pg'
import { allocate, type Credit, insertCredit, insertPortfolio, totals } from './credit.js'
import { createGraphDatabase, type GraphDatabase } from './graph-database.js'
import { pick, randomNumbers } from './random.js'

let graph: GraphDatabase
beforeAll(async () => {
  graph = await createGraphDatabase()
})
afterAll(() => graph.drop())

const STATUSES = ['DRAFT', 'PROPOSED', 'GRANTED', 'WITHDRAWN'] as const

/** Somebody who writes allocations of his own at random, to two credits of one portfolio. */
class Writer {
  readonly #own: string[] = []
  accepted = 0
  refused = 0

  constructor(
    readonly client: Client,
    readonly random: () => number,
    readonly credits: readonly [Credit, Credit],
    readonly largest: number,
  ) {}

  /** One statement, which the appropriation may refuse and nothing else. */
  async write(): Promise<void> {
    try {
      await this.#statement()
      this.accepted++
    } catch (error) {
      expect((error as { constraint?: string }).constraint ?? error).toBe('appropriation_ceiling_check')
      this.refused++
    }
  }

  #statement(): Promise<unknown> {
    const one = pick(this.random, [this.#own.at(-1), ...this.#own])
    const credit = pick(this.random, this.credits)
    const change = (set: string, value: unknown, ids: (string | undefined)[]) =>
      this.client.query(`update allocation set ${set} where id = any($1::uuid[])`, [ids, value])
    switch (Math.floor(this.random() * 7)) {
      case 0:
      case 1:
        return this.#insert([credit])
      case 2:
        return this.#insert(this.random() < 0.5 ? this.credits : [this.credits[1], this.credits[0]])
      case 3:
        return change('amount = $2', this.#amount(), [one])
      case 4:
        return change('status = $2', pick(this.random, STATUSES), this.#own)
      case 5:
        return change(
          'appropriation_id = $2',
          credit.appropriation_id,
          this.random() < 0.3 ? this.#own : [one],
        )
      default:
        return this.client.query('delete from allocation where id = any($1::uuid[])', [
          this.random() < 0.1 ? this.#own : [one],
        ])
    }
  }

  /** Nodes first, as they bear no money, then all allocations in one statement. */
  async #insert(credits: readonly Credit[]): Promise<void> {
    const rows = credits.map((credit) => ({
      ...credit,
      amount: this.#amount(),
      status: pick(this.random, STATUSES),
    }))
    const { rows: nodes } = await this.client.query<{ id: string }>(
      `insert into node (id, kind, code, name_nl) select id, 'ALLOCATION', id, 'x'
       from (select gen_random_uuid() as id from generate_series(1, $1)) as new returning id`,
      [rows.length],
    )
    const ids = nodes.map(({ id }) => id)
    await this.client.query(
      `insert into allocation (id, kind, allocation_kind, status, amount, fiscal_year, portfolio_id, appropriation_id)
       select t.id, 'ALLOCATION', 'INVESTMENT', r.status, r.amount, r.fiscal_year, r.portfolio_id, r.appropriation_id
       from unnest($1::uuid[]) with ordinality as t (id, place)
       join rows from (json_to_recordset($2) as (status text, amount numeric, fiscal_year int, portfolio_id uuid, appropriation_id uuid))
         with ordinality as r (status, amount, fiscal_year, portfolio_id, appropriation_id, place) using (place)
       order by place`,
      [ids, JSON.stringify(rows)],
    )
    this.#own.push(...ids)
  }

  #amount(): string {
    return (Math.floor(this.random() * this.largest * 100) / 100).toFixed(2)
  }
}

async function twoCredits(client: Client): Promise<[Credit, Credit]> {
  const portfolio = await insertPortfolio(client)
  return [await insertCredit(client, '1000.00', portfolio), await insertCredit(client, '1500.00', portfolio)]
}

/** The sums of this moment, which must be what was counted and never more than there is. */
async function expectRightTotals(client: Client): Promise<void> {
  for (const { allocated, taken, amount } of await totals(client)) {
    expect(allocated).toBe(taken)
    expect(Number(taken)).toBeLessThanOrEqual(Number(amount))
  }
}

describe('what is allocated is counted right', () => {
  test.each([1, 2, 3])('after each of 150 statements, %#', async (seed) => {
    const writer = new Writer(graph.client, randomNumbers(seed), await twoCredits(graph.client), 900)
    for (let i = 0; i < 150; i++) {
      await writer.write()
      await expectRightTotals(graph.client)
    }
    expect([writer.accepted, writer.refused].map((count) => count > 10)).toEqual([true, true])
  })

  test('after 8 writers at once, none of whom waits for another in a circle', async () => {
    const credits = await twoCredits(graph.client)
    const clients = await Promise.all(Array.from({ length: 8 }, () => graph.connect()))
    const writers = clients.map((client, at) => new Writer(client, randomNumbers(at + 10), credits, 500))
    await Promise.all(
      writers.map(async (writer) => {
        for (let i = 0; i < 100; i++) await writer.write()
      }),
    )
    await expectRightTotals(graph.client)
    const count = (of: 'accepted' | 'refused') => writers.reduce((sum, writer) => sum + writer[of], 0)
    expect(count('accepted')).toBeGreaterThan(50)
    expect(count('refused')).toBeGreaterThan(50)
  })
})

test('a full appropriation takes one of two that come at once', async () => {
  const portfolio = await insertPortfolio(graph.client)
  const credit = await insertCredit(graph.client, '10.00', portfolio)
  const clients = await Promise.all(Array.from({ length: 8 }, () => graph.connect()))
  const answers = await Promise.allSettled(clients.map((client) => allocate(client, credit, '6.00')))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(
    answers.flatMap((a) =>
      a.status === 'rejected' ? [(a.reason as { constraint: string }).constraint] : [],
    ),
  ).toEqual(Array.from({ length: 7 }, () => 'appropriation_ceiling_check'))
})
