import { expect, test } from '@jest/globals'
import { buildSchema, Kind, parse } from 'graphql'
import { estimateCost } from '../../src/api/cost.js'
import { KnownCosts } from '../../src/api/known-costs.js'

const schema = buildSchema(`
  type Item { name: String items(first: Int, of: [String!], named: String): [Item!]! }
  type Query { items(first: Int, of: [String!], named: String): [Item!]! }
`)
const document = parse(`query Q($first: Int!, $of: [String!], $named: String) {
  items(first: $first, named: $named) { items(of: $of) { name } }
}`)
const [operation] = document.definitions

test('what is remembered of an operation is what it costs, whatever the variables are now', () => {
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  const costs = new KnownCosts(schema)
  for (const variables of [
    { first: 3 },
    { first: 3, named: 'x' },
    { first: 50, named: 'x' },
    { first: 50, of: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    { first: 50, of: ['a'] },
    { first: 3 },
  ])
    expect(costs.costOf(document, operation, variables)).toBe(
      estimateCost(schema, document, operation, variables),
    )
})
