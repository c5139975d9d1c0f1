import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Page, PagedList } from '../graphql/connection.js'
import { type Cursor, type CursorKeyType, decodeCursor, encodeCursor } from '../graphql/cursor.js'
import type { Window } from '../graphql/page-args.js'
import type { Batches, BatchRead } from './batches.js'
import { keysetCondition, keysetOrder } from './keyset.js'

/** One sort key; all keys of an order together tell every two rows apart, and none is ever null. */
export interface OrderKey {
  readonly value: Sql
  readonly type: CursorKeyType
  readonly descending?: boolean
}

/** What a list is about. In `parents`, `parent.key` stands for the id of the node whose list it is. */
export interface ListDefinition<Filter> {
  readonly columns: Sql
  readonly from: Sql | ((filter: Filter) => Sql)
  readonly conditions: (filter: Filter) => readonly Sql[]
  readonly parents?: Readonly<Record<string, Sql>>
  readonly order: (name: string) => readonly OrderKey[]
}

export interface ListRequest<Filter> {
  readonly filter: Filter
  readonly order: string
  readonly window: Window
  readonly parent?: { readonly by: string; readonly id: string }
}

type Read<Filter, Value> = BatchRead<ListRequest<Filter>, Value>

/**
 * One question that answers with a list: pages by keyset in both directions, counts and other aggregates over
 * the whole filter. Lists of many parents that differ in nothing but the parent are read with one statement.
 */
export class ListQuestion<Filter, Row extends object> {
  constructor(readonly definition: ListDefinition<Filter>) {}

  readonly pages: Read<Filter, Page<Row>> = this.#batched<Page<Row>>(async (reads, request, parents) => {
    const { definition } = this
    const { window, order } = request
    const keys = definition.order(order)
    const after = this.#cursor(request, 'after')
    const before = this.#cursor(request, 'before')
    const conditions = [
      ...this.#conditions(request),
      ...(after ? [keysetCondition(keys, after.keys, false)] : []),
      ...(before ? [keysetCondition(keys, before.keys, true)] : []),
    ]
    const page = sql`select ${definition.columns},
      array[${join(keys.map((key) => sql`(${key.value})::text`))}] as "cursorKeys"
      from ${this.#from(request)} ${where(conditions)}
      order by ${keysetOrder(keys, window.backwards)} limit ${window.limit + 1}::int`
    const rows = await reads.rows<Row & ListRow>(forEachParent(page, parents))
    return parents.map((parent) => {
      const own = rows.filter((row) => parent === null || row.parentKey === parent)
      const more = own.length > window.limit
      const shown = own.slice(0, window.limit)
      if (window.backwards) shown.reverse()
      return {
        items: shown.map((row) => ({ row, cursor: encodeCursor({ order, keys: row.cursorKeys }) })),
        hasNextPage: (more && !window.backwards) || before !== null,
        hasPreviousPage: (more && window.backwards) || after !== null,
      }
    })
  })

  readonly counts: Read<Filter, number> = this.aggregates<{ count: number }, number>(
    { columns: sql`count(*)::int as count` },
    ([row]) => row?.count ?? 0,
  )

  /** A question for aggregate rows over the whole filter of a list: `joins` and `tail` stand after its from and where. */
  aggregates<Aggregate extends object, Value>(
    { columns, joins = empty, tail = empty }: { columns: Sql; joins?: Sql; tail?: Sql },
    show: (rows: readonly Aggregate[]) => Value,
  ): Read<Filter, Value> {
    return this.#batched<Value>(async (reads, request, parents) => {
      const statement = sql`select ${columns} from ${this.#from(request)} ${joins}
        ${where(this.#conditions(request))} ${tail}`
      const rows = await reads.rows<Aggregate & ListRow>(forEachParent(statement, parents))
      return parents.map((parent) => show(rows.filter((row) => parent === null || row.parentKey === parent)))
    })
  }

  /**
   * The list as a connection shows it.
   * @throws BadInputError for a cursor of another list or order, also where no page is asked for.
   */
  list(batches: Batches, request: ListRequest<Filter>): PagedList<Row> {
    this.#cursor(request, 'after')
    this.#cursor(request, 'before')
    return {
      page: () => batches.load(this.pages, request),
      totalCount: () => batches.load(this.counts, request),
    }
  }

  #cursor({ window, order }: ListRequest<Filter>, name: 'after' | 'before'): Cursor | null {
    const types = this.definition.order(order).map((key) => key.type)
    return window[name] === null ? null : decodeCursor(name, window[name], order, types)
  }

  #from({ filter }: ListRequest<Filter>): Sql {
    const { from } = this.definition
    return typeof from === 'function' ? from(filter) : from
  }

  #conditions({ filter, parent }: ListRequest<Filter>): Sql[] {
    const ofParent = parent && this.definition.parents?.[parent.by]
    if (parent && !ofParent) throw new Error(`no list by ${parent.by}`)
    return [...this.definition.conditions(filter), ...(ofParent ? [ofParent] : [])]
  }

  #batched<Value>(
    read: (
      reads: Batches['reads'],
      request: ListRequest<Filter>,
      parents: readonly (string | null)[],
    ) => Promise<readonly Value[]>,
  ): Read<Filter, Value> {
    return async (reads, requests) => {
      const alike = new Map<string, number[]>()
      requests.forEach((request, at) => {
        const key = JSON.stringify([request.filter, request.order, request.window, request.parent?.by])
        alike.set(key, [...(alike.get(key) ?? []), at])
      })
      const answers = new Array<Value>(requests.length)
      for (const places of alike.values()) {
        const own = places.flatMap((at) => requests[at] ?? [])
        const [first] = own
        if (!first) continue
        const values = await read(
          reads,
          first,
          own.map((request) => request.parent?.id ?? null),
        )
        places.forEach((at, i) => (answers[at] = values[i] as Value))
      }
      return answers
    }
  }
}

interface ListRow {
  readonly parentKey: string
  readonly cursorKeys: readonly string[]
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? empty : sql`where ${join([...conditions], ' and ')}`
}

function forEachParent(statement: Sql, parents: readonly (string | null)[]): Sql {
  if (parents[0] === null) return statement
  return sql`select parent.key as "parentKey", item.*
    from unnest(${parents}::uuid[]) as parent (key) cross join lateral (${statement}) item`
}
