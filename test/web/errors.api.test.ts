import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { SampleApp } from './sample-app.js'

let sample: SampleApp
beforeAll(async () => {
  sample = await SampleApp.start()
})
afterAll(() => sample.app.close())

async function firstError(query: string, variables?: object) {
  const { status, body } = await sample.ask(query, variables)
  return { status, hasData: 'data' in body, count: body.errors?.length, ...body.errors?.[0] }
}

describe('a document', () => {
  test.each([
    ['that is no GraphQL', '{ thing(', 'GRAPHQL_PARSE_FAILED'],
    ['with an unknown field', '{ things { nonsense } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown type', '{ things { ... on Nonsense { code } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown argument', '{ things(nonsense: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that lacks an argument', '{ thing { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown variable', '{ things(first: $n) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with a variable of another type',
      'query($n: String) { things(first: $n) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'whose fragments go in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with two operations and no choice',
      'query A { __typename } query B { __typename }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s is refused', async (_name, query, code) => {
    expect(await firstError(query)).toMatchObject({ status: 400, hasData: false, extensions: { code } })
  })

  test('that is nearly right gets no hints', async () => {
    const answers = [
      await firstError('{ thing { cod } }'),
      await firstError('{ things(frst: 1) { totalCount } }'),
      await firstError('{ things(filter: { shad: DARK }) { totalCount } }'),
      await firstError('{ things(filter: { shade: DARKK }) { totalCount } }'),
      await firstError('query($f: ThingFilter) { things(filter: $f) { totalCount } }', {
        f: { shade: 'DARKK' },
      }),
      await firstError('query($f: ThingFilter) { things(filter: $f) { totalCount } }', {
        f: { shad: 'DARK' },
      }),
    ]
    for (const { message } of answers) expect(message).not.toMatch(/did you mean|minAmount/i)
  })
})

describe('a refused value names its argument', () => {
  const filtered = 'query($f: ThingFilter) { things(filter: $f) { totalCount } }'
  const amount = 'query($a: Decimal) { things(filter: { minAmount: $a }) { totalCount } }'
  const viaFragment =
    'query($a: Decimal) { ...F } fragment F on Query { things(filter: { minAmount: $a }) { totalCount } }'
  test.each<[string, string, object | undefined, string]>([
    [
      'scalar, literal',
      '{ things(filter: { minAmount: "12,5" }) { totalCount } }',
      undefined,
      'filter.minAmount',
    ],
    [
      'scalar of another kind, literal',
      '{ things(filter: { minAmount: [] }) { totalCount } }',
      undefined,
      'filter.minAmount',
    ],
    ['enum, literal', '{ things(filter: { shade: PALE }) { totalCount } }', undefined, 'filter.shade'],
    [
      'enum as a string, literal',
      '{ things(filter: { shade: "DARK" }) { totalCount } }',
      undefined,
      'filter.shade',
    ],
    ['number, literal', '{ things(first: "x") { totalCount } }', undefined, 'first'],
    [
      'in a list, literal',
      '{ things(filter: { many: [{ year: 1 }, { year: "x" }] }) { totalCount } }',
      undefined,
      'filter.many.1.year',
    ],
    [
      'unknown field, literal',
      '{ things(filter: { nonsense: 1 }) { totalCount } }',
      undefined,
      'filter.nonsense',
    ],
    [
      'a field twice, literal',
      '{ things(filter: { shade: DARK, shade: DARK }) { totalCount } }',
      undefined,
      'filter.shade',
    ],
    ['null, literal', '{ thing(code: null) { code } }', undefined, 'code'],
    [
      'default of a variable',
      'query($a: Decimal = "x") { things(filter: { minAmount: $a }) { totalCount } }',
      undefined,
      '$a',
    ],
    ['scalar, variable', amount, { a: '12,5' }, 'filter.minAmount'],
    ['scalar, variable in a fragment', viaFragment, { a: '12,5' }, 'filter.minAmount'],
    ['scalar within a variable', filtered, { f: { minAmount: '12,5' } }, 'filter.minAmount'],
    ['enum within a variable', filtered, { f: { shade: 'PALE' } }, 'filter.shade'],
    [
      'in a list within a variable',
      filtered,
      { f: { many: [{ year: 1 }, { year: 'x' }] } },
      'filter.many.1.year',
    ],
    ['unknown field within a variable', filtered, { f: { nonsense: 1 } }, 'filter'],
    ['a required variable left out', 'query($c: String!) { thing(code: $c) { code } }', {}, 'code'],
    ['a required variable null', 'query($c: String!) { thing(code: $c) { code } }', { c: null }, 'code'],
    ['a variable that only pretends', filtered, { f: 'a at "f.shade"; b' }, 'filter'],
  ])('%s', async (_name, query, variables, argument) => {
    const error = await firstError(query, variables)
    expect(error).toMatchObject({
      status: 400,
      hasData: false,
      extensions: { code: 'BAD_USER_INPUT', argument },
    })
    expect(error.message?.startsWith(`${argument}: `)).toBe(true)
  })

  test.each<[string, string, object | undefined, string]>([
    ['NUL, literal', '{ thing(code: "a\\u0000") { code } }', undefined, 'code'],
    ['NUL within a variable', filtered, { f: { many: ['\0'] } }, '$f.many.0'],
    ['half a pair in a variable', 'query($c: String!) { thing(code: $c) { code } }', { c: '\ud83d' }, '$c'],
  ])('a text that cannot be stored: %s', async (_name, query, variables, argument) => {
    const error = await firstError(query, variables)
    expect(error).toMatchObject({
      status: 400,
      hasData: false,
      extensions: { code: 'BAD_USER_INPUT', argument },
    })
  })

  test('a whole pair is a text like any other', async () => {
    const { body } = await sample.ask(
      'query($c: String!) { a: thing(code: $c) { code } b: thing(code: "😀") { code } }',
      { c: '😀' },
    )
    expect(body).toMatchObject({ data: { a: null, b: null } })
  })

  test('also where only execution finds it', async () => {
    const query = 'query($c: String = "one") { thing(code: $c) { code } }'
    expect(await firstError(query, { c: null })).toMatchObject({
      status: 200,
      hasData: true,
      extensions: { code: 'BAD_USER_INPUT', argument: 'code' },
    })
  })

  test('by class-validator, without the values around it', async () => {
    const error = await firstError(
      '{ things(first: 101, filter: { many: [{ year: 1 }, { year: 9999 }] }) { totalCount } }',
    )
    expect(error).toMatchObject({
      message: 'filter.many.1.year: must not be greater than 2100; first: must be from 1 to 100',
      extensions: { code: 'BAD_USER_INPUT', argument: 'filter.many.1.year' },
    })
    expect(Object.keys(error.extensions ?? {})).toEqual(['code', 'argument'])
  })

  test('a thousand of them are told by the first ten, and briefly', async () => {
    const many = Array.from({ length: 1000 }, () => ({ year: 'x'.repeat(200) }))
    const { body } = await sample.ask(filtered, { f: { many } })
    expect(body.errors).toHaveLength(11)
    for (const { extensions } of body.errors ?? [])
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    const { message } = await firstError(filtered, { f: { minAmount: 'x'.repeat(100_000) } })
    expect(message?.length).toBeLessThan(700)
    expect(sample.logs(50)).toEqual([])
  })
})

describe('what a resolver throws', () => {
  test('bad input and unknown nodes are told', async () => {
    expect(await firstError('{ thing(code: "malformed") { code } }')).toMatchObject({
      status: 200,
      message: 'code: is no code',
      extensions: { code: 'BAD_USER_INPUT', argument: 'code' },
    })
    expect(await firstError('{ thing(code: "unknown") { code } }')).toMatchObject({
      status: 200,
      message: 'code: names nothing',
      extensions: { code: 'NOT_FOUND', argument: 'code' },
    })
  })

  test('beside it stands what could be answered', async () => {
    const { status, body } = await sample.ask(
      '{ good: thing(code: "one") { code } bad: thing(code: "unknown") { code } }',
    )
    expect({ status, data: body.data }).toEqual({ status: 200, data: { good: { code: 'one' }, bad: null } })
    expect(body.errors).toEqual([expect.objectContaining({ path: ['bad'] })])
  })

  test('a defect is shown to nobody, and found in the log by its id', async () => {
    const { message, extensions } = await firstError('{ thing(code: "defect") { code } }')
    expect(message).toBe('Something went wrong on our side')
    expect(extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const [line] = sample.logs(50)
    expect(line).toMatchObject({
      errorId: extensions?.['errorId'],
      err: { message: expect.stringContaining('hunter2') },
    })
    expect(line).toMatchObject({ err: { stack: expect.stringContaining('ThingResolver.thing') } })
  })
})

test('plain JSON carries the same errors under 200, as its clients expect', async () => {
  const { status, type, body } = await sample.ask('{ nonsense }', {}, { accept: 'application/json' })
  expect({ status, type }).toEqual({ status: 200, type: 'application/json; charset=utf-8' })
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
})

test('the whole introspection of common tools is answered', async () => {
  const { getIntrospectionQuery } = await import('graphql')
  const options = {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }
  const { status, body } = await sample.ask(getIntrospectionQuery(options))
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined })
})
