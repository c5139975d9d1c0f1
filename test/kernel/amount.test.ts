import { describe, expect, test } from '@jest/globals'
import { addAmounts, parseAmount, shareOf } from '../../src/kernel/amount.js'

describe('an amount is read', () => {
  test.each([
    ['3450000.00', '3450000.00'],
    ['3450000', '3450000.00'],
    ['0.5', '0.50'],
    ['0', '0.00'],
    ['007.10', '7.10'],
    ['000', '0.00'],
    ['-12.3', '-12.30'],
    ['-0.00', '0.00'],
    ['-0', '0.00'],
    ['9999999999999.99', '9999999999999.99'],
  ])('%s as %s', (text, amount) => expect(parseAmount(text)).toBe(amount))

  test.each([
    '', ' 1', '1 ', '1\n', '+1', '.5', '5.', '1.005', '1,5', '1.000.000,00', '1e3', '0x10', 'NaN', 'Infinity', '--1',
    '١', '12345678901234', '€ 5',
  ])('but not %j', (text) => expect(parseAmount(text)).toBeUndefined()) // prettier-ignore
})

describe('amounts are added', () => {
  test.each([
    [[], '0.00'],
    [['0.10', '0.20'], '0.30'],
    [['-0.50', '0.20'], '-0.30'],
    [['-0.05', '-0.01'], '-0.06'],
    [['1.00', '-1.00'], '0.00'],
    [['9999999999999.99', '0.01'], '10000000000000.00'],
  ])('%j to %s', (amounts, sum) => expect(addAmounts(amounts)).toBe(sum))

  test('to the cent where binary numbers would drift', () => {
    expect(addAmounts(Array.from({ length: 10_001 }, () => '900719925474.01'))).toBe('9008099974665574.01')
  })
})

test('a share is of the whole, and nothing of nothing', () => {
  expect(shareOf('3450000.00', '13800000.00')).toBe(0.25)
  expect(shareOf('0.00', '0.00')).toBe(0)
})
