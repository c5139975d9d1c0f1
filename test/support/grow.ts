import type { Client } from 'pg'
import { NODE_KINDS } from '../../src/kernel/node-kind.js'
import { withClient } from './test-run.js'

/** These stay as they are: what hangs on them grows. */
const KEPT = ['PROGRAMME', 'PORTFOLIO', 'BUDGET_ARTICLE', 'GOVERNANCE_BODY', 'DOCUMENT']
const COPIES = 9

/** SQL for columns that a copy does not share with its original, `t`; `c` says which copy it is. */
type Values = Readonly<Record<string, string>>

const OWN_NUMBER: Values = { number: 't.number + 1000 * c.i' }
const OWN_POSITION: Values = { position: 't.position + 1000 * c.i' }
const OWN_ID: Values = { id: "md5(t.id || '#' || c.i)::uuid" }

/** What may stand only once, and whatever hangs on a copy. */
const OWN: Readonly<Record<string, Values>> = {
  pillar: OWN_NUMBER,
  project: OWN_NUMBER,
  workstream: OWN_NUMBER,
  entity: { ovo_code: 'null' },
  appropriation: { allocated: '0.00' },
  // Half of the copies go to the very project or entity, half to a copy of it; each is charged to a credit that holds it.
  allocation: {
    appropriation_id: copyOf('t.appropriation_id'),
    project_id: `case when c.i % 2 = 0 then t.project_id else ${copyOf('t.project_id')} end`,
    entity_id: `case when c.i % 2 = 0 then t.entity_id else ${copyOf('t.entity_id')} end`,
  },
}

/**
 * Makes the data of a database ten times as large: nine copies of each node that can have copies, tied to the very
 * nodes that the original is tied to, and nine more of each name, article, point, remark and citation. No copy
 * is nearer to another node, or further from it, than its original; by code, copies come last.
 */
export async function growTenfold(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin')
    await client.query(`create temporary table copy on commit drop as
      select id, i, md5(id || '#' || i)::uuid as copy_id from node cross join generate_series(1, ${COPIES}) as i
      where kind <> all (string_to_array('${KEPT.join(',')}', ','))`)
    await client.query('alter table copy add primary key (id, i)')
    await stopSearchTriggers(client)
    await copyNodes(client)
    await copyRelations(client)
    await copyTexts(client)
    await client.query('commit')
    await client.query('analyze')
  })
}

function copyOf(column: string): string {
  return `(select copy_id from copy where copy.id = ${column} and copy.i = c.i)`
}

/** They would index what is written row by row, which takes most of the time; what they wrote is copied instead. */
async function stopSearchTriggers(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger where tgname like '%\\_is\\_searchable'`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} disable trigger ${name}`)
}

async function copyNodes(client: Client): Promise<void> {
  const copied = 'join copy c on c.id = t.id'
  await insertCopies(client, 'node', copied, { id: 'c.copy_id', code: "'zz-' || c.i || t.code" })
  for (const kind of NODE_KINDS.filter((name) => !KEPT.includes(name))) {
    const table = kind.toLowerCase()
    await insertCopies(client, table, copied, { id: 'c.copy_id', ...OWN[table] })
  }
  await insertCopies(client, 'node_search', 'join copy c on c.id = t.node_id', { node_id: 'c.copy_id' })
}

/** Each relation from a copy of its source, and to a copy of its target. */
async function copyRelations(client: Client): Promise<void> {
  await client.query('create temporary table original on commit drop as select id from relation')
  for (const end of ['source_id', 'target_id']) {
    const copied = `join original using (id) join copy c on c.id = t.${end}`
    await insertCopies(client, 'relation', copied, {
      id: `md5(t.id || '${end}' || c.i)::uuid`,
      [end]: 'c.copy_id',
    })
  }
}

/** More to tell of the nodes and relations that were there before. */
async function copyTexts(client: Client): Promise<void> {
  const again = `cross join generate_series(1, ${COPIES}) as c (i)`
  const ofRemark: Values = { remark_id: "md5(t.remark_id || '#' || c.i)::uuid" }
  await insertCopies(client, 'remark', again, { ...OWN_ID, ...OWN_POSITION })
  await insertCopies(client, 'remark_reading', again, ofRemark)
  await insertCopies(client, 'citation', `${again} where t.remark_id is not null`, { ...OWN_ID, ...ofRemark })
  await insertCopies(client, 'citation', `${again} where t.remark_id is null`, { ...OWN_ID, ...OWN_POSITION })
  await insertCopies(client, 'node_name', again, OWN_POSITION)
  await insertCopies(client, 'decision_article', again, OWN_NUMBER)
  await insertCopies(client, 'advice_point', again, OWN_POSITION)
}

async function insertCopies(client: Client, table: string, copies: string, own: Values): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  )
  const names = columns.map(({ name }) => name)
  const values = names.map((name) => own[name] ?? `t.${name}`)
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} t ${copies}`,
  )
}
