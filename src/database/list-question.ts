import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { Page, PagedList } from '../graphql/connection.js'
import { type Cursor, type CursorKeyType, decodeCursor, encodeCursor } from '../graphql/cursor.js'
import { type Batches, type BatchRead, groupBy } from './batches.js'
import { keysetCondition, keysetOrder } from './keyset.js'
import type { ListRequest } from './list-request.js'

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

/** What is selected of the rows of a page: everything that there is, unless told. */
export interface Selected {
  readonly columns?: Sql
  /** Whether their places in the list are asked for. */
  readonly cursors?: boolean
  /** Whether the row after the page is read, which tells that there is more. */
  readonly peeks?: boolean
}

/** A question about lists, of which those that differ in nothing but the parent are read with one statement. */
export interface ListRead<Filter, Value> extends BatchRead<ListRequest<Filter>, Value> {
  /** @param parents a relation of one column, the ids of the parents; null for the list of everything */
  statement(request: ListRequest<Filter>, parents: Sql | null, selected?: Selected): Sql
}

/**
 * One question that answers with a list: pages by keyset in both directions, counts and other aggregates over
 * the whole filter.
 */
export class ListQuestion<Filter, Row extends object> {
  constructor(readonly definition: ListDefinition<Filter>) {}

  readonly pages: ListRead<Filter, Page<Row>> = this.#read<Row & ListRow, Page<Row>>(
    (request, { columns = this.definition.columns, cursors = true, peeks = true }) => {
      const { window, order } = request
      const keys = this.definition.order(order)
      const after = this.#cursor(request, 'after')
      const before = this.#cursor(request, 'before')
      const conditions = [
        ...this.#conditions(request),
        ...(after ? [keysetCondition(keys, after.keys, false)] : []),
        ...(before ? [keysetCondition(keys, before.keys, true)] : []),
      ]
      const page = (selected: Sql) => sql`select ${selected}
        from ${this.#from(request)} ${where(conditions)}
        order by ${keysetOrder(keys, window.backwards)} limit ${window.limit + Number(peeks)}::int`
      if (!cursors) return page(columns)
      // Where a row stands is made a text once it is on the page, not of every row that is sorted.
      const names = keys.map((_, at) => raw(`key_${at}`))
      const values = keys.map((key, at) => sql`${key.value} as ${names[at]}`)
      return sql`select page.*, array[${join(names.map((name) => sql`page.${name}::text`))}] as "cursorKeys"
        from (${page(sql`${columns}, ${join(values)}`)}) page`
    },
    ({ order, window }, own) => {
      const more = own.length > window.limit
      const shown = more ? own.slice(0, window.limit) : own
      const rows = window.backwards ? shown.toReversed() : shown
      return {
        rows,
        cursorAt: (at) => encodeCursor({ order, keys: rows[at]?.cursorKeys ?? [] }),
        hasNextPage: (more && !window.backwards) || window.before !== null,
        hasPreviousPage: (more && window.backwards) || window.after !== null,
      }
    },
  )

  readonly counts: ListRead<Filter, number> = this.aggregates<{ count: number }, number>(
    { columns: sql`count(*)::int as count` },
    ([row]) => row?.count ?? 0,
  )

  /** A question for aggregate rows over the whole filter of a list: `joins` and `tail` stand after its from and where. */
  aggregates<Aggregate extends object, Value>(
    { columns, joins = empty, tail = empty }: { columns: Sql; joins?: Sql; tail?: Sql },
    show: (rows: readonly Aggregate[]) => Value,
  ): ListRead<Filter, Value> {
    return this.#read<Aggregate, Value>(
      (request) => sql`select ${columns} from ${this.#from(request)} ${joins}
        ${where(this.#conditions(request))} ${tail}`,
      (_, rows) => show(rows),
    )
  }

  /**
   * The list as a connection shows it.
   * @throws BadInputError for a cursor of another list or order, also where no page is asked for.
   */
  list(batches: Batches, request: ListRequest<Filter>): PagedList<Row> {
    this.check(request)
    return {
      page: () => batches.load(this.pages, request),
      totalCount: () => batches.load(this.counts, request),
    }
  }

  /** @throws BadInputError for a cursor of another list or order */
  check(request: ListRequest<Filter>): void {
    this.#cursor(request, 'after')
    this.#cursor(request, 'before')
  }

  #cursor({ window, order }: ListRequest<Filter>, name: 'after' | 'before'): Cursor | null {
    const text = window[name]
    if (text === null) return null
    const types = this.definition.order(order).map((key) => key.type)
    return decodeCursor(name, text, order, types)
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

  #read<Item extends object, Value>(
    ask: (request: ListRequest<Filter>, selected: Selected) => Sql,
    show: (request: ListRequest<Filter>, rows: readonly Item[]) => Value,
  ): ListRead<Filter, Value> {
    const statement: ListRead<Filter, Value>['statement'] = (request, parents, selected = {}) => {
      const list = ask(request, selected)
      return parents === null
        ? list
        : sql`select parent.key as "parentKey", item.* from ${parents} as parent (key) cross join lateral (${list}) item`
    }
    const collect = (
      request: ListRequest<Filter>,
      parents: readonly (string | null)[],
      rows: readonly object[],
    ) => {
      const own = rows as readonly (Item & ListRow)[]
      if (parents[0] === null) return [show(request, own)]
      return groupBy(parents, own, (row) => row.parentKey).map((items) => show(request, items))
    }
    const read: BatchRead<ListRequest<Filter>, Value> = async (reads, requests) => {
      const alike = new Map<string, number[]>()
      requests.forEach((request, at) => {
        const key = `${request.parent?.by} ${request.alike}`
        alike.set(key, [...(alike.get(key) ?? []), at])
      })
      const answers = new Array<Value>(requests.length)
      for (const places of alike.values()) {
        const own = places.flatMap((at) => requests[at] ?? [])
        const [first] = own
        if (!first) continue
        const parents = own.map((request) => request.parent?.id ?? null)
        const asked = parents[0] === null ? null : sql`unnest(${parents}::uuid[])`
        const values = collect(first, parents, await reads.rows(statement(first, asked)))
        places.forEach((at, i) => (answers[at] = values[i] as Value))
      }
      return answers
    }
    return Object.assign(read, { statement })
  }
}

interface ListRow {
  readonly parentKey: string
  readonly cursorKeys: readonly string[]
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? empty : sql`where ${join([...conditions], ' and ')}`
}
