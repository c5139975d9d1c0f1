import { describe, expect, test } from '@jest/globals'
import { BadInputError } from '../../src/kernel/errors.js'
import { type CursorKeyType, decodeCursor, encodeCursor } from '../../src/graphql/cursor.js'

const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const read = (text: string, ...types: CursorKeyType[]) => decodeCursor('after', text, 'CODE_ASC', types)

describe('a cursor', () => {
  test.each<[CursorKeyType, string]>([
    ['text', ''],
    ['text', 'Één "sleutel" \\ 🙂'],
    ['integer', '0'],
    ['integer', '-2147483648'],
    ['integer', '2147483647'],
    ['numeric', '9999999999999.99'],
    ['numeric', '-0.01'],
    ['date', '2024-02-29'],
    ['date', 'infinity'],
  ])('brings back the %s %j', (type, key) => {
    const cursor = { order: 'CODE_ASC', keys: [key] }
    const text = encodeCursor(cursor)
    expect(text).toMatch(/^[\w-]+$/)
    expect(read(text, type)).toEqual(cursor)
  })

  const good = raw(['CODE_ASC', 'a', '1'])

  test.each<[string, string, CursorKeyType[]]>([
    ['nothing', '', ['text']],
    ['what is no base64', '%%%', ['text']],
    ['what is no JSON', Buffer.from('["CODE_ASC"').toString('base64url'), []],
    ['an object', raw({ 0: 'CODE_ASC' }), []],
    ['null', raw(null), []],
    ['another order', raw(['AMOUNT_ASC', 'a']), ['text']],
    ['too few keys', raw(['CODE_ASC']), ['text']],
    ['too many keys', good, ['text']],
    ['a key that is no text', raw(['CODE_ASC', 1]), ['integer']],
    ['NUL', raw(['CODE_ASC', 'a\0b']), ['text']],
    ['half a letter', raw(['CODE_ASC', '\ud800']), ['text']],
    ['a fraction for an integer', raw(['CODE_ASC', '1.5']), ['integer']],
    ['an integer out of range', raw(['CODE_ASC', '2147483648']), ['integer']],
    ['an integer far out of range', raw(['CODE_ASC', '99999999999999999999']), ['integer']],
    ['no number', raw(['CODE_ASC', 'NaN']), ['numeric']],
    ['an exponent', raw(['CODE_ASC', '1e9']), ['numeric']],
    ['a number with a line end', raw(['CODE_ASC', '1\n']), ['numeric']],
    ['a day that does not exist', raw(['CODE_ASC', '2025-02-30']), ['date']],
    ['the year 0', raw(['CODE_ASC', '0000-01-01']), ['date']],
    ['a word for a date', raw(['CODE_ASC', 'today']), ['date']],
    ['something behind it', `${good}!`, ['text', 'integer']],
    ['spaces within', Buffer.from('[ "CODE_ASC", "a" ]').toString('base64url'), ['text']],
  ])('is not made of %s', (_what, text, types) => {
    expect(() => read(text, ...types)).toThrow(
      new BadInputError('is not a cursor of this list in this order', 'after'),
    )
  })

  test('names the argument that is to blame', () => {
    expect(() => decodeCursor('before', 'x', 'CODE_ASC', ['text'])).toThrow(
      'before: is not a cursor of this list in this order',
    )
  })
})
