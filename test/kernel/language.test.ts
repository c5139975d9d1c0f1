import { describe, expect, test } from '@jest/globals'
import { inLanguage, preferredLanguage } from '../../src/kernel/language.js'

describe('the language that is preferred', () => {
  test.each([
    [undefined, 'NL'],
    ['', 'NL'],
    ['nl', 'NL'],
    ['en', 'EN'],
    ['EN-gb', 'EN'],
    ['en-US,en;q=0.9,nl;q=0.8', 'EN'],
    ['nl-BE,nl;q=0.9,en;q=0.8', 'NL'],
    ['nl;q=0.3, en', 'EN'],
    ['en;q=0.3, nl;q=0.4', 'NL'],
    ['en, nl', 'EN'],
    ['nl, en', 'NL'],
    ['fr, de;q=0.9', 'NL'],
    ['fr, en;q=0.1', 'EN'],
    ['en;q=0', 'NL'],
    ['en;q=0.000, nl;q=0.1', 'NL'],
    ['*', 'NL'],
    ['en ; q=0.1 , nl ; q=0.9', 'NL'],
    ['fr, en ;q=0.5', 'EN'],
    ['en;Q=0.1, nl;q=0.5', 'NL'],
    ['nl, en;q=1.5', 'NL'],
    ['nl;q=x, en;q=0.9', 'NL'],
    ['english', 'NL'],
    [';;;,,,=', 'NL'],
  ])('of %j is %s', (header, language) => expect(preferredLanguage(header)).toBe(language))

  test('is found in a header of any length without delay', () => {
    expect(preferredLanguage(`${'fr;q=0.1, '.repeat(2_000)}en`)).toBe('EN')
  })
})

test('a text is in the language asked for, else in the other one', () => {
  expect(inLanguage('EN', 'brug', 'bridge')).toBe('bridge')
  expect(inLanguage('NL', 'brug', 'bridge')).toBe('brug')
  expect(inLanguage('EN', 'brug', null)).toBe('brug')
  expect(inLanguage('NL', null, 'bridge')).toBe('bridge')
  expect(inLanguage('NL', null, null)).toBeNull()
})
