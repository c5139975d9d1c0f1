import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { KINDS_OF_WRITES, type RandomHistory, writeHistory } from './random-history.js'

const WRITERS = 16
const TRANSACTIONS = 1_000
const READERS = 2
/** After every so many versions a snapshot is kept with all rows of these tables, and compared with the fold up to it. */
const KEPT_EVERY = 60
/** Milliseconds between the snapshots of a reader, who else would take what the writers need. */
const PAUSE = 5
const KEPT_TABLES = ['node', 'node_name', 'relation', 'remark', 'allocation', 'appropriation']

/** What one repeatable-read snapshot saw. */
interface Seen {
  readonly head: number
  readonly last: number
  readonly versions: number
  readonly changed: number
  readonly told: number
  readonly rows: ReadonlyMap<string, readonly string[]> | undefined
}

let database: TestDatabase
let client: Client
let first: number
let written: RandomHistory
const seen: Seen[] = []

async function connect(): Promise<Client> {
  const made = new Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
  await made.connect()
  return made
}

async function look(reader: Client, keepsRows: boolean): Promise<Seen> {
  await reader.query('begin transaction isolation level repeatable read read only')
  const { rows } = await reader.query<Omit<Seen, 'rows'>>(
    `select (select version::int from graph_head) as head, max(version)::int as last, count(*)::int as versions,
       sum(changes)::int as told, (select count(*)::int from graph_change) as changed from graph_version`,
  )
  const kept = keepsRows ? await readRows(reader, 'public', KEPT_TABLES) : undefined
  await reader.query('commit')
  return { ...(rows[0] as Omit<Seen, 'rows'>), rows: kept }
}

async function read(writing: { readonly done: boolean }): Promise<void> {
  const reader = await connect()
  let keepAt = 0
  for (let head = 0; !writing.done;) {
    await setTimeout(PAUSE)
    const snapshot = await look(reader, head >= keepAt)
    seen.push(snapshot)
    head = snapshot.head
    if (snapshot.rows) keepAt = head + KEPT_EVERY
  }
  await reader.end()
}

beforeAll(async () => {
  database = await createDatabase()
  client = await connect()
  first = (await look(client, false)).head
  const writing = { done: false }
  const readers = Array.from({ length: READERS }, () => read(writing))
  written = await writeHistory(database.url, {
    writers: WRITERS,
    until: TRANSACTIONS,
    seed: 7,
  }).finally(() => (writing.done = true))
  await Promise.all(readers)
}, 600_000)
afterAll(async () => {
  await client.end()
  await database.drop()
})

describe(`of ${TRANSACTIONS} random changes by ${WRITERS} writers`, () => {
  test('there is every kind of write, and there are some that came to nothing', () => {
    expect(written.committed.length).toBeGreaterThanOrEqual(TRANSACTIONS)
    expect(KINDS_OF_WRITES.filter((kind) => (written.done.get(kind) ?? 0) < 8)).toEqual([])
    expect(written.undone.get('given up')).toBeGreaterThan(20)
  })

  test('each is a version, and there is no other', async () => {
    const { rows } = await client.query<{ version: number; transaction: string }>(
      'select version::int as version, xmin::text as transaction from graph_version where version > $1 order by version',
      [first],
    )
    expect(rows.map(({ version }) => version)).toEqual(written.committed.map((_, i) => first + 1 + i))
    expect(rows.map(({ transaction }) => transaction).sort()).toEqual([...written.committed].sort())
    const { rows: found } = await client.query<Record<string, number>>(
      `select count(distinct author)::int as authors, count(distinct reason)::int as reasons,
         (select count(*)::int from graph_change c left join graph_version v using (version) where c.xmin is distinct from v.xmin) as strangers,
         (select count(*)::int from graph_version a join graph_version b on b.version = a.version + 1 where b.at < a.at) as backwards
       from graph_version where version > $1`,
      [first],
    )
    expect(found).toEqual([{ authors: WRITERS, reasons: 1, strangers: 0, backwards: 0 }])
  })

  test('every snapshot taken meanwhile is a prefix', () => {
    expect(new Set(seen.map(({ head }) => head)).size).toBeGreaterThan(20)
    expect(seen.filter(({ head, last, versions }) => head !== last || head !== versions)).toEqual([])
    expect(seen.filter(({ told, changed }) => told !== changed)).toEqual([])
  })

  test('the ledger folds into the rows of every snapshot, the rows through time, and the graph as it is', async () => {
    const kept = seen.filter(({ rows }) => rows).sort((a, b) => a.head - b.head)
    expect(new Set(kept.map(({ head }) => head)).size).toBeGreaterThan(5)
    const tables = await readTables(client)
    const fold = new LedgerFold()
    let next = 0
    for await (const change of readLedger(client)) {
      for (; (kept[next]?.head ?? Infinity) < change.version; next++) compare(fold, kept[next])
      fold.apply(change)
    }
    for (; next < kept.length; next++) compare(fold, kept[next])
    expect(fold.broken).toEqual([])

    const [present, past] = [
      await readRows(client, 'public', tables),
      await readRows(client, 'history', tables),
    ]
    for (const table of tables) {
      expect([table, unlike(fold.standing(table), present.get(table) ?? [])]).toEqual([table, []])
      expect([table, unlike(fold.throughTime(table), past.get(table) ?? [])]).toEqual([table, []])
    }
    expect(past.get('node')?.length).toBeGreaterThan((present.get('node')?.length ?? 0) + 200)
  }, 60_000)

  test('the chain is verified, and nothing is found', async () => {
    const versions = first + written.committed.length
    expect(await verifyLedger(database.url)).toMatchObject({
      version: String(versions),
      versions,
      findings: [],
    })
  }, 60_000)
})

function compare(fold: LedgerFold, snapshot: Seen | undefined): void {
  for (const [table, rows] of snapshot?.rows ?? []) {
    expect([snapshot?.head, table, unlike(fold.standing(table), rows)]).toEqual([snapshot?.head, table, []])
  }
}

/** A row as a text: the same text for the same row, whichever way it was read. */
type Row = string

/** The rows of a node or relation, by table. */
type Document = Readonly<Record<string, readonly unknown[]>>

interface LedgerChange {
  readonly version: number
  readonly subject: string
  readonly before: Document | null
  readonly after: Document | null
}

const STANDING = '9223372036854775807'
const VERSIONS_AT_ONCE = 200

async function readTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from history.tracked order by position')
  return rows.map(({ name }) => name)
}

async function* readLedger(client: Client): AsyncGenerator<LedgerChange> {
  for (let from = 1; ; from += VERSIONS_AT_ONCE) {
    const { rows } = await client.query<LedgerChange>(
      `select version::int as version, subject_id as subject, before, after from graph_change
       where version >= $1 and version < $2 order by version, position`,
      [from, from + VERSIONS_AT_ONCE],
    )
    if (rows.length === 0) return
    yield* rows
  }
}

/** All rows of the tables; those of `history` with the versions from which and up to which they stood before them. */
async function readRows(
  client: Client,
  schema: 'public' | 'history',
  tables: readonly string[],
): Promise<Map<string, Row[]>> {
  const read = new Map<string, Row[]>()
  for (const table of tables) {
    const { rows: columns } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and atttypid = 'numeric'::regtype`,
      [`public.${table}`],
    )
    const exact = columns.map(({ name }) => `'${name}', t.${name}::text`).join(', ')
    const time =
      schema === 'history' ? 't.recorded_from, t.recorded_to' : 'null as recorded_from, null as recorded_to'
    const { rows } = await client.query<{
      row: object
      recorded_from: string | null
      recorded_to: string | null
    }>(
      `select to_jsonb(t) - 'recorded_from' - 'recorded_to' || jsonb_build_object(${exact}) as row, ${time} from ${schema}.${table} t`,
    )
    read.set(
      table,
      rows.map(({ row, recorded_from: from, recorded_to: to }) =>
        from === null || to === null ? textOf(row) : stood(from, to, textOf(row)),
      ),
    )
  }
  return read
}

/** What is in the one and not in the other, a few of each. */
function unlike(wanted: readonly Row[], held: readonly Row[]): string[] {
  const surplus = new Map<Row, number>()
  for (const row of wanted) surplus.set(row, (surplus.get(row) ?? 0) + 1)
  for (const row of held) surplus.set(row, (surplus.get(row) ?? 0) - 1)
  return [...surplus]
    .filter(([, count]) => count !== 0)
    .slice(0, 3)
    .map(([row, count]) => `${count > 0 ? 'missing' : 'too many'}: ${row}`)
}

/** Folds changes into rows by what stood after each, and by nothing else. */
class LedgerFold {
  /** By table and row, the version from which it stands. */
  readonly #standing = new Map<string, Map<Row, number>>()
  readonly #ended = new Map<string, Row[]>()
  readonly #left = new Map<string, Document | null>()
  /** Changes before which something else stood than the one before them had left. */
  readonly broken: string[] = []

  apply({ version, subject, before, after }: LedgerChange): void {
    const left = this.#left.get(subject) ?? null
    if (JSON.stringify(left) !== JSON.stringify(before)) this.broken.push(`${version} ${subject}`)
    for (const table of new Set([...Object.keys(left ?? {}), ...Object.keys(after ?? {})])) {
      const standing = this.#standing.get(table) ?? new Map<Row, number>()
      this.#standing.set(table, standing)
      const rows = new Set((after?.[table] ?? []).map(textOf))
      for (const row of (left?.[table] ?? []).map(textOf)) {
        if (rows.delete(row)) continue
        const ended = this.#ended.get(table) ?? []
        this.#ended.set(table, ended)
        ended.push(stood(standing.get(row) ?? 0, version, row))
        standing.delete(row)
      }
      for (const row of rows) standing.set(row, version)
    }
    this.#left.set(subject, after)
  }

  standing(table: string): Row[] {
    return [...(this.#standing.get(table)?.keys() ?? [])]
  }

  throughTime(table: string): Row[] {
    const standing = [...(this.#standing.get(table) ?? [])]
    return [
      ...(this.#ended.get(table) ?? []),
      ...standing.map(([row, version]) => stood(version, STANDING, row)),
    ]
  }
}

/** The database keeps the names of a row in one order, so that equal rows have equal texts. */
function textOf(row: unknown): Row {
  return JSON.stringify(row)
}

function stood(from: number | string, to: number | string, row: Row): Row {
  return `${from} to ${to}: ${row}`
}
