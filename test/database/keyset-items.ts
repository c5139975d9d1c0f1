import sql from 'sql-template-tag'
import type { Window } from '../../src/graphql/page-args.js'
import { ListQuestion, type OrderKey } from '../../src/database/list-question.js'
import { ListRequest } from '../../src/database/list-request.js'
import { pick, randomNumbers } from './random.js'

interface Filter {
  readonly word: string | null
}

/** A row of a list with nothing in it but values to sort by. */
export interface Item {
  readonly id: string
  readonly parent: string
  readonly place: number
  readonly word: string
  readonly amount: string
  readonly day: string | null
}

export const PARENTS = [
  '00000000-0000-4000-8000-00000000000a',
  '00000000-0000-4000-8000-00000000000b',
] as const
const WORDS = ['', 'a', 'A', 'B', 'é', "it's", '"', 'zz'] as const
const random = randomNumbers(7)
/** Few values in each column, so that there are many ties. */
export const ITEMS: readonly Item[] = Array.from({ length: 157 }, (_, i) => ({
  id: `id-${String(i).padStart(3, '0')}`,
  parent: pick(random, PARENTS),
  place: pick(random, [-2, 0, 1, 2_147_483_647]),
  word: pick(random, WORDS),
  amount: pick(random, ['-1.00', '0.00', '0.10', '9.00', '10.00', '9999999999999.99']),
  day: pick(random, [null, '2024-02-29', '2025-01-01', '0099-12-31']),
}))

const KEYS: Readonly<Record<keyof Item, Pick<OrderKey, 'value' | 'type'>>> = {
  id: { value: sql`t.id`, type: 'text' },
  parent: { value: sql`t.parent::text`, type: 'text' },
  place: { value: sql`t.place`, type: 'integer' },
  word: { value: sql`t.word`, type: 'text' },
  amount: { value: sql`t.amount`, type: 'numeric' },
  day: { value: sql`coalesce(t.day, 'infinity')`, type: 'date' },
}

/** `word,-amount`: by word, then the largest amount first, then by id. */
const keysOf = (order: string): [keyof Item, boolean][] =>
  [...order.split(','), 'id'].map((key) => [key.replace('-', '') as keyof Item, key.startsWith('-')])

/** The list in a database with a table `item`. */
export const items = new ListQuestion<Filter, Item>({
  columns: sql`t.id, t.parent, t.place, t.word, t.amount, t.day`,
  from: sql`item t`,
  conditions: ({ word }) => (word === null ? [] : [sql`t.word = ${word}`]),
  parents: { parent: sql`t.parent = parent.key` },
  order: (order) => keysOf(order).map(([key, descending]) => ({ ...KEYS[key], descending })),
})

const compare = (a: Item, b: Item, key: keyof Item): number => {
  const [x, y] = [a[key] ?? '9999', b[key] ?? '9999'].map((v) => (key === 'amount' ? Number(v) : v)) as [
    string,
    string,
  ]
  return x < y ? -1 : x > y ? 1 : 0
}

/** What the list must be, sorted here. */
export function sorted(order: string): Item[] {
  const sign = (descending: boolean) => (descending ? -1 : 1)
  return ITEMS.toSorted((a, b) =>
    keysOf(order).reduce((found, [key, descending]) => found || sign(descending) * compare(a, b, key), 0),
  )
}

export const request = (
  order: string,
  window: Partial<Window>,
  word: string | null = null,
): ListRequest<Filter> =>
  new ListRequest({ word }, order, { limit: 20, backwards: false, after: null, before: null, ...window })

/** A row without what the list itself reads beside it. */
export function shown({ id, parent, place, word, amount, day }: Item): Item {
  return { id, parent, place, word, amount, day }
}
