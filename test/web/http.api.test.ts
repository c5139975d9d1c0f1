import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { connect } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { serverAudits } from 'graphql-http'
import { JSON_BODY, SampleApp } from './sample-app.js'

let sample: SampleApp
beforeAll(async () => {
  sample = await SampleApp.start()
})
afterAll(() => sample.app.close())

/** By GET a browser may ask across sites without being allowed to: such requests must show that they are not that. */
const NOTICES = ['5A70', 'D6D5', '6A70']

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${sample.url}/graphql` })

  test('is audited in full', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60)
  })

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))(
    '%s',
    async (_name, audit) => {
      const result = await audit.fn()
      expect(result.status).toBe(NOTICES.includes(audit.id) ? 'notice' : 'ok')
    },
  )
})

describe('a portal on another origin', () => {
  const origin = 'https://portal.example'

  test('may ask first whether it may ask', async () => {
    const asked = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const { status, headers } = await fetch(`${sample.url}/graphql`, { method: 'OPTIONS', headers: asked })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(headers.get('access-control-allow-headers')).toBe('content-type')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('may read the answer', async () => {
    const body = JSON.stringify({ query: '{ thing(code: "one") { code } }' })
    const answer = await fetch(`${sample.url}/graphql`, {
      method: 'POST',
      headers: { ...JSON_BODY, origin },
      body,
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toMatchObject({ data: { thing: { code: 'one' } } })
  })
})

describe('GET', () => {
  const query = encodeURIComponent('{ thing(code: "one") { code } }')

  test('is served to those who show that no browser sent them unasked', async () => {
    const answer = await sample.send({ method: 'GET', headers: JSON_BODY }, `/graphql?query=${query}`)
    expect(answer).toMatchObject({ status: 200, body: { data: { thing: { code: 'one' } } } })
  })

  test('is refused without such a header', async () => {
    const answer = await sample.send({ method: 'GET' }, `/graphql?query=${query}`)
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } })
  })

  test('runs no mutation', async () => {
    const answer = await sample.send({ method: 'GET', headers: JSON_BODY }, '/graphql?query=mutation{change}')
    expect(answer.status).toBe(405)
    expect(answer.body.data).toBeUndefined()
  })

  test('without a query shows no landing page', async () => {
    const answer = await sample.send({ method: 'GET', headers: { accept: 'text/html' } })
    expect(answer).toMatchObject({ status: 400, type: 'application/json; charset=utf-8' })
  })
})

describe('what is no GraphQL request is refused in its form', () => {
  const refusals: [string, RequestInit, number, string][] = [
    ['broken JSON', { body: '{"query": ', headers: JSON_BODY }, 400, 'BAD_REQUEST'],
    ['an empty body', { body: '', headers: JSON_BODY }, 400, 'BAD_REQUEST'],
    ['no body', { headers: JSON_BODY }, 400, 'BAD_REQUEST'],
    ['no object', { body: '3', headers: JSON_BODY }, 400, 'BAD_REQUEST'],
    ['no query', { body: '{"variables": {}}', headers: JSON_BODY }, 400, 'BAD_REQUEST'],
    [
      'a poisoned object',
      { body: '{"query":"{__typename}","__proto__":{"a":1}}', headers: JSON_BODY },
      400,
      'BAD_REQUEST',
    ],
    [
      'a batch',
      { body: '[{"query":"{__typename}"},{"query":"{__typename}"}]', headers: JSON_BODY },
      400,
      'BAD_REQUEST',
    ],
    ['plain text', { body: '{"query":"{__typename}"}' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', { body: new URLSearchParams({ query: '{__typename}' }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a packed body',
      { body: gzipSync('{"query":"{__typename}"}'), headers: { ...JSON_BODY, 'content-encoding': 'gzip' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a large body',
      { body: JSON.stringify({ query: ' '.repeat(262_144) }), headers: JSON_BODY },
      413,
      'BODY_TOO_LARGE',
    ],
    ['another method', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
  ]

  test.each(refusals)('%s', async (_name, init, status, code) => {
    const answer = await sample.send(init)
    expect(answer).toMatchObject({ status, type: 'application/json; charset=utf-8' })
    expect(answer.body).toEqual({
      errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
    })
  })

  test('a body just within the limit is read', async () => {
    const body = JSON.stringify({ query: '{ __typename }' }).padEnd(262_144)
    expect(await sample.send({ body, headers: JSON_BODY })).toMatchObject({ status: 200 })
  })

  test('an unknown address', async () => {
    const answer = await sample.send({ method: 'GET' }, '/nowhere?token=secret')
    expect(answer).toMatchObject({
      status: 404,
      body: { errors: [{ extensions: { code: 'ROUTE_NOT_FOUND' } }] },
    })
    expect(answer.body.errors?.[0]?.message).toBe('There is nothing at GET /nowhere')
  })

  test.each([
    ['nonsense', 'HELO there\r\n\r\n', 400],
    ['headers too large', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'a malformed Host',
      'POST /graphql HTTP/1.1\r\nhost: [\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
      400,
    ],
  ])('%s', async (_name, sent, status) => {
    const socket = connect(Number(new URL(sample.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(sent)
    const received = await text(socket)
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(JSON.parse(received.slice(received.indexOf('{')))).toMatchObject({ errors: [{}] })
  })
})

test('every answer tells browsers to take it for nothing else', async () => {
  for (const path of ['/', '/graphql', '/schema.graphql', '/livez', '/nowhere']) {
    const { headers } = await fetch(`${sample.url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})
