import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { pick, randomNumbers } from '../database/random.js'

export interface WrittenHistory {
  /** Transactions that were committed and changed something. */
  readonly committed: number
  /** Transactions that were given up, or that a law or another writer stood in the way of. */
  readonly undone: number
}

/** What is chosen at random: the same in every run, though what writers do at once is not. */
class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = randomNumbers(seed)
  }

  below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return pick(this.#random, from)
  }
}

type Write = (client: Client, dice: Dice) => Promise<void>

const anyNode = `(select id from node order by md5(id::text || $1) limit 1)`
const ROUNDS = 3

/** What programme officers do, each a statement or a few; `$1` is a fresh text. */
const WRITES: readonly [Write, ...Write[]] = [
  async (client) => {
    await client.query(`update node set name_nl = 'Naam ' || $1 where id = ${anyNode}`, [randomUUID()])
  },
  async (client) => {
    await client.query(
      `update node set description_en = $1, valid_to = '2030-01-01', valid_to_precision = 'DAY'
       where id = ${anyNode} and coalesce(valid_from, '2000-01-01') < '2030-01-01'`,
      [randomUUID()],
    )
  },
  async (client) => {
    await client.query(
      `insert into node_name (node_id, position, text, language, use)
       select n.id, coalesce((select max(position) from node_name where node_id = n.id), 0) + 1, $1, 'NL', 'VARIANT'
       from node n where n.id = ${anyNode}`,
      [randomUUID()],
    )
  },
  async (client) => {
    await client.query(
      `delete from node_name where (node_id, position) in
        (select node_id, position from node_name order by md5(node_id::text || position || $1) limit 2)`,
      [randomUUID()],
    )
  },
  async (client) => {
    const remark = randomUUID()
    await client.query(
      `insert into remark (id, kind, node_id, position, text_nl) values ($1, 'JUDGEMENT', ${anyNode}, 900, $1)`,
      [remark],
    )
    await client.query(
      `insert into remark_reading (remark_id, rank, text_nl) values ($1, 1, 'Eerste'), ($1, 2, 'Tweede')`,
      [remark],
    )
    await client.query(
      `insert into citation (id, document_id, locator, position, remark_id, reading_rank)
       select gen_random_uuid(), document_id, locator, 1, $1, 2 from document_part order by md5(locator || $1::text) limit 1`,
      [remark],
    )
  },
  async (client) => {
    await client.query(
      `delete from remark where id = (select id from remark order by md5(id::text || $1) limit 1)`,
      [randomUUID()],
    )
  },
  async (client, dice) => {
    const id = randomUUID()
    const kind = dice.pick(['NEED', 'DELIVERABLE', 'TARGET_GROUP'])
    await client.query(
      `insert into node (id, kind, code, name_nl) values ($1, $2, 'random-' || $1, 'Nieuw')`,
      [id, kind],
    )
    await client.query(`insert into ${kind.toLowerCase()} (id, kind) values ($1, $2)`, [id, kind])
  },
  async (client) => {
    await client.query(
      `delete from node where id = (select id from node where code like 'random-%' order by md5(id::text || $1) limit 1)`,
      [randomUUID()],
    )
  },
  async (client) => {
    await client.query(
      `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
       select gen_random_uuid(), 'DEPENDS_ON', s.id, s.kind, t.id, t.kind
       from (select id, kind from building_block order by md5(id::text || $1) limit 1) s,
         (select id, kind from building_block order by md5($1 || id::text) limit 1) t`,
      [randomUUID()],
    )
  },
  async (client) => {
    await client.query(
      `delete from relation where id = (select id from relation order by md5(id::text || $1) limit 1)`,
      [randomUUID()],
    )
  },
  async (client, dice) => {
    await client.query(
      `update allocation set amount = greatest(0.01, amount + $2::numeric)
       where id = (select id from allocation order by md5(id::text || $1) limit 1)`,
      [randomUUID(), dice.pick(['-1000.00', '-0.01', '0.01', '500.00'])],
    )
  },
  async (client, dice) => {
    await client.query(
      `update allocation set status = $2 where id = (select id from allocation order by md5(id::text || $1) limit 1)`,
      [randomUUID(), dice.pick(['PROPOSED', 'WITHDRAWN', 'GRANTED'])],
    )
  },
  async (client) => {
    const code = `code-${randomUUID()}`
    await client.query(
      `with old as (select id, kind, code from node where kind = 'DELIVERABLE' order by md5(id::text || $1) limit 1),
         put as (update node set code = $1 from old where node.id = old.id returning old.*)
       insert into node_alias (kind, code, node_id) select kind, code, id from put`,
      [code],
    )
  },
]

/** Each writer with a connection of its own, one transaction after another, until all of them together have committed so many. */
export async function writeAtRandom(
  url: string,
  { writers, until, seed }: { readonly writers: number; readonly until: number; readonly seed: number },
): Promise<WrittenHistory> {
  const dice = new Dice(seed)
  let committed = 0
  let undone = 0
  const write = async (name: string): Promise<void> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    await client.connect()
    try {
      while (committed < until) {
        const wrote = await transaction(client, dice, name)
        if (wrote) committed++
        else undone++
      }
    } finally {
      await client.end()
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, i) => write(`writer ${i + 1}`)))
  return { committed, undone }
}

/** @returns whether it was committed and made a version */
async function transaction(client: Client, dice: Dice, author: string): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query(`select set_config('role', 'vrd_writer', true), set_config('vrd.author', $1, true)`, [
      author,
    ])
    for (let i = 0; i < 1 + dice.below(ROUNDS); i++) await dice.pick(WRITES)(client, dice)
    if (dice.below(12) === 0) throw new Error('given up')
    await client.query('set constraints history.takes_version immediate')
    const { rows } = await client.query<{ touched: boolean }>(
      `select coalesce(current_setting('vrd.version', true), '') <> '' as touched`,
    )
    await client.query('commit')
    return rows[0]?.touched === true
  } catch {
    await client.query('rollback')
    return false
  }
}
