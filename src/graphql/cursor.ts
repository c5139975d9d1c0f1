import { BadInputError } from '../kernel/errors.js'

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
  const known = name === order && keys.length === types.length
  if (!known || !keys.every((key, i) => SHAPES[types[i] ?? 'text'].test(key))) {
    throw new BadInputError('is not a cursor of this list in this order', argument)
  }
  return { order, keys }
}

export type CursorKeyType = keyof typeof SHAPES

const SHAPES = {
  text: /^[^\0]*$/,
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d{1,20}(\.\d{1,20})?$/,
  date: /^(\d{4,6}-(0\d|1[0-2])-([0-2]\d|3[01])|infinity)$/,
}

function readTexts(text: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : []
  } catch {
    return []
  }
}
