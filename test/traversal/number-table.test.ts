import { expect, test } from '@jest/globals'
import { NumberTable } from '../../src/traversal/number-table.js'

test('numbers are found by numbers, and none after it is cleared, whether many were there or few', () => {
  const table = new NumberTable()
  const key = (number: number): number => (number * 7_919) % 4_294_967_000
  for (const count of [10, 50_000, 40_000, 20, 5, 3_000, 1]) {
    for (let number = 0; number < count; number++) {
      expect(table.get(key(number))).toBe(-1)
      table.add(key(number), number)
    }
    const wrong = Array.from({ length: count }, (_, number) => number).filter(
      (number) => table.get(key(number)) !== number,
    )
    expect(wrong).toEqual([])
    expect(table.get(key(count))).toBe(-1)
    table.clear()
  }
})
