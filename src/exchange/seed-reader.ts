import { didYouMean } from './nearest.js'
import { type Place, type Problems, quote } from './seed-problem.js'
import type { SeedValue } from './seed-value.js'

/** Understands a value, or tells what is wrong with it and answers undefined. */
export type Reader<T> = (value: SeedValue, problems: Problems) => T | undefined

export interface Field<T, Required extends boolean = boolean> {
  readonly read: Reader<T>
  readonly required: Required
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** What each field holds; undefined where it is absent or wrong. */
export type Parts<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T | undefined : never
}

/** The same once everything required is there. */
export type Whole<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer R> ? (R extends true ? T : T | undefined) : never
}

export function required<T>(read: Reader<T>): Field<T, true> {
  return { read, required: true }
}

export function optional<T>(read: Reader<T>): Field<T, false> {
  return { read, required: false }
}

export interface ReadParts<F extends Fields> {
  readonly parts: Parts<F>
  readonly places: Readonly<Partial<Record<keyof F & string, Place>>>
  /** Whether nothing that is required is missing, and nothing that is there is wrong. */
  readonly whole: boolean
}

/** Reads a mapping key by key; what is wrong in one key does not hide the others. */
export function readParts<F extends Fields>(
  fields: F,
  what: string,
  value: SeedValue,
  problems: Problems,
): ReadParts<F> | undefined {
  const { entries } = value
  if (!entries) return problems.expected(value.place, what, value.described)
  const parts: Record<string, unknown> = {}
  const places: Record<string, Place> = {}
  let whole = true
  for (const { key, place, value: held } of entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    places[key] = held.place
    if (field) parts[key] = field.read(held, problems)
    else {
      problems.expected(place, `a key of ${what}`, quote(key), didYouMean(key, Object.keys(fields)))
    }
    whole &&= field !== undefined && parts[key] !== undefined
  }
  for (const [key, field] of Object.entries(fields)) {
    if (!field.required || places[key]) continue
    problems.expected(value.place, `the key ${quote(key)} in ${what}`, 'none')
    whole = false
  }
  return { parts: parts as Parts<F>, places: places as ReadParts<F>['places'], whole }
}

/** A mapping of which nothing is used unless all of it is right. */
export function mapping<F extends Fields>(
  what: string,
  fields: F,
): Reader<Whole<F> & { readonly place: Place }> {
  return (value, problems) => {
    const read = readParts(fields, what, value, problems)
    return read?.whole ? { ...(read.parts as unknown as Whole<F>), place: value.place } : undefined
  }
}

interface ListOptions<T> {
  /** What no two items may share, as a text. */
  readonly apart?: (item: T) => string
  readonly atLeast?: number
}

/** A list; items that are wrong are left out of it, and told. */
export function listOf<T>(
  what: string,
  item: Reader<T>,
  { apart, atLeast = 0 }: ListOptions<T> = {},
): Reader<T[]> {
  return (value, problems) => {
    const { items } = value
    if (!items) return problems.expected(value.place, `a list of ${what}`, value.described)
    if (items.length < atLeast)
      return problems.expected(
        value.place,
        `at least ${atLeast} ${what}`,
        items.length === 0 ? 'none' : `${items.length}`,
      )
    const seen = new Set<string>()
    return items.flatMap((held) => {
      const read = item(held, problems)
      if (read === undefined) return []
      const key = apart?.(read)
      if (key !== undefined && seen.has(key)) {
        problems.expected(held.place, `${what} that differ`, `${quote(key)} again`)
        return []
      }
      if (key !== undefined) seen.add(key)
      return [read]
    })
  }
}
