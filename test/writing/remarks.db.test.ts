import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OFFICE, WritingGraph } from './writing-graph.js'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

const NODE = 'project:VRD3-2025-01'
const CITED = [{ document: 'document:nota-vrd3-2025', locator: '2.A/table-1/row-3' }]
const CONTRADICTION = {
  node: NODE,
  kind: 'CONTRADICTION',
  text: { nl: 'Twee lezingen van hetzelfde', en: 'Two readings of the same' },
  citations: CITED,
  readings: [
    { text: { nl: 'Lezing een' }, citations: CITED },
    { text: { nl: 'Lezing twee', en: 'Reading two' } },
  ],
}
const REMARK =
  'remark { id kind text readings { rank text citations { locator } } settlement { reading { rank } because } }'

describe('a remark', () => {
  test('is added with its readings, and settled without losing one', async () => {
    const added = await graph.write(OFFICE, 'addRemark', CONTRADICTION, REMARK)
    expect(added).toMatchObject({
      errors: [],
      remark: {
        text: 'Two readings of the same',
        readings: [
          { rank: 1, text: 'Lezing een', citations: [{ locator: '2.A/table-1/row-3' }] },
          { rank: 2, text: 'Reading two', citations: [] },
        ],
        settlement: null,
      },
    })
    const remark = added.remark.id as string
    const settle = async (reading: number | undefined, because: string) =>
      graph.write(
        OFFICE,
        'settleRemark',
        { remark, reading, because: { nl: because }, expectedVersion: await graph.version() },
        `node { history { operation } } ${REMARK}`,
      )
    expect(await settle(undefined, 'Geen lezing')).toMatchObject({ errors: [{ path: ['input', 'reading'] }] })
    expect(await settle(3, 'Zo is er geen')).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['input', 'reading'] }],
    })
    expect(await settle(2, 'Omdat het zo is')).toMatchObject({
      errors: [],
      remark: { readings: [{}, {}], settlement: { reading: { rank: 2 }, because: 'Omdat het zo is' } },
    })
    const again = await settle(1, 'Bij nader inzien')
    expect(again).toMatchObject({
      errors: [],
      remark: { readings: [{}, {}], settlement: { reading: { rank: 1 }, because: 'Bij nader inzien' } },
    })
    expect(again.node.history).toHaveLength(4)
  })

  test('stands once, and a contradiction has two readings', async () => {
    expect(await graph.write(OFFICE, 'addRemark', CONTRADICTION)).toMatchObject({
      errors: [{ code: 'CONSTRAINT_VIOLATED', path: ['input', 'text', 'nl'] }],
    })
    expect(
      await graph.write(OFFICE, 'addRemark', { ...CONTRADICTION, text: { nl: 'Anders' }, readings: [] }),
    ).toMatchObject({ errors: [{ code: 'BAD_USER_INPUT', path: ['input', 'readings'] }] })
  })
})
