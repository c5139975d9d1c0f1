import { expect, test } from '@jest/globals'
import { buildSchema, execute, getOperationAST, isObjectType, parse } from 'graphql'
import { PlannedQueries } from '../../src/api/planned-queries.js'

const schema = buildSchema(`
  type Item { name: String! other: Item late: Item! failing: Int! }
  type Query { item: Item! items(of: [Int] = [1, 2]): [Item] }
  type Mutation { item: Item }
`)
const resolvers: Record<
  string,
  Record<string, (source: { name: string }, args: { of?: number[] }) => unknown>
> = {
  Query: {
    item: () => ({ name: 'one' }),
    items: (_, { of = [] }) => of.map((name) => (name ? { name } : null)),
  },
  Item: {
    other: ({ name }) => ({ name: `${name}!` }),
    late: async ({ name }) => ({ name: `late ${name}` }),
    failing: async () => {
      throw new Error('no')
    },
  },
}
for (const type of Object.values(schema.getTypeMap()))
  if (isObjectType(type))
    for (const field of Object.values(type.getFields())) {
      const resolve = resolvers[type.name]?.[field.name]
      if (resolve) field.resolve = resolve
    }

const queries = new PlannedQueries(schema)

async function planned(source: string, variables: Variables = {}): Promise<unknown> {
  const document = parse(source)
  return queries.data({ document, operation: getOperationAST(document) ?? undefined, variables, context: {} })
}

type Variables = Record<string, unknown>

const answered: [string, Variables?][] = [
  ['{ item { a: name ...F late { name __typename } } } fragment F on Item { other { late { name } } }'],
  ['query($of: [Int] = [3, null]) { items(of: $of) { name } }'],
  ['query($of: [Int] = [3, null]) { items(of: $of) { name } }', { of: [0, 4] }],
  ['query($n: Int) { items(of: [$n, 5]) { name } }'],
  ['query($a: Boolean!) { item { ...F @skip(if: $a) ...F } } fragment F on Item { name }', { a: true }],
]
test.each(answered.map(([source, variables = {}]) => [source, variables] as const))(
  'is answered as graphql-js answers: %s %j',
  async (source, variables) => {
    const expected = await execute({ schema, document: parse(source), variableValues: variables })
    expect(expected.errors).toBeUndefined()
    expect(JSON.stringify(await planned(source, variables))).toBe(JSON.stringify(expected.data))
  },
)

const doubling = Array.from({ length: 16 }, (_, at) => `fragment F${at} on Item { other { ...F${at + 1} } late { ...F${at + 1} } }`) // prettier-ignore

const leftAlone: [string, string, Variables?][] = [
  ['a mutation', 'mutation { item { name } }'],
  ['several operations', 'query A { item { name } } query B { item { name } }'],
  ['introspection', '{ __schema { queryType { name } } }'],
  ['an error', '{ item { late { late { name } } failing } }'],
  ['a value that is refused', 'query($of: [Int]) { items(of: $of) { name } }', { of: 'x' }],
  ['a condition without a value', 'query($a: Boolean = true) { item { name @skip(if: $a) } }', { a: null }],
  [
    'four conditions',
    'query($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!) { item { name @skip(if: $a) a: name @skip(if: $b) b: name @skip(if: $c) c: name @skip(if: $d) } }',
    { a: true, b: true, c: true, d: true },
  ],
  ['a name that JavaScript keeps for itself', '{ item { __proto__: name } }'],
  ['more than is kept', `{ item { ...F0 } } ${doubling.join(' ')} fragment F16 on Item { name }`],
]
test.each(leftAlone.map(([name, source, variables = {}]) => [name, source, variables] as const))('%s is left to graphql-js', async (_, source, variables) => {
  expect(await planned(source, variables)).toBeUndefined()
}) // prettier-ignore
