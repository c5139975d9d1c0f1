import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { allThere } from '../../src/kernel/awaitable.js'
import type { RelationKind } from '../../src/graph/relation-kind.js'
import { impactOf } from '../../src/traversal/impact.js'
import { SmallGraph } from './small-graph.js'

describe('impact', () => {
  let graph: SmallGraph
  beforeAll(async () => {
    graph = await SmallGraph.open()
    await graph.draw(
      'BUILDING_BLOCK source, BUILDING_BLOCK platform, BUILDING_BLOCK user, BUILDING_BLOCK next, BUILDING_BLOCK loop, PROJECT maker, DELIVERABLE one, DELIVERABLE two, REGULATION rule, TARGET_GROUP people, ENTITY keeper, BUILDING_BLOCK old',
      'platform INTEGRATES source',
      'user REUSES platform',
      'user DEPENDS_ON platform',
      'source EVOLVES_INTO next',
      'loop DEPENDS_ON user',
      'user DEPENDS_ON loop',
      'maker DELIVERS one',
      'maker DELIVERS two',
      'one IMPLEMENTS rule',
      'two SERVES people',
      'source MANAGED_BY keeper',
      'platform REPLACES old 2024-01-01 2025-01-01',
    )
  })
  afterAll(() => graph.close())

  const impact = async (
    root: string,
    depth = 10,
    kinds: RelationKind[] | null = null,
    on: string | null = null,
  ) => {
    const { answer } = await graph.ask((batches) =>
      batches.load(impactOf, { root: graph.node(root).id, depth, kinds, on }),
    )
    return answer.hits.map((hit) => {
      expect(hit.path).toHaveLength(hit.distance)
      return `${hit.distance} ${graph.codeOf(hit.node)} by ${hit.path.map((tie) => tie.kind).join(' ')}`
    })
  }

  test('travels from what is reused to who reuses it, each hit once, through circles', async () => {
    expect(await impact('source')).toEqual([
      '1 platform by INTEGRATES',
      '1 next by EVOLVES_INTO',
      '2 user by INTEGRATES REUSES',
      '3 loop by INTEGRATES REUSES DEPENDS_ON',
    ])
  })

  test('does not travel back, nor along kinds that carry none', async () => {
    expect(await impact('next')).toEqual([])
    expect(await impact('keeper')).toEqual([])
    expect(await impact('platform')).not.toContainEqual(expect.stringContaining('source'))
  })

  test('goes from a result up to its project, but not down again to its siblings', async () => {
    expect(await impact('one')).toEqual(['1 maker by DELIVERS'])
    expect(await impact('rule')).toEqual(['1 one by IMPLEMENTS', '2 maker by IMPLEMENTS DELIVERS'])
  })

  test('goes from a project down to its results and on to whom they serve', async () => {
    expect(await impact('maker')).toEqual([
      '1 one by DELIVERS',
      '1 two by DELIVERS',
      '2 people by DELIVERS SERVES',
    ])
  })

  test('ends at the depth, keeps to the kinds, and to what is valid on a day', async () => {
    expect(await impact('source', 1)).toHaveLength(2)
    expect(await impact('source', 10, ['INTEGRATES', 'DEPENDS_ON'])).toEqual([
      '1 platform by INTEGRATES',
      '2 user by INTEGRATES DEPENDS_ON',
      '3 loop by INTEGRATES DEPENDS_ON DEPENDS_ON',
    ])
    expect(await impact('old', 1)).toEqual(['1 platform by REPLACES'])
    expect(await impact('old', 1, null, '2024-12-31')).toEqual(['1 platform by REPLACES'])
    expect(await impact('old', 1, null, '2025-01-01')).toEqual([])
  })

  test('of many nodes takes as many statements as of one', async () => {
    const of = async (...roots: string[]) =>
      graph.ask((batches) =>
        allThere(
          roots.map((root) =>
            batches.load(impactOf, { root: graph.node(root).id, depth: 3, kinds: null, on: null }),
          ),
        ),
      )
    const together = await of('source', 'platform', 'maker', 'rule')
    expect(together.statements).toBe((await of('source')).statements)
    const alone = await of('platform')
    expect(together.answer[1]).toEqual(alone.answer[0])
  })
})
