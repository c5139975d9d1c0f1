import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { KeptPart } from './kept-part.js'
import { NotWritten } from './not-written.js'

/** PostgreSQL cuts longer names off. */
const LONGEST_NAME = 63
/** Scalars of which the database writes the very values that GraphQL answers with. */
const TEXTS = new Set(['ID', 'String', 'Date', 'Decimal'])
const AS_THEY_ARE = new Set(['Int', 'Boolean'])

/** Stands where a value is missing that must not be: no text of the database holds this character. */
export const MISSING = String.raw`"\u0000"`

/** Items of a select list as one JSON object; of a kind of which nothing is asked there are none. */
export function json(items: readonly Sql[]): Sql {
  return items.length > 0 ? sql`(select row_to_json(o) from (select ${join([...items])}) o)` : sql`'{}'::json`
}

/** An item of a select list, under its name in the answer. */
export function named(key: string, value: Sql | KeptPart): Sql {
  if (key.length > LONGEST_NAME) throw new NotWritten(key)
  return sql`${value} as ${raw(`"${key}"`)}`
}

/** An object that resolvers would complain of where it is missing. */
export function orMissing(object: Sql): Sql {
  return sql`coalesce(${object}, ${raw(`'${MISSING}'`)}::json)`
}

/** A value of a leaf type, as JSON has it. */
export function leaf(type: GraphQLOutputType, value: Sql): Sql {
  const present = isNonNullType(type) ? type.ofType : type
  if (isListType(present)) {
    if (isText(getNamedType(present))) return value
  } else if (isLeafType(present)) {
    if (isText(present)) return sql`(${value})::text`
    if (AS_THEY_ARE.has(present.name)) return value
  }
  throw new NotWritten(String(type))
}

function isText(type: GraphQLNamedType): boolean {
  return isEnumType(type) || (isScalarType(type) && TEXTS.has(type.name))
}
