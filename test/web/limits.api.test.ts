import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { LIMITS, type Limits } from '../../src/api/limits.js'
import { SampleApp } from './sample-app.js'

let sample: SampleApp
beforeAll(async () => {
  sample = await SampleApp.start()
})
afterAll(() => sample.app.close())

const list = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join(' ')
const chain = (depth: number): string =>
  `{ things { ${'nodes { related(first: 1) { '.repeat(depth - 1)} totalCount ${'} } '.repeat(depth - 1)} } }`
const inlined = (depth: number): string => `${'... { '.repeat(depth)} totalCount ${'} '.repeat(depth)}`
const spread = (steps: number): string =>
  `{ ...F0 } ${list(steps, (i) => `fragment F${i} on Query { ${i + 1 < steps ? `...F${i + 1}` : 'language'} }`)}`
const page = (size: number): string =>
  `{ things(first: 100) { nodes { related(first: 100) { nodes { related(first: ${size}) { nodes { code } } } } } } }`
/** Each fragment spreads the next one twice. */
const bomb = (steps: number): string =>
  `{ ...F0 } ${list(steps, (i) => `fragment F${i} on Query { ${i + 1 < steps ? `...F${i + 1} ...F${i + 1}` : 'language'} }`)}`
/** The same, but each time within a list. */
const listBomb = (steps: number): string =>
  `{ things { nodes { ...F0 } } } ${list(steps, (i) => `fragment F${i} on Thing { code ${i + 1 < steps ? `related(first: 1) { nodes { ...F${i + 1} } } ` : ''} }`)}`

describe('one more than allowed is refused, and the allowed is served', () => {
  const names = (count: number): string => `{ thingsNamed(ids: [${list(count, (i) => `"${i}"`)}]) { code } }`
  const included = (count: number): string =>
    `{ things { nodes { ${'code @include(if: true) '.repeat(count)} } } }`
  const aliased = (count: number): string => `{ things { nodes { ${list(count, (i) => `a${i}: code`)} } } }`
  const cases: [keyof Limits, string, string | undefined, number][] = [
    ['tokens', names(LIMITS.tokens - 11), names(LIMITS.tokens - 12), LIMITS.tokens + 1],
    ['nesting', `{ thing(code: ${'['.repeat(60)}${']'.repeat(60)}) { code } }`, undefined, 62],
    ['nesting', '['.repeat(7_000), undefined, 7_000],
    ['depth', chain(17), chain(16), 33],
    ['depth', `{ things { ${inlined(31)} } }`, `{ things { ${inlined(30)} } }`, 33],
    ['depth', spread(32), spread(31), 33],
    ['aliases', aliased(121), aliased(120), 121],
    ['rootFields', `{ ${'language '.repeat(121)} }`, `{ ${'language '.repeat(120)} }`, 121],
    ['rootFields', bomb(30), bomb(6), 2 ** 29],
    ['directives', included(121), included(120), 121],
    ['cost', page(20), page(10), 220_201],
  ]

  test.each(cases)('%s %#', async (limit, tooMuch, enough, actual) => {
    const refused = await sample.ask(tooMuch)
    expect(refused.status).toBe(400)
    expect(refused.body).toEqual({
      errors: [
        expect.objectContaining({
          extensions: { code: 'QUERY_TOO_COMPLEX', limit, allowed: LIMITS[limit], actual },
        }),
      ],
    })
    expect(refused.body.errors?.[0]?.message).toMatch(
      new RegExp(`\\b${actual} .*\\b${LIMITS[limit]} .*"${limit}"`),
    )
    if (enough) expect((await sample.ask(enough)).body.errors).toBeUndefined()
  })

  test.each([bomb(30), page(20)])('also for clients of plain JSON %#', async (query) => {
    expect(await sample.ask(query, {}, { accept: 'application/json' })).toMatchObject({ status: 400 })
  })

  test('nested variables', async () => {
    const body = `{"query":"{ language }","variables":{"v":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
    const answer = await sample.send({ body, headers: { 'content-type': 'application/json' } })
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'nesting' })
  })
})

describe('brackets count only where they are brackets', () => {
  const deep = '['.repeat(100)
  test.each([
    ['in a string', `{ thing(code: "${deep}") { code } }`],
    ['in a block string', `{ thing(code: """${deep} \\""" ${deep}""") { code } }`],
    ['in a comment', `{ # ${deep}\n language }`],
    ['after an escaped quote', `{ thing(code: "\\"${deep}") { code } }`],
  ])('%s they do not', async (_name, query) => {
    expect((await sample.ask(query)).body.errors).toBeUndefined()
  })

  test('a string that never ends hides nothing before it', async () => {
    const { body } = await sample.ask(`${deep}"`)
    expect(body.errors?.[0]?.extensions).toMatchObject({ limit: 'nesting', actual: 100 })
  })
})

test('a hundred nodes with a hundred relations each, asked one by one', async () => {
  const query = `{ ${list(100, (i) => `n${i}: thing(code: "one") { code related(first: 100) { totalCount nodes { code tags } } }`)} }`
  expect(await sample.ask(query)).toMatchObject({ status: 200, body: { data: { n99: { code: 'one' } } } })
})

describe('what is dear to weigh is weighed cheaply', () => {
  test.each([
    ['fragments that double', bomb(500)],
    [
      'fragments in a circle',
      `{ ...F0 } ${list(500, (i) => `fragment F${i} on Query { ...F${(i + 1) % 500} ...F${(i + 2) % 500} }`)}`,
    ],
    ['fragments in lists', listBomb(300)],
    [
      'one field, over and over',
      `{ things ${'{ nodes { code } nodes { code } } things '.repeat(500)} { totalCount } }`,
    ],
    ['many operations', list(400, (i) => `query Q${i} { ...F }`) + ' fragment F on Query { language }'],
  ])('%s', async (_name, query) => {
    const start = performance.now()
    const { body } = await sample.ask(query)
    expect(body.errors?.[0]?.extensions['code']).toMatch(
      /QUERY_TOO_COMPLEX|GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION/,
    )
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
