import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { pick, randomNumbers } from '../database/random.js'

export interface RandomHistory {
  /** The number that the database gave each transaction that was committed and wrote anything. */
  readonly committed: readonly string[]
  /** How many rows each kind of write has written in them. */
  readonly done: ReadonlyMap<string, number>
  /** How many transactions came to nothing, by what stood in the way. */
  readonly undone: ReadonlyMap<string, number>
}

/** Asks with a fresh text as `$1`, another each time. @returns how many rows were written */
type Ask = (sql: string, values?: readonly unknown[]) => Promise<number>
type Random = () => number
type Write = (ask: Ask, random: Random) => Promise<number>

/** One by chance that this transaction has not written, so that it never undoes what it did itself. */
const any = (table: string, where = 'true'): string =>
  `(select id from ${table} where ${where} and xmin <> pg_current_xact_id()::xid order by md5(id::text || $1::text) limit 1)`
const PLACE =
  '(select document_id, locator from document_part order by md5(locator || $1::text) limit 1) as place'
const OURS = `code like 'random-%'`
const CREDIT = '(select * from allocation order by md5(id::text || $1::text) limit 1) as like_that'

const KINDS = ['NEED', 'DELIVERABLE', 'TARGET_GROUP'] as const
const STATUSES = ['PROPOSED', 'GRANTED', 'WITHDRAWN', 'DRAFT'] as const
const amount = (random: Random): string => (random() * 9_000).toFixed(2)

/** What programme officers do. A transaction does a few, in this order: what locks most comes first. */
const WRITES: ReadonlyMap<string, Write> = new Map<string, Write>([
  [
    'a code is corrected',
    async (ask) => {
      await ask('lock table node in share row exclusive mode')
      return ask(`with old as (select id, kind, code from node where id = ${any('node', `kind = 'DELIVERABLE'`)}),
          put as (update node set code = 'recoded-' || $1::text from old where node.id = old.id returning old.*)
        insert into node_alias (kind, code, node_id) select kind, code, id from put`)
    },
  ],
  [
    'a node comes, with a name and a citation',
    async (ask, random) => {
      const [id, kind] = [randomUUID(), pick(random, KINDS)]
      return (
        (await ask(
          `insert into node (id, kind, code, name_nl) values ($2, $3, 'random-' || $1::text, 'Nieuw')`,
          [id, kind],
        )) +
        (await ask(
          `insert into ${kind.toLowerCase()} (id, kind) select id, kind from node where id = $2 and $1::text <> ''`,
          [id],
        )) +
        (await ask(
          `insert into node_name (node_id, position, text, language, use) values ($2, 1, $1, 'NL', 'VARIANT')`,
          [id],
        )) +
        (await ask(
          `insert into citation (id, document_id, locator, position, node_id) select gen_random_uuid(), document_id, locator, 1, $2 from ${PLACE}`,
          [id],
        ))
      )
    },
  ],
  [
    'a node goes',
    (ask) => ask(`delete from node where id = ${any('node', `${OURS} and kind <> 'ALLOCATION'`)}`),
  ],
  ['a node is renamed', (ask) => ask(`update node set name_nl = $1 where id = ${any('node')}`)],
  [
    'a node is described and ends',
    (ask) =>
      ask(`update node set description_en = $1, valid_to = '2030-01-01', valid_to_precision = 'DAY'
        where id = ${any('node', `coalesce(valid_from, '2000-01-01') < '2030-01-01'`)}`),
  ],
  [
    'a name comes',
    (ask) =>
      ask(`insert into node_name (node_id, position, text, language, use)
        select n.id, coalesce((select max(position) from node_name where node_id = n.id), 0) + 1, $1, 'NL', 'VARIANT'
        from node n where n.id = ${any('node')}`),
  ],
  [
    'names go',
    (ask) =>
      ask(`delete from node_name where (node_id, position) in (select node_id, position from node_name
        where xmin <> pg_current_xact_id()::xid order by md5(node_id::text || position || $1::text) limit 2)`),
  ],
  [
    'a remark comes, with readings and their citations',
    async (ask) => {
      const id = randomUUID()
      return (
        (await ask(
          `insert into remark (id, kind, node_id, position, text_nl) select $2, 'JUDGEMENT', id, 900, $1 from node where id = ${any('node')}`,
          [id],
        )) +
        (await ask(
          `insert into remark_reading (remark_id, rank, text_nl) values ($2, 1, $1), ($2, 2, 'Tweede')`,
          [id],
        )) +
        (await ask(
          `insert into citation (id, document_id, locator, position, remark_id, reading_rank)
           select gen_random_uuid(), document_id, locator, rank, $2, rank from ${PLACE} cross join generate_series(1, 2) as rank`,
          [id],
        ))
      )
    },
  ],
  [
    'a reading is corrected',
    (ask) => ask(`update remark_reading set text_nl = $1 where remark_id = ${any('remark')} and rank = 1`),
  ],
  ['a remark goes', (ask) => ask(`delete from remark where id = ${any('remark', 'position = 900')}`)],
  [
    'a relation comes, with its citation',
    (ask) =>
      ask(`with put as (
          insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
          select gen_random_uuid(), 'DEPENDS_ON', s.id, s.kind, t.id, t.kind
          from (select id, kind from building_block order by md5(id::text || $1::text) limit 1) s,
            (select id, kind from building_block order by md5($1::text || id::text) limit 1) t
          where s.id <> t.id returning id)
        insert into citation (id, document_id, locator, position, relation_id)
        select gen_random_uuid(), document_id, locator, 1, put.id from put cross join ${PLACE}`),
  ],
  ['a relation goes', (ask) => ask(`delete from relation where id = ${any('relation')}`)],
  ['a relation is corrected', (ask) => ask(`update relation set origin = $1 where id = ${any('relation')}`)],
  [
    'a citation moves',
    (ask) =>
      ask(`update citation c set (document_id, locator) = (select document_id, locator from ${PLACE}), position = c.position + 1
      where c.id = ${any('citation')}`),
  ],
  [
    'money is allocated',
    async (ask, random) => {
      const id = randomUUID()
      return (
        (await ask(
          `insert into node (id, kind, code, name_nl) values ($2, 'ALLOCATION', 'random-' || $1::text, 'Nieuw')`,
          [id],
        )) +
        (await ask(
          `insert into allocation (id, kind, allocation_kind, status, amount, fiscal_year, portfolio_id, appropriation_id)
           select $2, kind, allocation_kind, $3, $4, fiscal_year, portfolio_id, appropriation_id from ${CREDIT}`,
          [id, pick(random, STATUSES), amount(random)],
        ))
      )
    },
  ],
  [
    'an allocation is corrected',
    (ask, random) =>
      ask(`update allocation set amount = $2, status = $3 where id = ${any('allocation')}`, [
        amount(random),
        pick(random, STATUSES),
      ]),
  ],
  [
    'an allocation goes',
    (ask) => ask(`delete from node where id = ${any('node', `${OURS} and kind = 'ALLOCATION'`)}`),
  ],
])

export const KINDS_OF_WRITES = [...WRITES.keys()]

/** What may stand in the way of a writer: laws that chance runs into, and what another writer does meanwhile. */
const EXPECTED = [
  'given up',
  'deadlock detected',
  'appropriation_ceiling_check',
  'portfolio_adds_up',
  'allocation_decision_taken',
  'allocation_separate_decision',
  'relation_overlap_excl',
  'node_name_pk',
]

/**
 * Each writer with a connection of its own, one transaction after another, until all of them together have committed so many.
 *
 * @throws whatever stands in the way of a writer that it should not have run into
 */
export async function writeHistory(
  url: string,
  { writers, until, seed }: { readonly writers: number; readonly until: number; readonly seed: number },
): Promise<RandomHistory> {
  const random = randomNumbers(seed)
  const committed: string[] = []
  const [done, undone] = [new Map<string, number>(), new Map<string, number>()]
  const write = async (author: string): Promise<void> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    await client.connect()
    try {
      while (committed.length < until) {
        const wrote = await transaction(client, random, author)
        if (typeof wrote === 'string') add(undone, wrote, 1)
        else {
          for (const [name, rows] of wrote.rows) add(done, name, rows)
          if ([...wrote.rows.values()].some((rows) => rows > 0)) committed.push(wrote.number)
        }
      }
    } finally {
      await client.end()
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, i) => write(`writer ${i + 1}`)))
  return { committed, done, undone }
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count)
}

/** @returns the number of the transaction and the rows that each kind of write has written; or what stood in the way */
async function transaction(
  client: Client,
  random: Random,
  author: string,
): Promise<{ readonly number: string; readonly rows: ReadonlyMap<string, number> } | string> {
  await client.query('begin')
  try {
    const { rows: started } = await client.query<{ number: string }>(
      `select set_config('role', 'vrd_writer', true), set_config('vrd.author', $1, true),
         set_config('vrd.reason', case when random() < 0.5 then 'by chance' end, true), pg_current_xact_id()::xid::text as number`,
      [author],
    )
    const ask: Ask = async (sql, values = []) => {
      const { rowCount } = await client.query(sql, sql.includes('$1') ? [randomUUID(), ...values] : [])
      return rowCount ?? 0
    }
    const chosen = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      Math.floor(random() * WRITES.size),
    )
    const rows = new Map<string, number>()
    for (const [i, [name, write]] of [...WRITES].entries())
      if (chosen.includes(i)) rows.set(name, await write(ask, random))
    if (random() < 0.08) throw new Error('given up')
    if (random() < 0.3) await client.query('set constraints all immediate')
    await client.query('commit')
    return { number: started[0]?.number ?? '', rows }
  } catch (error) {
    await client.query('rollback')
    const { constraint, code, message } = error as { constraint?: string; code?: string; message: string }
    const reason = constraint ?? message
    // A node may go while another writer is at it.
    if (code === '23503' || EXPECTED.includes(reason)) return reason
    throw error
  }
}
