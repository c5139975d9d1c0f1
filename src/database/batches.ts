import DataLoader from 'dataloader'
import sql, { raw, type Sql } from 'sql-template-tag'
import { ListRequest } from './list-request.js'
import type { Reads, RowReader } from './reads.js'

/** One question for many keys at once: answers in the order of the keys, an Error where a single key fails. */
export type BatchRead<Key, Value> = (
  reads: RowReader,
  keys: readonly Key[],
) => Promise<readonly (Value | Error)[]>

/** One question for ids that one statement answers, wherever the ids come from. */
export interface KeyedRead<Value> extends BatchRead<string, Value> {
  /** @param ids an expression of type `uuid[]`, or `text[]` where they are more than that: a parameter, or what another statement finds */
  statement(ids: Sql): Sql
}

export function keyedRead<Row extends object, Value>(
  statement: (ids: Sql) => Sql,
  collect: (ids: readonly string[], rows: readonly Row[]) => Value[],
  type: 'uuid[]' | 'text[]' = 'uuid[]',
): KeyedRead<Value> {
  const read: BatchRead<string, Value> = async (reads, ids) =>
    collect(ids, await reads.rows<Row>(statement(sql`${ids}::${raw(type)}`)))
  return Object.assign(read, { statement })
}

/** Whoever answers one question for one key at a time. */
export type Loads = Pick<Batches, 'load'>

/** Asks each key by itself, where nothing is gained by waiting for more. */
export function loadsFrom(reader: RowReader): Loads {
  return {
    load: async (read, key) => {
      const [value] = await read(reader, [key])
      if (value instanceof Error) throw value
      if (value === undefined) throw new Error('a question without an answer')
      return value
    },
  }
}

/** The batch loaders of one request: one for each question, made when it is first asked. */
export class Batches {
  readonly #loaders = new Map<unknown, unknown>()

  constructor(readonly reads: Reads) {}

  load<Key, Value>(read: BatchRead<Key, Value>, key: Key): Promise<Value> {
    let loader = this.#loaders.get(read) as DataLoader<Key, Value, unknown> | undefined
    if (!loader) {
      loader = new DataLoader<Key, Value, unknown>((keys) => this.#answer(read, keys), { cacheKeyFn })
      this.#loaders.set(read, loader)
    }
    return loader.load(key)
  }

  async #answer<Key, Value>(read: BatchRead<Key, Value>, keys: readonly Key[]): Promise<(Value | Error)[]> {
    const values = await read(this.reads, keys)
    return [...values]
  }
}

function cacheKeyFn(key: unknown): unknown {
  return key instanceof ListRequest ? key.key : typeof key === 'object' ? JSON.stringify(key) : key
}

/** The rows of each key, in the order of the keys; an empty list for a key without rows. */
export function groupBy<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Row[][] {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return keys.map((key) => groups.get(key) ?? [])
}

/** The row of each key, in the order of the keys; null for a key without one. */
export function pickBy<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  return keys.map((key) => byKey.get(key) ?? null)
}
