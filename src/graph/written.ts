import sql, { raw, type Sql } from 'sql-template-tag'
import type { Language } from '../kernel/language.js'
import type { NodeKind } from '../kernel/node-kind.js'
import type { Ahead, Arguments } from './ahead.js'

/** A row of the database, of which a field is to be written in SQL. */
export interface WrittenRow {
  readonly args: Arguments
  /** In which texts are told unless a field says otherwise. */
  readonly language: Language
  /** A column, as rows name it. */
  column(name: string): Sql
  /** A text for the kind of the node. */
  byKind(text: (kind: NodeKind) => string): Sql
}

/** An object by the names of its fields; null where `present` does not hold. */
export interface WrittenObject {
  readonly fields: Readonly<Record<string, Sql>>
  readonly present?: Sql
}

/** What a resolver makes of a row, in SQL: a value, or an object. */
export type Writing = (row: WrittenRow) => Sql | WrittenObject

/** Tells with what a field reads how the database may write its value by itself. */
export function written(ahead: Ahead, writing: Writing): Ahead {
  return { ...ahead, written: writing }
}

/** A text of which there is one in each language: that of the language asked for, else the other one. */
export function inLanguageAsked({ args, language, column }: WrittenRow, nl: string, en: string): Sql {
  const [first, second] = (args['language'] ?? language) === 'EN' ? [en, nl] : [nl, en]
  return sql`coalesce(${column(first)}, ${column(second)})`
}

/** A global id (global-id.ts): its alphabet is that of URLs, and `encode` breaks its lines. */
export function globalId(typeName: Sql, key: Sql): Sql {
  return sql`translate(encode(convert_to(${typeName} || ':' || ${key}::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`
}

export function datedDayOf({ column }: WrittenRow, date: string, precision: string): WrittenObject {
  return {
    fields: { date: column(date), precision: sql`coalesce(${column(precision)}, 'DAY')` },
    present: sql`${column(date)} is not null`,
  }
}

/** A text that stands in the statement itself. @throws Error for one that is no name */
export function literal(text: string): Sql {
  if (!/^[\w-]*$/.test(text)) throw new Error(`${JSON.stringify(text)} is no name`)
  return raw(`'${text}'`)
}
