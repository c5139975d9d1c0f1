import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { callerOf, OFFICE, WritingGraph } from './writing-graph.js'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

const MADE = { graphVersion: expect.stringMatching(/^\d+$/), errors: [] }

describe('nodes', () => {
  test('are made with their details, names, citations and relations, and read back at once', async () => {
    const made = await graph.write(
      OFFICE,
      'createNodes',
      {
        nodes: [
          {
            kind: 'BUILDING_BLOCK',
            code: 'proefblok',
            name: { nl: 'Proefblok', en: 'Trial block' },
            description: { nl: 'Een blok om te proberen' },
            names: [{ text: 'PB', language: 'NL', use: 'ABBREVIATION' }],
            validity: { from: '2026-Q2', through: '2029' },
            citations: [{ document: 'document:nota-vrd3-2025', locator: '2.A/table-1/row-3' }],
            details: { buildingBlock: { stage: 'PLANNED' } },
          },
          { kind: 'NEED', code: 'proefnood', name: { nl: 'Proefnood' } },
        ],
        relations: [
          { kind: 'REUSES', source: 'building-block:proefblok', target: 'building-block:magda' },
          { kind: 'ANSWERS', source: 'building-block:proefblok', target: 'need:proefnood', inferred: true },
        ],
      },
      `nodes { reference name description names { text use } validity { from to fromPrecision } citations { locator }
        ... on BuildingBlock { stage } relations { nodes { kind target { reference } inferred } } }
       relations { kind source { reference } }`,
    )
    expect(made).toMatchObject({
      ...MADE,
      nodes: [
        {
          reference: 'building-block:proefblok',
          name: 'Trial block',
          description: 'Een blok om te proberen',
          validity: { from: '2026-04-01', to: '2030-01-01', fromPrecision: 'QUARTER' },
          citations: [{ locator: '2.A/table-1/row-3' }],
          stage: 'PLANNED',
          relations: {
            nodes: [
              { kind: 'ANSWERS', target: { reference: 'need:proefnood' }, inferred: true },
              { kind: 'REUSES', target: { reference: 'building-block:magda' }, inferred: false },
            ],
          },
        },
        { reference: 'need:proefnood' },
      ],
      relations: [{ kind: 'REUSES', source: { reference: 'building-block:proefblok' } }, { kind: 'ANSWERS' }],
    })
    expect(made.graphVersion).toBe(await graph.version())
  })

  test('nobody', async () => {
    expect(
      await graph.write(callerOf('PUBLIC'), 'createNodes', {
        nodes: [{ kind: 'NEED', code: 'x', name: { nl: 'X' } }],
      }),
    ).toMatchObject({ graphVersion: null, errors: [{ code: 'FORBIDDEN', path: ['input', 'nodes'] }] })
  })
})
