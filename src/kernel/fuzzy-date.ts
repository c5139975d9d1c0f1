export const DATE_PRECISIONS = ['DAY', 'MONTH', 'QUARTER', 'YEAR'] as const
export type DatePrecision = (typeof DATE_PRECISIONS)[number]

/** A date as far as a document gives it; a month, quarter or year stands as its first day. */
export interface FuzzyDate {
  readonly date: string
  readonly precision: DatePrecision
}

const SHAPE = /^(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$/

/** Reads `2025`, `2025-Q2`, `2025-10` or `2025-02-06`; undefined for anything else, also for 30 February. */
export function parseFuzzyDate(text: string): FuzzyDate | undefined {
  const match = SHAPE.exec(text)
  if (!match) return undefined
  const [, year, quarter, month, day] = match
  const firstMonth =
    quarter === undefined ? (month ?? '01') : String(Number(quarter) * 3 - 2).padStart(2, '0')
  const date = `${year}-${firstMonth}-${day ?? '01'}`
  if (!isCalendarDate(date)) return undefined
  return { date, precision: day ? 'DAY' : month ? 'MONTH' : quarter ? 'QUARTER' : 'YEAR' }
}

const MONTHS: Record<Exclude<DatePrecision, 'DAY'>, number> = { MONTH: 1, QUARTER: 3, YEAR: 12 }

/** The first day after it: what "up to and including 2029" excludes is 2030-01-01, and 9999 excludes 10000-01-01. */
export function dayAfter({ date, precision }: FuzzyDate): string {
  const day = new Date(`${date}T00:00:00Z`)
  if (precision === 'DAY') day.setUTCDate(day.getUTCDate() + 1)
  else day.setUTCMonth(day.getUTCMonth() + MONTHS[precision])
  // Beyond the year 9999 JavaScript writes a sign and six digits, which PostgreSQL does not read.
  return day.toISOString().replace(/^\+0*/, '').replace(/T.*/, '')
}

/** True of a day that exists, written yyyy-mm-dd. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}
