import { StartupError } from '../kernel/errors.js'

/** A variable as an operation declares it. */
export interface Variable {
  readonly name: string
  /** As GraphQL writes it: `[NodeKind!]`. */
  readonly type: string
}

/** What the built-in types take; every other one takes its text as it stands, and the API judges it. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  Int: (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined),
  Float: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
  Boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  String: (text) => text,
  ID: (text) => text,
}

/**
 * The value of a variable from what was typed for it. A list is JSON or one text for each item; an object is JSON; `null`
 * is null where the type allows it.
 * @throws StartupError where it is not of that type.
 */
export function readVariable({ name, type }: Variable, texts: readonly string[]): unknown {
  const [text = '', ...more] = texts
  const value = type.startsWith('[')
    ? readList(type, texts)
    : more.length > 0
      ? undefined
      : readOne(type, text)
  if (value !== undefined) return value
  const found = texts.map((one) => JSON.stringify(one)).join(', ')
  throw new StartupError(`The variable ${name} takes ${type}, not ${found}`)
}

function readList(type: string, texts: readonly string[]): unknown {
  const [text = '', ...more] = texts
  if (more.length === 0 && (isNull(type, text) || text.startsWith('['))) return fromJson(text)
  const item = type.replace(/^\[(.*)\]!?$/, '$1')
  const values = texts.map((one) => (item.startsWith('[') ? fromJson(one) : readOne(item, one)))
  return values.includes(undefined) ? undefined : values
}

function readOne(type: string, text: string): unknown {
  if (isNull(type, text)) return null
  const read = READERS[type.replace('!', '')]
  if (read) return read(text)
  return text.startsWith('{') ? fromJson(text) : text
}

function isNull(type: string, text: string): boolean {
  return text === 'null' && !type.endsWith('!')
}

/** Undefined where it is not JSON. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
