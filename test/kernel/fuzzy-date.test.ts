import { describe, expect, test } from '@jest/globals'
import { dayAfter, isCalendarDate, parseFuzzyDate } from '../../src/kernel/fuzzy-date.js'

describe('a date is read as far as it is given', () => {
  test.each([
    ['2025', '2025-01-01', 'YEAR'],
    ['2025-Q1', '2025-01-01', 'QUARTER'],
    ['2025-Q2', '2025-04-01', 'QUARTER'],
    ['2025-Q3', '2025-07-01', 'QUARTER'],
    ['2025-Q4', '2025-10-01', 'QUARTER'],
    ['2025-12', '2025-12-01', 'MONTH'],
    ['2025-02-06', '2025-02-06', 'DAY'],
    ['2024-02-29', '2024-02-29', 'DAY'],
    ['2000-02-29', '2000-02-29', 'DAY'],
    ['0001', '0001-01-01', 'YEAR'],
  ])('%s as %s, a %s', (text, date, precision) => expect(parseFuzzyDate(text)).toEqual({ date, precision }))

  test.each([
    '', '25', '2025-', '2025-Q0', '2025-Q5', '2025-q1', '2025Q1', '2025-Q1-01', '2025-00', '2025-13', '2025-2',
    '2025-02-00', '2025-02-29', '1900-02-29', '2025-02-30', '2025-04-31', '2025-02-06\n', ' 2025', '0000', '12025',
    '2025-02-06T00:00:00Z', '-2025', '06-02-2025',
  ])('but not %j', (text) => expect(parseFuzzyDate(text)).toBeUndefined()) // prettier-ignore
})

describe('the first day after', () => {
  test.each([
    ['2025-02-28', '2025-03-01'],
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2025-12-31', '2026-01-01'],
    ['2025-03-30', '2025-03-31'],
    ['2024-02', '2024-03-01'],
    ['2025-12', '2026-01-01'],
    ['2025-Q1', '2025-04-01'],
    ['2025-Q2', '2025-07-01'],
    ['2025-Q3', '2025-10-01'],
    ['2025-Q4', '2026-01-01'],
    ['2029', '2030-01-01'],
    ['0099', '0100-01-01'],
    ['9999', '10000-01-01'],
    ['9999-12-31', '10000-01-01'],
  ])('%s is %s', (text, day) => {
    const date = parseFuzzyDate(text)
    expect(date && dayAfter(date)).toBe(day)
  })
})

describe('a calendar date', () => {
  test.each(['2025-02-13', '2024-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) =>
    expect(isCalendarDate(text)).toBe(true),
  )

  test.each(['2025-02-29', '2025-13-01', '2025-06-31', '0000-01-01', '2025', '2025-2-1', '2025-02-13 ', ''])(
    '%j does not',
    (text) => expect(isCalendarDate(text)).toBe(false),
  )
})
