import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { NODE_KINDS } from '../../src/kernel/node-kind.js'

/** Drafts of everything that the graph holds. */
export interface PlantedDrafts {
  /** Nodes, the free relation and the remark that a row of `draft` tells of. */
  readonly subjects: readonly string[]
  /** These, and the remark on one of these nodes, which is hidden with it. */
  readonly hidden: readonly string[]
}

type Patch = Readonly<Record<string, unknown>>

/** A row like one that stands, with other values. */
async function like(client: Client, table: string, patch: Patch, where = 'true'): Promise<void> {
  const { rowCount } = await client.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || $1::jsonb)).*
     from ${table} t where ${where} limit 1`,
    [JSON.stringify(patch)],
  )
  if (rowCount !== 1) throw new Error(`no ${table} to be like`)
}

/** Plants, in a transaction that is open, a draft of each kind of node, of a relation and of a remark, with all that may hang on them. */
export async function plantDrafts(
  client: Client,
  word: string,
  owner: string | null,
  steward: string,
): Promise<PlantedDrafts> {
  const subjects: string[] = []
  const draft = async (belongsTo?: string): Promise<string> => {
    const id = randomUUID()
    await client.query('insert into draft (subject_id, belongs_to, owner_id) values ($1, $2, $3)', [
      id,
      belongsTo ?? id,
      owner,
    ])
    subjects.push(id)
    return id
  }
  const ids = new Map<string, string>()
  for (const [at, kind] of NODE_KINDS.entries()) {
    const id = await draft()
    ids.set(kind, id)
    await client.query('insert into steward (node_id, entity_id) values ($1, $2)', [id, steward])
    const node = { id, kind, code: `${word}-${at}`, name_nl: `${word} ${kind}`, name_en: null, origin: null }
    await like(client, 'node', node, `kind = '${kind}'`)
    const number = 10_000 + Math.floor(Math.random() * 1e6)
    const own: Readonly<Record<string, Patch>> = {
      PILLAR: { number },
      PROJECT: { number },
      WORKSTREAM: { number },
      ENTITY: { ovo_code: null },
      BUDGET_ARTICLE: { article: word },
      APPROPRIATION: { allocated: '0.00' },
      ALLOCATION: { status: 'DRAFT' },
    }
    // A credit of money that is ratified would have to add up once it is published.
    const where = kind === 'APPROPRIATION' ? 'fiscal_year = 2025' : 'true'
    await like(client, kind.toLowerCase(), { id, kind, ...own[kind] }, where)
  }
  const of = (kind: string): string => ids.get(kind) ?? ''
  await like(client, 'node_name', { node_id: of('NEED'), text: word })
  await like(client, 'column_tie', { node_id: of('PROJECT') })
  await client.query(`insert into node_alias (kind, code, node_id) values ('NEED', $1, $2)`, [
    `${word}-former`,
    of('NEED'),
  ])
  await like(client, 'document_part', { document_id: of('DOCUMENT') })
  await like(client, 'decision_article', { decision_id: of('DECISION') })
  await like(client, 'advice_point', { advice_id: of('ADVICE') })
  const relation = await draft()
  const tied = await client.query(
    `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
     select $1, r.kind, s.id, s.kind, t.id, t.kind from (select * from relation order by id limit 1) as r
     join node s on s.kind = r.source_kind join node t on t.kind = r.target_kind and t.id <> s.id
     where not exists (select from relation o where o.kind = r.kind and o.source_id = s.id and o.target_id = t.id)
       and not exists (select from draft d where d.subject_id in (s.id, t.id)) limit 1`,
    [relation],
  )
  if (tied.rowCount !== 1) throw new Error('nothing to tie')
  const { rows } = await client.query<{ id: string }>(
    `select id from node where kind = 'PROJECT' order by code limit 1`,
  )
  const remark = await draft(rows[0]?.id)
  const hung = randomUUID()
  for (const [id, node_id] of [
    [remark, rows[0]?.id],
    [hung, of('NEED')],
  ]) {
    await like(client, 'remark', { id, node_id, text_nl: word })
    await like(client, 'remark_reading', { remark_id: id, rank: 1, text_nl: word })
    await client.query(
      `insert into remark_settlement (remark_id, rank, because_nl) values ($1, 1, 'daarom')`,
      [id],
    )
    await like(client, 'citation', { id: randomUUID(), node_id: null, column_name: null, relation_id: null, remark_id: id, reading_rank: 1 }) // prettier-ignore
  }
  await like(client, 'citation', { id: randomUUID(), node_id: of('NEED'), column_name: null, relation_id: null, remark_id: null, reading_rank: null }) // prettier-ignore
  return { subjects, hidden: [...subjects, hung] }
}

/** The tables of the graph, and the columns by which their rows are hidden. */
export async function walledTables(client: Client): Promise<{ name: string; walled: string[] }[]> {
  return (
    await client.query<{ name: string; walled: string[] }>(
      'select name, walled from history.tracked order by position',
    )
  ).rows
}

/** How many rows of a table, or of the view of that name, tell of any of these. */
export async function countOf(
  client: Client,
  from: string,
  walled: readonly string[],
  ids: readonly string[],
): Promise<number> {
  const told = walled.map((column) => `t.${column} = any ($1::uuid[])`).join(' or ')
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${from} t where ${told}`,
    [ids],
  )
  return rows[0]?.count ?? NaN
}

/** Asks as a role, in a transaction that is undone. */
export async function asRole<Value>(
  client: Client,
  role: string,
  work: () => Promise<Value>,
  settings: Record<string, string> = {},
): Promise<Value> {
  await client.query('begin')
  try {
    await client.query(`set local role ${role}`)
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, true)', [name, value])
    return await work()
  } finally {
    await client.query('rollback')
  }
}
/** What a connection is set to that reads the past. */
export const asOf = (version: number) => ({
  search_path: 'as_of, public',
  'vrd.known_at': String(version),
  'vrd.valid_on': '',
  'vrd.decided_by': '',
})
