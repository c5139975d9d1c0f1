import { parseAmount } from '../kernel/amount.js'
import { dayAfter, type FuzzyDate, isCalendarDate, parseFuzzyDate } from '../kernel/fuzzy-date.js'
import { didYouMean } from './nearest.js'
import { quote } from './seed-problem.js'
import { mapping, optional, type Reader, required } from './seed-reader.js'

/** Reads a text by a rule that answers undefined where it does not hold. */
export function scalar<T>(expected: string, parse: (text: string) => T | undefined): Reader<T> {
  return (value, problems) => {
    const { text } = value
    const parsed = text === undefined ? undefined : parse(text)
    return parsed ?? problems.expected(value.place, expected, value.described)
  }
}

/** PostgreSQL cannot hold the first, and would silently replace the second. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

export const text = textOf('a text')

export function textOf(expected: string, atLeast = 1): Reader<string> {
  return scalar(expected, (written) => {
    const trimmed = written.trim()
    return trimmed.length < atLeast || UNSTORABLE.test(trimmed) ? undefined : trimmed
  })
}

export const flag = scalar('true or false', (written) =>
  written === 'true' ? true : written === 'false' ? false : undefined,
)

export function wholeNumber(expected: string, least: number, most: number): Reader<number> {
  return scalar(expected, (written) => {
    const number = /^\d{1,9}$/.test(written) ? Number(written) : NaN
    return number >= least && number <= most ? number : undefined
  })
}

export const positive = wholeNumber('a whole number from 1', 1, 999_999_999)
export const fiscalYear = wholeNumber('a year from 1900 to 2200', 1900, 2200)

export const day = scalar('a day that exists, such as 2025-02-06', (written) =>
  isCalendarDate(written) ? written : undefined,
)

export const fuzzyDate = scalar('a date such as 2025, 2025-Q2, 2025-10 or 2025-02-06', parseFuzzyDate)

export const amount = scalar(
  'an amount in euro with at most two decimals, such as 18000000.00',
  (written) => {
    const parsed = parseAmount(written)
    return parsed === undefined || parsed.startsWith('-') ? undefined : parsed
  },
)

/** One of a few words: `non-profit` in the file is `NON_PROFIT` in the database. */
export function oneOf<const Value extends string>(values: readonly Value[]): Reader<Value> {
  const words = new Map(values.map((value) => [kebabCase(value), value]))
  const list = [...words.keys()]
  const expected = list.length === 1 ? `${list[0]}` : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
  return (value, problems) => {
    const word = value.text
    const known = word === undefined ? undefined : words.get(word)
    return known ?? problems.expected(value.place, expected, value.described, word && didYouMean(word, list))
  }
}

export function kebabCase(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}

export interface Translated {
  readonly nl: string
  readonly en: string
}

export function translated(what: string, of: Reader<string> = text): Reader<Translated> {
  return mapping(what, { nl: required(of), en: required(of) })
}

/** Half-open: what lasts through 2029 ends before 2030-01-01. */
export interface SeedPeriod {
  readonly from: FuzzyDate | undefined
  readonly to: FuzzyDate | undefined
}

const PERIOD = mapping('a period (from, through)', {
  from: optional(fuzzyDate),
  through: optional(fuzzyDate),
})

export const period: Reader<SeedPeriod> = (value, problems) => {
  const read = PERIOD(value, problems)
  if (!read) return undefined
  const { from, through } = read
  if (!from && !through)
    return problems.expected(value.place, 'a first or a last date (from, through)', 'neither')
  return (
    halfOpen(from, through) ??
    problems.expected(value.place, 'a period that ends after it starts', quote(between(from, through)))
  )
}

/** Undefined where nothing is left between the two. */
export function halfOpen(
  from: FuzzyDate | undefined,
  through: FuzzyDate | undefined,
): SeedPeriod | undefined {
  const to = through && { date: dayAfter(through), precision: through.precision }
  return from && to && from.date >= to.date ? undefined : { from, to }
}

function between(from: FuzzyDate | undefined, through: FuzzyDate | undefined): string {
  return `${from?.date ?? ''} through ${through ? through.date : ''}`
}
