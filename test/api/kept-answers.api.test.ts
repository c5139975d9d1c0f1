import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as delay } from 'node:timers/promises'
import { type KeyWish, revokeApiKey } from '../../src/access/api-key.service.js'
import { AccessService } from '../access/access-service.js'
import { plantDrafts } from '../database/planted-drafts.js'
import { withClient } from '../support/test-run.js'
import { DEED, JSON_BODY, posted, sent, TwoServices } from './two-services.js'

const ENTITIES = '{ entities(first: 100) { totalCount nodes { reference name } } }'

let services: TwoServices
beforeAll(async () => {
  services = await TwoServices.start()
})
afterAll(() => services.stop())

test('an answer is given again to the letter, with its headers, and nothing is read for it', async () => {
  const { authorization } = await services.key('again')
  for (const headers of [{}, { authorization }] as Record<string, string>[]) {
    const init = posted(ENTITIES, headers)
    const first = await sent(services.kept, init)
    expect(first).toMatchObject({ status: 200 })
    expect(first.headers[1]).toBe('authorization' in headers ? 'no-store' : null)
    expect(await services.ask(init)).toEqual({ seen: first, isKept: true })
    expect(await sent(services.fresh, init)).toEqual(first)
  }
})

test('a write is seen at once, by whatever program and in whatever table it is made', async () => {
  const init = posted('{ project(code: "VRD3-2025-08") { name names { text } } }')
  await sent(services.kept, init)
  const seen: string[] = []
  for (const [i, statement] of [
    `update node set name_nl = $1 where code = 'VRD3-2025-08'`,
    `insert into node_name (node_id, position, text, language, use)
      select id, 900, $1, 'NL', 'VARIANT' from node where code = 'VRD3-2025-08'`,
    `update node_name set text = $1 where position = 900`,
  ].entries()) {
    await services.sql(statement, [`Naam ${i}`])
    const { seen: now, isKept } = await services.ask(init)
    expect([now.body.includes(`Naam ${i}`), isKept]).toEqual([true, false])
    expect((await services.ask(init)).isKept).toBe(true)
    seen.push(now.body)
  }
  expect(new Set(seen).size).toBe(3)
})

describe('whoever asks', () => {
  const callers: Record<string, Record<string, string>> = { public: {} }
  beforeAll(async () => {
    await withClient(services.kept.database.url, async (client) => {
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
    for (const [name, wish] of made)
      callers[name] = { authorization: (await services.key(name, wish)).authorization }
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
        const now = await sent(services.kept, init, at)
        expect([i, ways[Math.floor(i / 6)]?.[0], now]).toEqual([
          i,
          ways[Math.floor(i / 6)]?.[0],
          await sent(services.fresh, init, at),
        ])
        if (i < Object.keys(callers).length) told.add(now.body)
      }
      // The public, one entity, the other, and all others are shown four different things.
      expect(told.size).toBe(4)
    },
    60_000,
  )

  test('is let in first: a key that is revoked gets nothing, and nobody who must sign in', async () => {
    const { authorization, prefix } = await services.key('revoked')
    const init = posted(ENTITIES, { authorization })
    expect(await sent(services.kept, init)).toMatchObject({ status: 200 })
    expect((await services.ask(init)).isKept).toBe(true)
    await revokeApiKey(services.kept.dataSource, prefix, DEED)
    expect(await sent(services.kept, init)).toMatchObject({ status: 401 })
    const closed = await AccessService.start({ cache: 1, over: services.kept.database, publicReads: false })
    const signedIn = posted(ENTITIES, callers['key of the public'])
    expect(await sent(closed, signedIn)).toMatchObject({ status: 200 })
    expect(await sent(closed, posted(ENTITIES))).toMatchObject({ status: 401 })
    await closed.stop()
  })
})

test('where the connection that tells the version is cut, answers are made anew, and later kept again', async () => {
  const init = posted(ENTITIES)
  await sent(services.kept, init)
  expect((await services.ask(init)).isKept).toBe(true)
  await services.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'vrd-graph version'`,
  )
  await services.sql(`update node set name_nl = 'Na de breuk' where code = 'VRD3-2025-08'`)
  const { seen, isKept } = await services.ask(init)
  expect(isKept).toBe(false)
  expect(seen).toEqual(await sent(services.fresh, init))
  while (!(await services.ask(init)).isKept) await delay(50)
  expect((await services.ask(init)).seen).toEqual(seen)
})
