import { GraphQLScalarType, Kind, print } from 'graphql'
import { parseAmount } from '../kernel/amount.js'
import { type FuzzyDate, isCalendarDate, parseFuzzyDate } from '../kernel/fuzzy-date.js'
import { isInstant } from '../kernel/moment.js'

/** Wrong values raise a plain TypeError: a GraphQLError would lose its place in the document. */
function textScalar(
  name: string,
  description: string,
  read: (text: string) => string | undefined,
  shape: string,
) {
  const parse = (value: unknown, written = JSON.stringify(value)): string => {
    const text = typeof value === 'string' ? read(value) : undefined
    if (text === undefined) throw new TypeError(`${written} is not ${shape}`)
    return text
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, print(node)),
    serialize: (value) => String(value),
  })
}

export const DateScalar = textScalar(
  'Date',
  'Calendar date, yyyy-mm-dd.',
  (text) => (isCalendarDate(text) ? text : undefined),
  'a calendar date such as "2025-02-13"',
)

const FUZZY = 'a date such as "2025", "2025-Q2", "2025-10" or "2025-02-06"'

/** Taken as a text, handed on as the first day with its precision; never answered. */
export const FuzzyDateScalar = new GraphQLScalarType<FuzzyDate, string>({
  name: 'FuzzyDate',
  description: 'A day, month, quarter or year: "2025-02-06", "2025-10", "2025-Q2" or "2025".',
  parseValue: (value) => fuzzyDate(value, JSON.stringify(value)),
  parseLiteral: (node) => fuzzyDate(node.kind === Kind.STRING ? node.value : undefined, print(node)),
  serialize: () => {
    throw new TypeError('a fuzzy date is not answered')
  },
})

function fuzzyDate(value: unknown, written: string): FuzzyDate {
  const date = typeof value === 'string' ? parseFuzzyDate(value) : undefined
  if (!date) throw new TypeError(`${written} is not ${FUZZY}`)
  return date
}

export const DecimalScalar = textScalar(
  'Decimal',
  'Exact decimal as a string with two digits, e.g. "3450000.00".',
  parseAmount,
  'a decimal string with at most two digits after the point, such as "3450000.00"',
)

export const DateTimeScalar = textScalar(
  'DateTime',
  'Instant in UTC to the microsecond, ISO 8601, e.g. "2025-02-13T09:00:00.000000Z".',
  (text) => (isInstant(text) ? text : undefined),
  'an instant such as "2025-02-13T09:00:00Z"',
)

/** Of a ledger: versions, and places within one that is too large to be told at once. */
const VERSION = /^(0|[1-9]\d{0,17})(\.(0|[1-9]\d{0,8}))?$/

export const GraphVersionScalar = textScalar(
  'GraphVersion',
  'A graph version: a whole number, counted without a gap, as a string. As `after` of changes also a place within one, as endCursor tells it.',
  (text) => (VERSION.test(text) ? text : undefined),
  'a graph version such as "12"',
)

/** Any JSON value; only answered, never taken. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'A JSON value, its keys named as the fields of the API.',
})
