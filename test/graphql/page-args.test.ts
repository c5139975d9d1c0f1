import 'reflect-metadata'
import { describe, expect, test } from '@jest/globals'
import { validateSync } from 'class-validator'
import { BadInputError } from '../../src/kernel/errors.js'
import { ForwardPageArgs, PageArgs, windowOf } from '../../src/graphql/page-args.js'

describe('the part of a list that is asked for', () => {
  test.each<[PageArgs, ReturnType<typeof windowOf>]>([
    [{}, { limit: 20, backwards: false, after: null, before: null }],
    [
      { first: null, last: null, after: null },
      { limit: 20, backwards: false, after: null, before: null },
    ],
    [
      { first: 3, after: 'a' },
      { limit: 3, backwards: false, after: 'a', before: null },
    ],
    [
      { last: 3, before: 'b' },
      { limit: 3, backwards: true, after: null, before: 'b' },
    ],
    [
      { first: 1, after: 'a', before: 'b' },
      { limit: 1, backwards: false, after: 'a', before: 'b' },
    ],
    [
      { last: 1, after: 'a', before: 'b' },
      { limit: 1, backwards: true, after: 'a', before: 'b' },
    ],
    [{ before: '' }, { limit: 20, backwards: false, after: null, before: '' }],
  ])('%j', (args, window) => expect(windowOf(args)).toEqual(window))

  test('has one direction', () => {
    expect(() => windowOf({ first: 1, last: 1 })).toThrow(
      new BadInputError('cannot be given together with first', 'last'),
    )
  })
})

describe('a page has from 1 to 100 items:', () => {
  const faults = (args: ForwardPageArgs) =>
    validateSync(args)
      .sort((a, b) => a.property.localeCompare(b.property))
      .map(({ property, constraints }) => [property, ...new Set(Object.values(constraints ?? {}))])

  test.each([1, 20, 100, null, undefined])('%p is taken', (size) => {
    expect(faults(Object.assign(new PageArgs(), { first: size, last: size }))).toEqual([])
  })

  test.each([0, -1, 101, 2_147_483_647])('%p is refused, with the limit named', (size) => {
    expect(faults(Object.assign(new PageArgs(), { first: size, last: size }))).toEqual([
      ['first', 'must be from 1 to 100'],
      ['last', 'must be from 1 to 100'],
    ])
    expect(faults(Object.assign(new ForwardPageArgs(), { first: size }))).toHaveLength(1)
  })
})
