import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { issueApiKey, type KeyWish, revokeApiKey } from '../../src/access/api-key.service.js'
import { SampleApp } from '../web/sample-app.js'
import { AccessService, refusal } from './access-service.js'

const DEED = { author: 'ADMINISTRATOR/somebody', reason: 'a test' }
const INVALID = 'Bearer error="invalid_token"'

describe('with a key', () => {
  let open: AccessService
  let closed: AccessService
  beforeAll(async () => {
    open = await AccessService.start()
    closed = await AccessService.start({ publicReads: false })
  })
  afterAll(async () => {
    await open.stop()
    await closed.stop()
  })
  const issue = (service: AccessService, name: string, more: Partial<KeyWish> = {}) =>
    issueApiKey(
      service.dataSource,
      { name, role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ'], ...more },
      DEED,
    )

  test('one reads, until it is revoked: from then on at once no more', async () => {
    const { key, text } = await issue(open, 'portal')
    expect(await open.ask(`Bearer ${text}`)).toMatchObject({ status: 200 })
    await revokeApiKey(open.dataSource, key.prefix, DEED)
    expect(refusal(await open.ask(`Bearer ${text}`))).toEqual([
      401,
      'UNAUTHENTICATED',
      INVALID,
      'The key was revoked',
    ])
  })

  test('one reads until its time is over', async () => {
    const { key, text } = await issue(open, 'short', { days: 1 })
    expect(await open.ask(`Bearer ${text}`)).toMatchObject({ status: 200 })
    // As whoever owns the table: nobody else makes a key older.
    await open.dataSource.transaction(async (manager) => {
      await manager.query(`select set_config('role', 'none', true)`)
      await manager.query('alter table api_key disable trigger api_key_stands')
      await manager.query(
        `update api_key set issued_at = issued_at - interval '2 days', expires_at = expires_at - interval '2 days'
          where id = $1`,
        [key.id],
      )
      await manager.query('alter table api_key enable trigger api_key_stands')
    })
    expect(refusal(await open.ask(`Bearer ${text}`))).toEqual([
      401,
      'UNAUTHENTICATED',
      INVALID,
      'The key has expired',
    ])
  })

  test('that is none, or no bearer at all, one is refused where the public is let in', async () => {
    const none = `vrd_${'0'.repeat(12)}_${'0'.repeat(64)}`
    expect(refusal(await open.ask(`Bearer ${none}`))).toEqual([
      401,
      'UNAUTHENTICATED',
      INVALID,
      'There is no such key',
    ])
    expect(refusal(await open.ask('Basic dXNlcjpwYXNz'))).toEqual([
      401,
      'UNAUTHENTICATED',
      INVALID,
      'Send the header Authorization: Bearer TOKEN',
    ])
    expect(await open.ask()).toMatchObject({ status: 200 })
  })

  test('of an entity that is no longer there one is forbidden', async () => {
    const { text } = await issue(open, 'entity', { role: 'ENTITY', entity: 'OVO001835' })
    expect(await open.ask(`Bearer ${text}`)).toMatchObject({ status: 200 })
    await open.dataSource.transaction(async (manager) => {
      await manager.query(`select set_config('role', 'none', true)`)
      await manager.query('alter table api_key disable trigger api_key_stands')
      await manager.query(`update api_key set entity_id = gen_random_uuid() where name = 'entity'`)
      await manager.query('alter table api_key enable trigger api_key_stands')
    })
    expect(refusal(await open.ask(`Bearer ${text}`))).toEqual([
      403,
      'FORBIDDEN',
      null,
      'The entity of the key is not one that is known here',
    ])
  })

  test('one reads where the public may not; health and the page of the explorer stay', async () => {
    const { text } = await issue(closed, 'portal', { role: 'PUBLIC' })
    const words = 'Here one must sign in to read: send Authorization: Bearer TOKEN'
    expect(refusal(await closed.ask())).toEqual([401, 'UNAUTHENTICATED', 'Bearer', words])
    const query = encodeURIComponent('subscription { versions { version } }')
    const stream = { headers: { accept: 'text/event-stream' } }
    expect(refusal(await closed.send(`/graphql/stream?query=${query}`, stream))).toEqual([
      401,
      'UNAUTHENTICATED',
      'Bearer',
      words,
    ])
    expect(await closed.ask(`Bearer ${text}`)).toMatchObject({ status: 200 })
    for (const path of ['/', '/livez', '/readyz', '/explorer/operations.json'])
      expect(await closed.send(path, {})).toMatchObject({ status: 200 })
  })

  test('a page of another origin may send it, and reads why it was refused', async () => {
    const preflight = await fetch(`${open.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://portal.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    const { headers } = await open.ask('Bearer nothing')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-expose-headers')).toContain('www-authenticate')
  })

  test('that is revoked a stream ends, telling why; until then it goes on', async () => {
    const { key, text } = await issue(open, 'stream')
    const abort = new AbortController()
    const response = await open.stream(`Bearer ${text}`, abort.signal)
    expect(response.status).toBe(200)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let told = ''
    const read = async (): Promise<boolean> => {
      const { done, value } = await reader.read()
      told += new TextDecoder().decode(value)
      return done
    }
    while (!told.includes('id: 1')) await read()
    await new Promise((resolve) => setTimeout(resolve, 200))
    await revokeApiKey(open.dataSource, key.prefix, DEED)
    while (!(await read()));
    const refused = { errors: [{ message: 'The key was revoked', extensions: { code: 'UNAUTHENTICATED' } }] }
    expect(told.slice(told.indexOf('id: 1'))).toMatch(/^id: 1\n[^\n]+\n[^\n]+\n\nevent: next\n/)
    expect(told).toContain(`event: next\ndata: ${JSON.stringify(refused)}\n\nevent: complete\ndata:\n\n`)
    expect(told).not.toContain(`id: 2`)
  })
})

test('a mutation is of the present only', async () => {
  const app = await SampleApp.start()
  const change = (asOf: unknown) =>
    app.send({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { change }', extensions: { asOf } }),
    })
  for (const present of [undefined, null, {}, { on: null }])
    expect(await change(present)).toMatchObject({ status: 200, body: { data: { change: 'changed' } } })
  expect(await change({ knownAt: '1' })).toMatchObject({
    status: 400,
    body: {
      errors: [
        {
          message: 'extensions.asOf: a mutation changes the present: leave it out',
          extensions: { code: 'BAD_USER_INPUT', argument: 'extensions.asOf' },
        },
      ],
    },
  })
  await app.app.close()
})
