import { describe, expect, test } from '@jest/globals'
import { median, medians } from './statistics.js'

describe('the median', () => {
  test.each([
    [[3], 3],
    [[10, 9, 100], 10],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  test('of nothing is none', () => {
    expect(() => median([])).toThrow('the median of nothing')
  })

  test('over rounds is that of each figure, and none of what a round could not measure', () => {
    const rounds = [
      { rate: 10, time: 1 },
      { rate: 30, time: null },
      { rate: 20, time: 3 },
    ]
    expect(medians(rounds)).toEqual({ rate: 20, time: null })
  })
})
