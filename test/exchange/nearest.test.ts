import { describe, expect, test } from '@jest/globals'
import { didYouMean, editDistance } from '../../src/exchange/nearest.js'

describe('near misses', () => {
  test.each([
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['magda', 'magda', 0],
    ['flaw', 'lawn', 2],
  ])('%s and %s differ in %i letters', (a, b, distance) => {
    expect([editDistance(a, b), editDistance(b, a)]).toEqual([distance, distance])
  })

  test('only what is near is suggested, the nearest of all', () => {
    const codes = ['entity:vlabel', 'entity:vlabels', 'entity:agodi']
    expect(didYouMean('entity:vlabell', codes)).toBe('did you mean "entity:vlabel"?')
    expect(didYouMean('entity:wonen', codes)).toBeUndefined()
    expect(didYouMean('a', ['b'])).toBe('did you mean "b"?')
    expect(didYouMean('', ['b'])).toBeUndefined()
  })
})
