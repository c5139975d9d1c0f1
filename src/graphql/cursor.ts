import { BadInputError } from '../kernel/errors.js'
import { isCalendarDate } from '../kernel/fuzzy-date.js'

/** Where a page ends: the values of the sort keys of its last row, in one order of one list. */
export interface Cursor {
  readonly order: string
  readonly keys: readonly string[]
}

export function encodeCursor({ order, keys }: Cursor): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url')
}

/** @throws BadInputError, naming the argument, where this service did not make the cursor for this very order. */
export function decodeCursor(
  argument: string,
  text: string,
  order: string,
  types: readonly CursorKeyType[],
): Cursor {
  const [name, ...keys] = readTexts(text)
  const known = name === order && keys.length === types.length && encodeCursor({ order, keys }) === text
  if (!known || !keys.every((key, i) => SHAPES[types[i] ?? 'text'](key))) {
    throw new BadInputError('is not a cursor of this list in this order', argument)
  }
  return { order, keys }
}

export type CursorKeyType = keyof typeof SHAPES

/** What PostgreSQL reads as a value of the type, so that a forged cursor is refused here and not there. */
const SHAPES = {
  text: (key: string) => !key.includes('\0') && key.isWellFormed(),
  integer: (key: string) => /^-?\d{1,10}$/.test(key) && Number(key) === (Number(key) | 0),
  numeric: (key: string) => /^-?\d{1,20}(\.\d{1,20})?$/.test(key),
  date: (key: string) => key === 'infinity' || isCalendarDate(key),
}

function readTexts(text: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : []
  } catch {
    return []
  }
}
