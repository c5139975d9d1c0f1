import type { Sql } from 'sql-template-tag'
import type { Statement } from '../../database/connections.js'

/**
 * A part of a statement that is the same each time: it stands among the values until the statement is sent, so that its
 * text, which is most of the statement's, is not put together and read anew for each request.
 */
export class KeptPart {
  constructor(readonly sql: Sql) {}
}

/** Texts of the statements of one query by what stands around its kept parts, which are the same in the same places. */
export interface KnownTexts {
  get(key: string): string | undefined
  set(key: string, text: string): unknown
}

/** The statement with its kept parts in their places. */
export function wholeStatement(around: Sql, known: KnownTexts): Statement {
  const values = around.values.flatMap((value) => (value instanceof KeptPart ? value.sql.values : [value]))
  // What stands around shows which parts are kept: one that is not is written in it.
  const key = around.text
  const text = known.get(key) ?? textOf(around)
  known.set(key, text)
  return { text, values }
}

function textOf({ strings, values }: Sql): string {
  let parameters = 0
  const written = (pieces: readonly string[]): string =>
    pieces.reduce((text, piece) => `${text}$${++parameters}${piece}`)
  return values.reduce<string>((text, value, at) => {
    const inserted = value instanceof KeptPart ? written(value.sql.strings) : `$${++parameters}`
    return text + inserted + (strings[at + 1] ?? '')
  }, strings[0] ?? '')
}
