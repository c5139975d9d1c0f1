import { describe, expect, test } from '@jest/globals'
import { type GraphQLScalarType, parseValue as parseLiteral } from 'graphql'
import { DateScalar, DecimalScalar } from '../../src/graphql/scalars.js'

/** The same text as a variable and as it is written in a document. */
const both = (scalar: GraphQLScalarType, text: string): unknown[] => [
  scalar.parseValue(text),
  scalar.parseLiteral(parseLiteral(JSON.stringify(text))),
]

describe.each([
  [DateScalar, '2024-02-29', '2024-02-29'],
  [DecimalScalar, '3450000', '3450000.00'],
  [DecimalScalar, '-0.5', '-0.50'],
])('%s', (scalar, text, value) => {
  test(`reads ${text} as ${value}`, () => expect(both(scalar, text)).toEqual([value, value]))
})

test('a value is shown as it is', () => {
  expect(DateScalar.serialize('2025-02-13')).toBe('2025-02-13')
  expect(DecimalScalar.serialize('18000000.00')).toBe('18000000.00')
})

describe.each([
  [DateScalar, 'a calendar date such as "2025-02-13"', ['2025-02-30', '2025-2-3', '20250213', 'today', '']],
  [
    DecimalScalar,
    'a decimal string with at most two digits after the point, such as "3450000.00"',
    ['1.005', '1e3', '1,5', 'NaN', ''],
  ],
])('%s refuses', (scalar, shape, texts) => {
  test.each(texts)('%j', (text) => {
    const refusal = new TypeError(`${JSON.stringify(text)} is not ${shape}`)
    expect(() => scalar.parseValue(text)).toThrow(refusal)
    expect(() => scalar.parseLiteral(parseLiteral(JSON.stringify(text)))).toThrow(refusal)
  })

  test.each([3.5, 3, true, null, undefined, {}, ['2025-02-13']])('the variable %p', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(TypeError)
  })

  test.each(['3.5', '3', 'true', 'null', 'TODAY', '["2025-02-13"]', '{a: "1.00"}'])(
    'the literal %s',
    (text) => {
      expect(() => scalar.parseLiteral(parseLiteral(text))).toThrow(TypeError)
    },
  )
})
