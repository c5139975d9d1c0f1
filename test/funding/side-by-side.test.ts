import { describe, expect, test } from '@jest/globals'
import type { MoneyLine } from '../../src/funding/headroom.reads.js'
import { changeOf, opposite, sideBySide } from '../../src/funding/side-by-side.js'

function line(id: string | null, name: string, amount = '0.00', more: Partial<MoneyLine> = {}): MoneyLine {
  return { id, nameNl: name, nameEn: null, names: [name], kin: [], amount, rank: 1, ...more }
}
const ids = (rows: readonly (readonly (MoneyLine | null)[])[]) =>
  rows.map((row) => row.map((one) => (one === null ? null : (one.id ?? 'none'))))

describe('lines side by side', () => {
  test('are the same under the same name, whatever its capitals and accents', () => {
    const [a, b] = [line('a', 'Efficiëntie'), line('b', ' EFFICIENTIE ')]
    expect(ids(sideBySide([[a], [b]]))).toEqual([['a', 'b']])
  })

  test('prefer kin to the name shown, and that to a name besides', () => {
    const old = [
      line('o1', 'Een'),
      line('o2', 'Twee', '0.00', { names: ['Twee', 'Drie'] }),
      line('o3', 'Vier'),
    ]
    const now = [line('n1', 'Een'), line('n2', 'Vijf', '0.00', { kin: ['o1'] }), line('n3', 'Drie')]
    expect(ids(sideBySide([old, now]))).toEqual([['o1', 'n2'], ['o2', 'n3'], ['o3', null], [null, 'n1']]) // prettier-ignore
  })

  test('stand once in a row, and what has no line comes last', () => {
    const none = line(null, '')
    expect(ids(sideBySide([[none], [line('a', 'A'), line('b', 'A'), none], [line('c', 'A')]]))).toEqual([
      [null, 'a', 'c'],
      [null, 'b', null],
      ['none', 'none', null],
    ])
    expect(sideBySide([[], []])).toEqual([])
  })
})

describe('what a line gains or loses', () => {
  test('is exact, also of what is not there, and as inexact as its least exact part', () => {
    expect(changeOf(line('a', 'A', '9999999999999.99'), line('b', 'A', '0.01'))).toEqual({ amount: '-9999999999999.98', currency: 'EUR', precision: 'EXACT' }) // prettier-ignore
    expect(changeOf(null, line('b', 'A', '0.10', { rank: 3 }))).toMatchObject({
      amount: '0.10',
      precision: 'APPROXIMATE',
    })
    expect(changeOf(line('a', 'A', '0.10', { rank: 2 }), null)).toMatchObject({
      amount: '-0.10',
      precision: 'ROUNDED',
    })
    expect([opposite('0.00'), opposite('-1.00'), opposite('1.00')]).toEqual(['0.00', '1.00', '-1.00'])
  })
})
