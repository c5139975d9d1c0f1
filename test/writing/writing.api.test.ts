import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { issueApiKey } from '../../src/access/api-key.service.js'
import type { Role, Scope } from '../../src/access/caller.js'
import { RunningService } from '../service/running-service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { type Answer, list } from './writing-graph.js'

let database: TestDatabase
let dataSource: DataSource
let service: RunningService
const keys: Partial<Record<Role, string>> = {}

beforeAll(async () => {
  database = await createDatabase()
  dataSource = await graphDataSource(database.url).initialize()
  service = RunningService.spawn({ DATABASE_URL: database.url })
  await service.ready()
  for (const role of ['PROGRAMME_OFFICE', 'ADMINISTRATOR'] as const)
    keys[role] = await keyFor(role, ['READ', 'WRITE'])
}, 60_000)
afterAll(async () => {
  await service.stop()
  await dataSource.destroy()
  await database.drop()
})

async function keyFor(role: Role, scopes: readonly Scope[]): Promise<string> {
  const wish = { name: `${role} ${scopes.join()}`, role, entity: null, scopes }
  return (await issueApiKey(dataSource, wish, { author: 'test', reason: 'a test' })).text
}

interface Sent {
  readonly key?: string | undefined
  readonly extensions?: object
}

async function send(
  query: string,
  { key, extensions }: Sent = {},
): Promise<Answer & { status: number; extensions?: { graphVersion: string } }> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, extensions }),
  })
  return { status: response.status, ...((await response.json()) as Answer) }
}

function makeNeed(code: string, key = `key-of-${code}`): string {
  return `createNodes(input: { idempotencyKey: "${key}", reason: "a test", nodes: [{ kind: NEED, code: "${code}", name: { nl: "${code}" } }] })`
}

const TOLD = '{ graphVersion errors { code message path } nodes { reference } }'

describe('a write over HTTP', () => {
  test('is answered with its version, which the whole answer is read at', async () => {
    const { data, extensions } = await send(`mutation { ${makeNeed('over-http')} ${TOLD} }`, {
      key: keys.PROGRAMME_OFFICE,
    })
    expect(data.createNodes).toMatchObject({ errors: [], nodes: [{ reference: 'need:over-http' }] })
    expect(extensions?.graphVersion).toBe(data.createNodes.graphVersion)
  })

  test('is seen by the next one in the same request, one after the other', async () => {
    const { data } = await send(
      `mutation { one: ${makeNeed('een')} ${TOLD}
        two: correctNode(input: { idempotencyKey: "key-of-two", reason: "a test", expectedVersion: "999999", node: "need:een", change: { inferred: true } }) { errors { code message } node { code } }
        three: ${makeNeed('drie')} ${TOLD} }`,
      { key: keys.PROGRAMME_OFFICE },
    )
    expect(data).toMatchObject({
      one: { errors: [] },
      two: {
        errors: [{ code: 'BAD_USER_INPUT', message: expect.stringContaining(String(data.one.graphVersion)) }],
        node: null,
      },
      three: {
        graphVersion: String(BigInt(data.one.graphVersion as string) + 1n),
        errors: [],
        nodes: [{ reference: 'need:drie' }],
      },
    })
  })

  test('sent sixteen times at once is done once, and answered sixteen times alike', async () => {
    const document = `mutation { ${makeNeed('zestien')} ${TOLD} }`
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => send(document, { key: keys.PROGRAMME_OFFICE })),
    )
    const told = answers.map(({ data }) => JSON.stringify(data))
    expect(new Set(told).size).toBe(1)
    expect(answers[0]?.data.createNodes).toMatchObject({ errors: [] })
  })

  test('needs a caller, and one who may write', async () => {
    const document = `mutation { ${makeNeed('niemand')} ${TOLD} }`
    for (const key of [undefined, await keyFor('PROGRAMME_OFFICE', ['READ'])]) {
      const { status, data } = await send(document, { key })
      expect({ status, data }).toMatchObject({
        status: 200,
        data: { createNodes: { graphVersion: null, errors: [{ code: 'FORBIDDEN' }], nodes: [] } },
      })
    }
  })

  test('is about the present', async () => {
    const { errors } = await send(`mutation { ${makeNeed('vroeger')} ${TOLD} }`, {
      key: keys.PROGRAMME_OFFICE,
      extensions: { asOf: { on: '2025-02-12' } },
    })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'extensions.asOf' } }])
  })

  test('is not sent by GET', async () => {
    const query = encodeURIComponent(`mutation { ${makeNeed('get')} ${TOLD} }`)
    const response = await fetch(`${service.url}/graphql?query=${query}`, {
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${String(keys.PROGRAMME_OFFICE)}`,
      },
    })
    expect(response.status).toBe(405)
  })

  test('tells an input that can never be right where it stands', async () => {
    const { errors } = await send(
      `mutation { createNodes(input: { idempotencyKey: "", reason: "", nodes: [{ kind: NEED, code: "x", name: { nl: "" } }] }) ${TOLD} }`,
      { key: keys.PROGRAMME_OFFICE },
    )
    const [error] = errors ?? []
    expect(error?.extensions?.['code']).toBe('BAD_USER_INPUT')
    expect(error?.message.split('; ').sort()).toEqual([
      'input.idempotencyKey: must be 1 to 200 printable characters, such as a UUID',
      'input.nodes.0.name.nl: must not be empty',
      'input.reason: must tell why',
    ])
  })
})

describe('keys in the API', () => {
  const issue = (name: string, idempotencyKey = `issue-${name}`, days = 30) =>
    `mutation { issueApiKey(input: { idempotencyKey: "${idempotencyKey}", reason: "a test", name: "${name}", role: PROGRAMME_OFFICE, scopes: [READ, WRITE], days: ${days} })
      { secret apiKey { prefix name live issuedBy } errors { code message path } } }`
  const key = () => ({ key: keys.ADMINISTRATOR })

  test('are told once, let in, and are dead once revoked', async () => {
    const { data } = await send(issue('koppeling'), key())
    expect(data.issueApiKey).toMatchObject({ errors: [], apiKey: { name: 'koppeling', live: true } })
    const { secret, apiKey } = data.issueApiKey
    const again = await send(issue('koppeling'), key())
    expect(again.data.issueApiKey).toEqual({ secret: null, apiKey, errors: [] })
    expect((await send(issue('anders', 'issue-koppeling'), key())).data.issueApiKey).toMatchObject({
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    })
    expect((await send(issue('koppeling', 'issue-koppeling', 31), key())).data.issueApiKey).toMatchObject({
      secret: null,
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    })
    expect((await send('{ graphVersion }', { key: secret })).status).toBe(200)
    const revoked = await send(
      `mutation { revokeApiKey(input: { idempotencyKey: "r", reason: "a test", prefix: "${apiKey.prefix}" }) { apiKey { live revokedAt } errors { code } } }`,
      key(),
    )
    expect(revoked.data.revokeApiKey).toMatchObject({ errors: [], apiKey: { live: false } })
    expect((await send('{ graphVersion }', { key: secret })).status).toBe(401)
  })

  test('asked for sixteen times at once are one, and its secret is told once', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => send(issue('zestien'), key())))
    const told = answers.map(({ data }) => data.issueApiKey)
    expect(told.filter(({ errors }) => list(errors).length > 0)).toEqual([])
    expect(new Set(told.map(({ apiKey }) => String(apiKey.prefix))).size).toBe(1)
    expect(told.filter(({ secret }) => secret !== null)).toHaveLength(1)
  })

  test('that cannot be issued leave no key and use up none', async () => {
    const refused = await send(issue('later', 'issue-later', 0), key())
    expect(refused.data.issueApiKey).toMatchObject({ secret: null, errors: [{ path: ['input', 'days'] }] })
    expect((await send(issue('later', 'issue-later', 5), key())).data.issueApiKey).toMatchObject({
      errors: [],
    })
  })

  test('are for administrators', async () => {
    for (const sender of [undefined, keys.PROGRAMME_OFFICE]) {
      const { data } = await send(issue('stiekem'), { key: sender })
      expect(data.issueApiKey).toMatchObject({ secret: null, apiKey: null, errors: [{ code: 'FORBIDDEN' }] })
      const list = await send('{ apiKeys { prefix } }', { key: sender })
      expect(list.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
    expect((await send('{ apiKeys { name lastUsedAt } }', key())).data.apiKeys).toEqual(
      expect.arrayContaining([{ name: 'koppeling', lastUsedAt: expect.any(String) }]),
    )
  })

  test('are refused in words that say why', async () => {
    const { data } = await send(issue('eeuwig', 'issue-eeuwig', 9_999), key())
    expect(data.issueApiKey.errors).toEqual([
      { code: 'BAD_USER_INPUT', path: ['input', 'days'], message: 'een sleutel leeft 1 tot 366 dagen' },
    ])
  })
})
