import { ApolloServer } from '@apollo/server'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { KnownQueries } from '../../src/api/known-queries.js'
import { AccessService } from '../access/access-service.js'
import { JSON_BODY, type Seen, sent } from './two-services.js'

const QUERY = `query Q($n: Int = 2, $code: String! = "VRD3-2025-08") {
  entities(first: $n) { nodes { code } } project(code: $code) { name } }`
const TWO = 'query Q { graphVersion } query R { entities(first: 1) { totalCount } }'

/** Bodies of requests, and whether they are answered without Apollo Server once their like is known: as a whole, or refused before. */
const BODIES: Readonly<Record<string, readonly [body: unknown, isAnswered: boolean, headers?: object]>> = {
  'as it is': [{ query: QUERY }, true],
  'with a name': [{ query: QUERY, operationName: 'Q' }, true],
  'with variables': [{ query: QUERY, variables: { n: 3, code: 'VRD3-2025-01' } }, true],
  'with nulls': [{ query: QUERY, variables: null, operationName: null, extensions: null }, true],
  'with what nobody reads': [{ query: QUERY, id: 1, extensions: { more: 1 } }, true],
  'of an earlier version': [{ query: QUERY, extensions: { asOf: { knownAt: '1' } } }, true],
  'as the newer media type': [{ query: QUERY }, true, { accept: 'application/graphql-response+json' }],
  'one of two': [{ query: TWO, operationName: 'Q' }, true],
  'the other of two': [{ query: TWO, operationName: 'R' }, true],
  'neither of two': [{ query: TWO }, false],
  'a name that is not there': [{ query: QUERY, operationName: 'R' }, false],
  'an empty name': [{ query: QUERY, operationName: '' }, false],
  'a name that is none': [{ query: QUERY, operationName: 1 }, false],
  'a name that holds the query': [{ query: '{', operationName: `Q"\n${QUERY}` }, false],
  'variables that are a list': [{ query: QUERY, variables: [] }, false],
  'variables that are a text': [{ query: QUERY, variables: '{}' }, false],
  'a variable of another type': [{ query: QUERY, variables: { n: 'x' } }, false],
  'a variable that is refused': [{ query: QUERY, variables: { n: -1 } }, false],
  'a variable that costs too much': [{ query: QUERY, variables: { n: 1e9 } }, false],
  'a variable that cannot be stored': [{ query: QUERY, variables: { code: '\0' } }, true],
  'variables nested too deep': [{ query: QUERY, variables: { n: JSON.parse('['.repeat(99) + ']'.repeat(99)) as unknown } }, true],
  'a moment to come': [{ query: QUERY, extensions: { asOf: { knownAt: '100000' } } }, false],
  'a moment that is none': [{ query: QUERY, extensions: { asOf: 1 } }, false],
  'extensions that are a text': [{ query: QUERY, extensions: '{}' }, false],
  'a persisted query': [{ query: QUERY, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, false],
  'a query that is no text': [{ query: { kind: 'Document' } }, false],
  'a media type that is not ours': [{ query: QUERY }, false, { accept: 'text/html' }],
  'a mutation': [{ query: 'mutation Q { __typename }' }, false],
  'nothing': [{}, false],
  'a list': [[{ query: QUERY }], false],
} // prettier-ignore

let service: AccessService
beforeAll(async () => {
  service = await AccessService.start({})
})
afterAll(() => service.stop())

async function ask(): Promise<Record<string, Seen>> {
  const told: Record<string, Seen> = {}
  for (const [name, [body, , headers]] of Object.entries(BODIES)) {
    const init = { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify(body) }
    told[name] = await sent(service, init)
  }
  return told
}

test('a query that is known is answered as one that is read anew, and what is wrong is told', async () => {
  const find = jest.spyOn(KnownQueries.prototype, 'find').mockReturnValue(undefined)
  const anew = await ask()
  find.mockRestore()
  expect(anew['as it is']?.status).toBe(200)
  await ask()
  expect(await ask()).toEqual(anew)
})

test('what is known is not read by Apollo Server again, and everything else is', async () => {
  const read = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest')
  const known: Record<string, boolean> = {}
  for (const [name, [body, , headers]] of Object.entries(BODIES)) {
    read.mockClear()
    await sent(service, { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify(body) })
    known[name] = read.mock.calls.length === 0
  }
  read.mockRestore()
  expect(known).toEqual(
    Object.fromEntries(Object.entries(BODIES).map(([name, [, isAnswered]]) => [name, isAnswered])),
  )
})
