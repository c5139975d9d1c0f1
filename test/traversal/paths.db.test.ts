import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RelationKind } from '../../src/graph/relation-kind.js'
import { anySteps } from '../../src/traversal/ground.js'
import { pathsBetween } from '../../src/traversal/paths.js'
import { SmallGraph } from './small-graph.js'

describe('paths', () => {
  let graph: SmallGraph
  beforeAll(async () => {
    graph = await SmallGraph.open()
    await graph.draw(
      'BUILDING_BLOCK a, BUILDING_BLOCK b, BUILDING_BLOCK c, BUILDING_BLOCK d, BUILDING_BLOCK e, BUILDING_BLOCK f, BUILDING_BLOCK far',
      'a DEPENDS_ON b',
      'a INTEGRATES b',
      'c REUSES b',
      'a DEPENDS_ON d',
      'd DEPENDS_ON c',
      'a DEPENDS_ON e',
      'e DEPENDS_ON f',
      'f DEPENDS_ON c',
      'b DEPENDS_ON d 2025-01-01 2026-01-01',
    )
  })
  afterAll(() => graph.close())

  const paths = async (
    from: string,
    to: string,
    { maxLength = 6, first = 10, kinds = null as RelationKind[] | null, on = null as string | null } = {},
  ) => {
    const question = { from: graph.node(from), to: graph.node(to), maxLength, first }
    const steps = anySteps(kinds, on, [question.from.id, question.to.id])
    const { answer, statements } = await graph.ask(async (_, grounds) =>
      pathsBetween(await grounds.groundFor(steps), question),
    )
    expect(statements).toBeLessThanOrEqual(maxLength)
    return answer.map(({ nodes, ties, length }) => {
      expect(ties).toHaveLength(length)
      expect(nodes).toHaveLength(length + 1)
      return nodes.map((node) => graph.codeOf(node)).join(' ')
    })
  }

  test('come shortest first, either way along a relation, and differ by their nodes', async () => {
    expect(await paths('a', 'c')).toEqual(['a b c', 'a d c', 'a b d c', 'a d b c', 'a e f c'])
    expect(await paths('c', 'a')).toHaveLength(5)
  })

  test('show the tie that tells most of two that are parallel', async () => {
    const question = { from: graph.node('a'), to: graph.node('b'), maxLength: 1, first: 5 }
    const { answer } = await graph.ask(async (_, grounds) =>
      pathsBetween(await grounds.groundFor(anySteps(null, null, [])), question),
    )
    expect(answer).toHaveLength(1)
    expect(await graph.kindsOf(answer[0]?.ties ?? [])).toEqual(['INTEGRATES'])
  })

  test('end at the length, the number, the kinds and the day that are asked for', async () => {
    expect(await paths('a', 'c', { maxLength: 2 })).toEqual(['a b c', 'a d c'])
    expect(await paths('a', 'c', { first: 1 })).toEqual(['a b c'])
    expect(await paths('a', 'c', { kinds: ['DEPENDS_ON'] })).toEqual(['a d c', 'a b d c', 'a e f c'])
    expect(await paths('a', 'c', { on: '2027-01-01' })).toEqual(['a b c', 'a d c', 'a e f c'])
  })

  test('from a node to itself is no step; to where nothing leads there is none', async () => {
    expect(await paths('a', 'a')).toEqual(['a'])
    expect(await paths('a', 'far')).toEqual([])
  })
})
