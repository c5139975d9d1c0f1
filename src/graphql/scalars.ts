import { GraphQLScalarType, Kind, print } from 'graphql'
import { parseAmount } from '../kernel/amount.js'
import { isCalendarDate } from '../kernel/fuzzy-date.js'

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

export const DecimalScalar = textScalar(
  'Decimal',
  'Exact decimal as a string with two digits, e.g. "3450000.00".',
  parseAmount,
  'a decimal string with at most two digits after the point, such as "3450000.00"',
)
