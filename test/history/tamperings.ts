import type { Client } from 'pg'

/** Something done to the ledger, or to what follows from it, behind its back. */
export interface Tampering {
  readonly name: string
  /** Does it at a version, `$1`; every statement is run. */
  readonly statements: readonly string[]
  /** Which version is to be found: the one itself unless told. */
  readonly found?: 'next' | 'last' | 'any'
}

const CHANGE =
  '(version, position) = (select version, position from graph_change where version = $1 order by position limit 1)'
const SEALED = `encode(sha256(convert_to(jsonb_build_array(version, position, subject_id, kind, reference, operation, before, after)::text, 'UTF8')), 'hex')`
/** The hash of version `$1`, as the database takes it. */
const RESEALED = `update graph_version v set hash = encode(sha256(convert_to(jsonb_build_array(
    (select hash from graph_version b where b.version = v.version - 1), v.version, to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    v.author, v.reason, v.changes, (select string_agg(c.hash, '' order by c.position) from graph_change c where c.version = v.version))::text, 'UTF8')), 'hex')
  where v.version = $1`
const edit = (column: string, value: string): string =>
  `update graph_change set ${column} = ${value} where ${CHANGE}`
const FORGED = `case when after is null then null else after || '{"forged": []}' end`

export const TAMPERINGS: readonly Tampering[] = [
  {
    name: 'what stood after is edited',
    statements: [edit('after', FORGED), edit('before', `before || '{"forged": []}'`)],
  },
  {
    name: 'the reference is edited',
    statements: [
      edit('reference', `case when kind is null then null else 'entity:forged' end`),
      edit('subject_id', 'gen_random_uuid()'),
    ],
  },
  {
    name: 'a change is edited and sealed again',
    statements: [edit('subject_id', 'gen_random_uuid()'), edit('hash', SEALED)],
  },
  {
    name: 'a change is edited, and it and its version are sealed again',
    statements: [edit('subject_id', 'gen_random_uuid()'), edit('hash', SEALED), RESEALED],
    found: 'next',
  },
  { name: 'the seal of a change is edited', statements: [edit('hash', `repeat('0', 64)`)] },
  {
    name: 'the seal of a version is edited',
    statements: [`update graph_version set hash = repeat('0', 64) where version = $1`],
  },
  {
    name: 'the author is edited',
    statements: [`update graph_version set author = 'somebody else' where version = $1`],
  },
  {
    name: 'the reason is edited',
    statements: [`update graph_version set reason = 'another' where version = $1`],
  },
  {
    name: 'the time is edited',
    statements: [`update graph_version set at = at + interval '1 microsecond' where version = $1`],
  },
  {
    name: 'the count is edited',
    statements: [`update graph_version set changes = changes + 1 where version = $1`],
  },
  { name: 'a change is taken out', statements: [`delete from graph_change where ${CHANGE}`] },
  {
    name: 'a change is taken out and the others move up',
    statements: [
      `delete from graph_change where ${CHANGE}`,
      `update graph_change set position = position - 1 where version = $1`,
      `update graph_version set changes = changes - 1 where version = $1`,
    ],
  },
  {
    name: 'a version is taken out, its changes stay',
    statements: ['delete from graph_version where version = $1'],
  },
  {
    name: 'a version is taken out whole',
    statements: [
      'delete from graph_version where version = $1',
      'delete from graph_change where version = $1',
    ],
  },
  {
    name: 'the tail is cut off',
    statements: [
      'delete from graph_version where version > $1',
      'delete from graph_change where version > $1',
    ],
    found: 'next',
  },
  {
    name: 'the tail is cut off and the head put back',
    statements: [
      'delete from graph_version where version > $1',
      'delete from graph_change where version > $1',
      `update graph_head set (version, hash, at) = (select version, hash, at from graph_version where version = $1)`,
    ],
    found: 'next',
  },
  {
    name: 'the head is put back',
    statements: [
      `update graph_head set (version, hash, at) = (select version, hash, at from graph_version where version = $1)`,
    ],
    found: 'next',
  },
  {
    name: 'the head has another hash',
    statements: [`update graph_head set hash = repeat('0', 64) where $1::bigint > 0`],
    found: 'last',
  },
  {
    name: 'the head tells of another time',
    statements: [`update graph_head set at = at + interval '1 year' where $1::bigint > 0`],
    found: 'last',
  },
  {
    name: 'a version is put in before the first',
    statements: [
      `insert into graph_version (version, at, author, changes, hash) values (-$1::bigint, now(), 'forger', 0, repeat('0', 64))`,
    ],
    found: 'any',
  },
  {
    name: 'a change is put in before the first',
    statements: [
      `insert into graph_change (version, position, subject_id, operation, hash) values (-$1::bigint, 1, gen_random_uuid(), 'CREATED', repeat('0', 64))`,
    ],
    found: 'any',
  },
  {
    name: 'two versions are swapped',
    statements: [
      `update graph_version set version = -1 where version = $1`,
      `update graph_version set version = $1 where version = $1::bigint + 1`,
      `update graph_version set version = $1::bigint + 1 where version = -1`,
      `update graph_change set version = -1 where version = $1`,
      `update graph_change set version = $1 where version = $1::bigint + 1`,
      `update graph_change set version = $1::bigint + 1 where version = -1`,
    ],
  },
  {
    name: 'a change moves to the next version',
    statements: [
      `delete from graph_change where version = $1::bigint + 1 and subject_id = (select subject_id from graph_change where ${CHANGE})`,
      `update graph_change set version = version + 1, position = 900 where ${CHANGE}`,
    ],
  },
  {
    name: 'a change is put in',
    statements: [
      `insert into graph_change (version, position, subject_id, operation, after, hash) values ($1, 900, gen_random_uuid(), 'CREATED', '{}', repeat('0', 64))`,
    ],
  },
  {
    name: 'a version is put in at the end',
    statements: [
      `insert into graph_version (version, at, author, changes, hash) select max(version) + 1, now(), 'forger', 0, repeat('0', 64) from graph_version where $1::bigint > 0`,
    ],
    found: 'any',
  },
  {
    name: 'a node is edited',
    statements: [
      `update public.node set name_nl = 'Vervalst' where id = (select id from public.node order by md5(id::text || $1::text) limit 1)`,
    ],
    found: 'any',
  },
  {
    name: 'a citation is taken out',
    statements: [
      `delete from public.citation where id = (select id from public.citation order by md5(id::text || $1::text) limit 1)`,
    ],
    found: 'any',
  },
  {
    name: 'an amount is edited',
    statements: [
      `update public.allocation set amount = amount - 0.01 where id = (select id from public.allocation order by md5(id::text || $1::text) limit 1)`,
    ],
    found: 'any',
  },
  {
    name: 'an amount is edited in a table that nobody keeps any longer',
    statements: [
      `delete from history.tracked where name = 'allocation' and $1::bigint > 0`,
      `update public.allocation set amount = amount - 0.01 where $1::bigint > 0`,
    ],
    found: 'any',
  },
  {
    name: 'what search knows is edited',
    statements: [
      `update public.node_search set names = 'vervalst' where node_id = (select node_id from public.node_search order by md5(node_id::text || $1::text) limit 1)`,
    ],
    found: 'any',
  },
  {
    name: 'a row of the past is edited',
    statements: [
      `update history.node set name_nl = 'Vervalst' where recorded_from = (select max(recorded_from) from history.node where recorded_from <= $1)`,
    ],
    found: 'any',
  },
  {
    name: 'a row of the past is taken out',
    statements: [
      `delete from history.node where recorded_from = (select max(recorded_from) from history.node where recorded_from <= $1)`,
    ],
    found: 'any',
  },
  {
    name: 'a row of the past stood longer',
    statements: [
      `update history.node set recorded_to = recorded_to + 1 where recorded_to = (select min(recorded_to) from history.node where recorded_to < 9223372036854775807 and $1::bigint > 0)`,
    ],
    found: 'any',
  },
]

/** Does it, with all guards off: what only a superuser can. */
export async function tamper(client: Client, { statements }: Tampering, version: number): Promise<void> {
  await client.query('set local session_replication_role = replica')
  for (const statement of statements) await client.query(statement, [version])
}
