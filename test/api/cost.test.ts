import { describe, expect, test } from '@jest/globals'
import { buildSchema, getIntrospectionQuery, Kind, parse } from 'graphql'
import { estimateCost } from '../../src/api/cost.js'
import { LIMITS } from '../../src/api/limits.js'

const schema = buildSchema(`
  interface Node { id: ID! }
  type Query {
    nodes(ids: [ID!]!): [Node]!
    node: Node
    things(first: Int, last: Int): ThingConnection!
    recent(first: Int = 7): [Thing!]!
    all: [Thing!]!
  }
  type Thing implements Node { id: ID! names: [Name!]! size: Size relations(first: Int): RelationConnection! }
  type Place implements Node { id: ID! size: Size }
  type Size { amount: Int }
  type Name { text: String }
  type Edge { node: Thing! }
  type ThingConnection { totalCount: Int nodes: [Thing!]! edges: [Edge!]! }
  type Relation { source: Thing! target: Thing! }
  type RelationConnection { nodes: [Relation!]! }
`)

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source)
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  return operation ? estimateCost(schema, document, operation, variables) : Number.NaN
}

describe('a page', () => {
  const page = (size: string) => `{ things${size} { nodes { id } } }`
  test.each([
    ['counts as many as it is asked for', page('(first: 7)'), 8],
    ['also from its end', page('(last: 7)'), 8],
    ['counts the larger of two sizes', page('(first: 3, last: 7)'), 8],
    ['counts twenty where nothing is said', page(''), 21],
    ['counts twenty for null', page('(first: null)'), 21],
    ['earns nothing by a negative size', page('(first: -1000)'), 101],
    ['earns nothing by zero', page('(first: 0)'), 101],
    ['earns nothing by no number', page('(first: "1")'), 101],
    ['costs no more than the largest that is served', page('(first: 2000000000)'), 101],
    ['that nobody looks into costs itself', '{ things(first: 100) { totalCount } }', 1],
    ['multiplies what is asked of each item', '{ things(first: 10) { nodes { size { amount } } } }', 21],
    ['counts its edges and their nodes', '{ things(first: 10) { edges { node { id } } } }', 21],
    [
      'in a page multiplies',
      '{ things(first: 10) { nodes { relations(first: 10) { nodes { source { id } } } } } }',
      221,
    ],
    ['that is a list itself', '{ recent(first: 3) { size { amount } } }', 6],
    ['of a size by default', '{ recent { id } }', 7],
  ])('%s', (_name, source, expected) => {
    expect(cost(source)).toBe(expected)
  })

  test('takes its size from a variable, or from that variable by default', () => {
    const source = 'query($n: Int = 9) { things(first: $n) { nodes { id } } }'
    expect([
      cost(source, { n: 3 }),
      cost(source),
      cost(source, { n: -3 }),
      cost(source, { n: null }),
    ]).toEqual([4, 10, 101, 21])
  })
})

describe('other lists', () => {
  test('count a guess', () => {
    expect(cost('{ all { names { text } } }')).toBe(5 * (1 + 5))
  })

  test('count what they are asked by name, if that is more', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `${i}`)
    expect(cost(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`)).toBe(30)
    expect(cost('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toBe(30)
    expect(cost('{ nodes(ids: ["1"]) { id } }')).toBe(5)
  })
})

describe('fragments', () => {
  test('count where they are spread, for the page in which they stand', () => {
    const source = `{ a: things(first: 2) { ...F } b: things(first: 9) { ...F } } fragment F on ThingConnection { nodes { id } }`
    expect(cost(source)).toBe(3 + 10)
  })

  test('on different types stand for one object: the dearest counts', () => {
    const both =
      '{ node { ... on Thing { names { text } size { amount } } ... on Place { size { amount } } ... on Node { id } } }'
    expect(cost(both)).toBe(1 + 5 + 1)
  })

  test('that double at each step are counted once each', () => {
    const steps = Array.from(
      { length: 200 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    )
    expect(cost(`{ ...F0 } ${steps.join(' ')} fragment F200 on Query { node { id } }`)).toBe(2 ** 200)
  })
})

test('introspection is cheap enough', () => {
  expect(cost(getIntrospectionQuery())).toBeLessThan(LIMITS.cost / 10)
})

test('a hundred nodes with a hundred relations, both ends and all their names are not too much', () => {
  const source = `{ things(first: 100) { nodes { relations(first: 100) { nodes { source { names { text } } target { names { text } } } } } } }`
  expect(cost(source)).toBe(1 + 100 * (1 + 1 + 100 * (1 + 2 * (1 + 5))))
  expect(cost(source)).toBeLessThan(LIMITS.cost)
})

test('a field that reads more than it tells weighs so much more, each time it is asked for', () => {
  const all = schema.getQueryType()?.getFields()['all']
  if (!all) throw new Error('no such field')
  const plain = cost('{ all { id } }')
  all.extensions = { weight: 5_000 }
  expect([cost('{ all { id } }'), cost('{ a: all { id } b: all { id } }')]).toEqual([
    plain + 5_000,
    2 * (plain + 5_000),
  ])
  all.extensions = {}
})
