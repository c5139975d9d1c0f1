import { describe, expect, test } from '@jest/globals'
import { EventStream } from './event-stream.js'
import { streaming } from './streaming-service.js'

const VERSIONS = 'subscription { versions { version } }'
const after = (version: string): string => `subscription { versions(after: "${version}") { version } }`

const stage = streaming()
const { open, streams } = stage

describe('what is refused', () => {
  interface Body {
    readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
  }
  const ask = async (init: RequestInit, path = '/graphql/stream') => {
    const response = await fetch(`${stage.service.url}${path}`, { method: 'POST', ...init })
    return { status: response.status, ...((await response.json()) as Body) }
  }
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  const json = (query: string, more = {}): RequestInit => ({
    headers,
    body: JSON.stringify({ query, ...more }),
  })
  const list = (count: number, write: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => write(i)).join(' ')

  const cases: [string, RequestInit, number, string][] = [
    ['a query', json('{ graphVersion }'), 400, 'NOT_A_SUBSCRIPTION'],
    ['no GraphQL', json('subscription {'), 400, 'GRAPHQL_PARSE_FAILED'],
    ['no document', { headers, body: '{}' }, 400, 'BAD_USER_INPUT'],
    ['a batch', { headers, body: '[]' }, 400, 'BAD_USER_INPUT'],
    ['broken JSON', { headers, body: '{' }, 400, 'BAD_REQUEST'],
    ['variables that are none', json(VERSIONS, { variables: [] }), 400, 'BAD_USER_INPUT'],
    ['an operation that is not there', json(VERSIONS, { operationName: 'None' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['a moment', json(VERSIONS, { extensions: { asOf: { knownAt: '1' } } }), 400, 'BAD_USER_INPUT'],
    ['plain text', { headers: { accept: 'text/event-stream' }, body: json(VERSIONS).body as string }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a packed body', { ...json(VERSIONS), headers: { ...headers, 'content-encoding': 'gzip' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a large body', json(' '.repeat(262_144)), 413, 'BODY_TOO_LARGE'],
    ['another answer', { ...json(VERSIONS), headers: { ...headers, accept: 'application/json' } }, 406, 'NOT_ACCEPTABLE'],
    ['another method', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
    ['too many tokens', json(`subscription { versions { ${'version '.repeat(8_000)} } }`), 400, 'QUERY_TOO_COMPLEX'],
    ['too deep', json(`subscription { versions { ${'... { '.repeat(33)} version ${'} '.repeat(33)} } }`), 400, 'QUERY_TOO_COMPLEX'],
    ['too many aliases', json(`subscription { versions { ${list(121, (i) => `a${i}: version`)} } }`), 400, 'QUERY_TOO_COMPLEX'],
    ['variables too deep', json(VERSIONS, { variables: { v: JSON.parse(`${'['.repeat(61)}${']'.repeat(61)}`) } }), 400, 'QUERY_TOO_COMPLEX'],
    ['a text that cannot be stored', json(VERSIONS, { variables: { v: '\u0000' } }), 400, 'BAD_USER_INPUT'],
  ] // prettier-ignore
  test.each(cases)('%s', async (_name, init, status, code) => {
    const answer = await ask(init)
    expect(answer.status).toBe(status)
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual([code])
  })

  test('a GET that a browser may have sent unasked', async () => {
    const path = `/graphql/stream?query=${encodeURIComponent(VERSIONS)}`
    const accept = 'text/html, text/event-stream;q=0.9'
    expect(await ask({ method: 'GET', headers: { accept } }, path)).toMatchObject({ status: 400 })
    const stream = await EventStream.open(`${stage.service.url}${path}`, {
      headers: { accept, 'content-type': 'application/json' },
    })
    streams.push(stream)
    expect(stream.response.status).toBe(200)
  })

  const inStream: [string, string, Record<string, string>, string, string | undefined][] = [
    ['a field that is not there', 'subscription { versions { none } }', {}, 'GRAPHQL_VALIDATION_FAILED', undefined],
    ['two fields', 'subscription { versions { version } other: versions { version } }', {}, 'GRAPHQL_VALIDATION_FAILED', undefined],
    ['no version', after('one'), {}, 'BAD_USER_INPUT', 'after'],
    ['a version to come', after('99999999'), {}, 'BAD_USER_INPUT', 'after'],
    ['a Last-Event-ID that is none', VERSIONS, { 'last-event-id': 'x' }, 'BAD_USER_INPUT', 'Last-Event-ID'],
  ] // prettier-ignore
  test.each(inStream)('%s, in the stream', async (_name, query, more, code, argument) => {
    const stream = await open(query, more)
    await stream.ended()
    expect(stream.response.status).toBe(200)
    expect(stream.told.map(({ event, id }) => [event, id])).toEqual([
      ['next', undefined],
      ['complete', undefined],
    ])
    const extensions = argument === undefined ? { code } : { code, argument }
    expect(stream.answers[0]?.errors?.[0]?.extensions).toEqual(extensions)
  })

  test('a variable of another type, in the stream', async () => {
    const query = 'subscription ($v: GraphVersion) { versions(after: $v) { version } }'
    const stream = await open(query, {}, { v: 'one' })
    await stream.ended()
    expect(stream.answers[0]?.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' })
  })

  test('a subscription elsewhere, naming where it is served', async () => {
    const answer = await ask(
      { ...json(VERSIONS), headers: { ...headers, accept: 'application/graphql-response+json' } },
      '/graphql',
    )
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'SUBSCRIPTION_NOT_SERVED_HERE' } }],
    })
    expect(answer.errors[0]?.message).toContain('/graphql/stream')
  })
})
