import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kind, parse } from 'graphql'
import { issueApiKey, type KeyWish, revokeApiKey } from '../../src/access/api-key.service.js'
import { readOperations } from '../../src/api/operations.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { AccessService } from '../access/access-service.js'
import { plantDrafts } from '../database/planted-drafts.js'
import { withClient } from '../support/test-run.js'

const JSON_BODY = { 'content-type': 'application/json' }
const DEED = { author: 'a', reason: 'b' }
const ENTITIES = '{ entities(first: 100) { totalCount nodes { reference name } } }'

interface Seen {
  readonly status: number
  readonly headers: readonly (string | null)[]
  readonly body: string
}

let kept: AccessService
let fresh: AccessService
beforeAll(async () => {
  kept = await AccessService.start({ cache: 16 })
  fresh = await AccessService.start({ over: kept.database })
})
afterAll(async () => {
  await fresh.stop()
  await kept.stop()
})

async function key(
  name: string,
  more: Partial<KeyWish> = {},
): Promise<{ authorization: string; prefix: string }> {
  const wish: KeyWish = { name, role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ'], ...more }
  const { text, key: made } = await issueApiKey(kept.dataSource, wish, DEED)
  return { authorization: `Bearer ${text}`, prefix: made.prefix }
}

async function sent(service: AccessService, init: RequestInit, search = ''): Promise<Seen> {
  const response = await fetch(`${service.url}/graphql${search}`, init)
  const { status, headers } = response
  const told = ['content-type', 'cache-control', 'content-length', 'vary'].map((name) => headers.get(name))
  return { status, headers: told, body: await response.text() }
}

const posted = (query: string, headers: Record<string, string> = {}, more: object = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_BODY, ...headers },
  body: JSON.stringify({ query, ...more }),
})

/** Asks again, and tells whether anything was read for it. */
async function again(init: RequestInit): Promise<{ seen: Seen; isKept: boolean }> {
  const before = kept.statements.length
  const seen = await sent(kept, init)
  return { seen, isKept: kept.statements.length === before }
}

const sql = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
  withClient(kept.database.url, (client) => client.query(text, [...values]))

test('an answer is given again to the letter, with its headers, and nothing is read for it', async () => {
  const { authorization } = await key('again')
  for (const headers of [{}, { authorization }] as Record<string, string>[]) {
    const init = posted(ENTITIES, headers)
    const first = await sent(kept, init)
    expect(first).toMatchObject({ status: 200 })
    expect(first.headers[1]).toBe('authorization' in headers ? 'no-store' : null)
    expect(await again(init)).toEqual({ seen: first, isKept: true })
    expect(await sent(fresh, init)).toEqual(first)
  }
})

test('a write is seen at once, by whatever program and in whatever table it is made', async () => {
  const init = posted('{ project(code: "VRD3-2025-08") { name names { text } } }')
  await sent(kept, init)
  const seen: string[] = []
  for (const [i, statement] of [
    `update node set name_nl = $1 where code = 'VRD3-2025-08'`,
    `insert into node_name (node_id, position, text, language, use)
      select id, 900, $1, 'NL', 'VARIANT' from node where code = 'VRD3-2025-08'`,
    `update node_name set text = $1 where position = 900`,
  ].entries()) {
    await sql(statement, [`Naam ${i}`])
    const { seen: now, isKept } = await again(init)
    expect([now.body.includes(`Naam ${i}`), isKept]).toEqual([true, false])
    expect((await again(init)).isKept).toBe(true)
    seen.push(now.body)
  }
  expect(new Set(seen).size).toBe(3)
})

describe('whoever asks', () => {
  const callers: Record<string, Record<string, string>> = { public: {} }
  beforeAll(async () => {
    await withClient(kept.database.url, async (client) => {
      const id = async (code: string): Promise<string> =>
        (await client.query<{ id: string }>(`select id from entity where ovo_code = $1`, [code])).rows[0]
          ?.id ?? ''
      const [one, other] = [await id('OVO001835'), await id('OVO000031')]
      await client.query('begin')
      await plantDrafts(client, 'draft-of-all', null, one)
      await plantDrafts(client, 'draft-of-one', one, one)
      await plantDrafts(client, 'draft-of-other', other, other)
      await client.query('commit')
    })
    const made: readonly [string, Partial<KeyWish>][] = [
      ['key of the public', { role: 'PUBLIC' }],
      ['office', {}],
      ['inspectorate', { role: 'INSPECTORATE' }],
      ['one', { role: 'ENTITY', entity: 'OVO001835' }],
      ['other', { role: 'ENTITY', entity: 'OVO000031' }],
    ]
    for (const [name, wish] of made) callers[name] = { authorization: (await key(name, wish)).authorization }
  })

  const TWO = 'query A { graphVersion } query B { entities(first: 1) { totalCount } }'
  const NAMED = 'query ($code: String!) { project(code: $code) { name description } }'
  const search = (parameters: Record<string, string>): string =>
    `?${new URLSearchParams(parameters).toString()}`
  const ways: readonly [string, RequestInit, string?][] = [
    ['a list', posted(ENTITIES)],
    ['another document', posted('{ entities { totalCount } }')],
    ['a variable', posted(NAMED, {}, { variables: { code: 'VRD3-2025-08' } })],
    ['another variable', posted(NAMED, {}, { variables: { code: 'VRD3-2025-01' } })],
    ['in English', posted(NAMED, { 'accept-language': 'en' }, { variables: { code: 'VRD3-2025-01' } })],
    ['in Dutch', posted(NAMED, { 'accept-language': 'nl' }, { variables: { code: 'VRD3-2025-01' } })],
    ['the newer media type', posted(ENTITIES, { accept: 'application/graphql-response+json' })],
    ['no media type of ours', posted(ENTITIES, { accept: 'text/html' })],
    ['one operation', posted(TWO, {}, { operationName: 'A' })],
    ['the other operation', posted(TWO, {}, { operationName: 'B' })],
    ['neither', posted(TWO)],
    ['the past', posted(ENTITIES, {}, { extensions: { asOf: { knownAt: '1' } } })],
    ['a day', posted(ENTITIES, {}, { extensions: { asOf: { on: '2025-02-12' } } })],
    ['no moment', posted(ENTITIES, {}, { extensions: { asOf: { knownAt: '1000000' } } })],
    ['by GET', { headers: JSON_BODY }, search({ query: ENTITIES })],
    ['by GET in the past', { headers: JSON_BODY }, search({ query: ENTITIES, knownAt: '1' })],
    ['by GET, unasked', {}, search({ query: ENTITIES })],
    ['by GET, of no type', { headers: { 'content-type': '' } }, search({ query: ENTITIES })],
    ['by GET, asked', { headers: { 'apollo-require-preflight': '1' } }, search({ query: ENTITIES })],
    ['by GET, named', { headers: { 'x-apollo-operation-name': 'a' } }, search({ query: ENTITIES })],
    ['by GET what is posted', { headers: JSON_BODY }, search({ body: JSON.stringify({ query: ENTITIES }) })],
    ['another charset', posted(ENTITIES, { 'content-type': 'application/json; charset=utf-8' })],
    ['no JSON', posted(ENTITIES, { 'content-type': 'text/plain' })],
    ['packed', posted(ENTITIES, { 'content-encoding': 'gzip' })],
    [
      'poison',
      {
        ...posted(''),
        body: `{"query":${JSON.stringify(ENTITIES)},"__proto__":{"query":"{ graphVersion }"}}`,
      },
    ],
    [
      'other poison',
      { ...posted(''), body: `{"query":"{ graphVersion }","constructor":{"prototype":{"a":1}}}` },
    ],
    [
      'a poisoned variable',
      { ...posted(''), body: `{"query":"{ graphVersion }","variables":{"__proto__":{"a":1}}}` },
    ],
    ['a key that is one of an object', posted('{ graphVersion }', { 'accept-language': '__proto__' })],
    ['a batch', { ...posted(''), body: JSON.stringify([{ query: ENTITIES }, { query: ENTITIES }]) }],
    ['half a body', { ...posted(''), body: `{"query":${JSON.stringify(ENTITIES)}` }],
    ['nothing', { ...posted(''), body: '' }],
    ['what is not there', posted('{ impact(of: "need:nowhere") { totalCount } }')],
    ['what is not in the schema', posted('{ nonsense }')],
    ['the schema', posted('{ __schema { queryType { name } } }')],
  ]
  const asked = (i: number) => {
    const [, { headers, ...init } = {}, at] = ways[Math.floor(i / Object.keys(callers).length)] ?? []
    const own = Object.values(callers)[i % Object.keys(callers).length]
    return { init: { ...init, headers: { ...(headers as Record<string, string>), ...own } }, at }
  }

  test.each(['forwards', 'backwards'])(
    'and however, is answered as if nothing were kept: %s',
    async (direction) => {
      const all = Array.from({ length: ways.length * Object.keys(callers).length }, (_, i) => i)
      const told = new Set<string>()
      for (const i of direction === 'backwards' ? all.reverse() : all) {
        const { init, at } = asked(i)
        const now = await sent(kept, init, at)
        expect([i, ways[Math.floor(i / 6)]?.[0], now]).toEqual([
          i,
          ways[Math.floor(i / 6)]?.[0],
          await sent(fresh, init, at),
        ])
        if (i < Object.keys(callers).length) told.add(now.body)
      }
      // The public, one entity, the other, and all others are shown four different things.
      expect(told.size).toBe(4)
    },
    60_000,
  )

  test('is let in first: a key that is revoked gets nothing, and nobody who must sign in', async () => {
    const { authorization, prefix } = await key('revoked')
    const init = posted(ENTITIES, { authorization })
    expect(await sent(kept, init)).toMatchObject({ status: 200 })
    expect((await again(init)).isKept).toBe(true)
    await revokeApiKey(kept.dataSource, prefix, DEED)
    expect(await sent(kept, init)).toMatchObject({ status: 401 })
    const closed = await AccessService.start({ cache: 1, over: kept.database, publicReads: false })
    const signedIn = posted(ENTITIES, callers['key of the public'])
    expect(await sent(closed, signedIn)).toMatchObject({ status: 200 })
    expect(await sent(closed, posted(ENTITIES))).toMatchObject({ status: 401 })
    await closed.stop()
  })
})

describe('what hangs on more than the graph', () => {
  test('is not kept: every field of the root is told as it is, whatever changes beside the graph', async () => {
    const { authorization } = await key('administrator', { role: 'ADMINISTRATOR', scopes: ['READ', 'WRITE'] })
    const { all, missing } = await questions(authorization)
    expect(missing).toEqual([])
    const ask = async (service: AccessService): Promise<string[]> => {
      const bodies: string[] = []
      for (const { init } of all) bodies.push((await sent(service, init)).body)
      return bodies
    }
    const before = await ask(kept)
    expect(await ask(kept)).toEqual(before)
    const { prefix } = await key('later')
    await revokeApiKey(kept.dataSource, prefix, DEED)
    await sql(`insert into write_receipt (caller, key, mutation, fingerprint) values ('x', 'y', 'z', 'w')`)
    const after = await ask(kept)
    expect(after).toEqual(await ask(fresh))
    expect(all.filter((_, i) => before[i] !== after[i]).map(({ name }) => name)).toEqual(['keys'])
    for (const body of after) expect(body).not.toContain('"errors"')
  })

  test('cannot be read by those who read the graph, but for what comes with a release', async () => {
    const { rows } = (await sql(
      `select distinct c.relname as name from pg_class c cross join unnest(array['vrd_public', 'vrd_entity', 'vrd_reader']) as role (name)
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_any_column_privilege(role.name, c.oid, 'select')
         and c.relname not in (select name from history.tracked) order by 1`,
    )) as { rows: { name: string }[] }
    expect(rows.map(({ name }) => name)).toEqual([
      'graph_change',
      'graph_head',
      'graph_version',
      'migration',
      'node_kind',
      'node_search', // made of what is tracked, in the same transaction
      'relation_kind',
      'relation_rule',
    ])
  })

  test('is no column of the graph: each change to a row of its tables takes a version', async () => {
    const { rows } = (await sql(
      `select t.name from history.tracked t where not exists (select from pg_trigger g
         where g.tgrelid = ('public.' || t.name)::regclass and g.tgname = 'touches' and g.tgenabled = 'O' and g.tgtype & 1 = 1
           and g.tgtype & 28 = 28 and g.tgattr = '' and g.tgqual is null)
       union all
       select t.name || '.' || a.attname from history.tracked t join pg_attribute a on a.attrelid = ('public.' || t.name)::regclass
       where a.attnum > 0 and not a.attisdropped and a.attname not in (select column_name from history.columns_of(t.name))`,
    )) as { rows: object[] }
    expect(rows).toEqual([])
  })
})

test('where the connection that tells the version is cut, answers are made anew, and later kept again', async () => {
  const init = posted(ENTITIES)
  await sent(kept, init)
  expect((await again(init)).isKept).toBe(true)
  await sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'vrd-graph version'`,
  )
  await sql(`update node set name_nl = 'Na de breuk' where code = 'VRD3-2025-08'`)
  const { seen, isKept } = await again(init)
  expect(isKept).toBe(false)
  expect(seen).toEqual(await sent(fresh, init))
  while (!(await again(init)).isKept) await delay(50)
  expect((await again(init)).seen).toEqual(seen)
})

const KEYS = '{ apiKeys { name live lastUsedAt revokedAt } }'
const REST = `{ graphVersion entities { totalCount } milestones { totalCount } programme(code: "VRD3") { name }
  workstream(code: "interfaces") { name } }`

interface Question {
  readonly name: string
  readonly init: RequestInit
}

/** The stored operations, which ask for everything, and the keys. @returns fields of the root that none of them asks for, too */
async function questions(authorization: string): Promise<{ all: Question[]; missing: string[] }> {
  const operations = await readOperations(fileURLToPath(new URL('../../schema/operations', import.meta.url)))
  const more = { rest: REST, keys: KEYS }
  const all = [
    ...operations,
    ...Object.entries(more).map(([name, document]) => ({ name, document, variables: {} })),
  ]
  const fields = Object.keys((await buildGraphSchema()).getQueryType()?.getFields() ?? {})
  const asked = all.flatMap(({ document }) =>
    parse(document).definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION
        ? one.selectionSet.selections.map((field) => (field.kind === Kind.FIELD ? field.name.value : ''))
        : [],
    ),
  )
  return {
    all: all.map(({ name, document, variables }) => ({
      name,
      init: posted(document, { authorization }, { variables }),
    })),
    missing: fields.filter((name) => !asked.includes(name)),
  }
}
