import { beforeAll, describe, expect, test } from '@jest/globals'
import { type Census, placesOf, readCensus } from './census.js'
import { type SeededGraph, type SeededNode, readSeededGraph } from './seeded-graph.js'

let census: Census
let graph: SeededGraph
let nodes: Map<string, SeededNode>
beforeAll(async () => {
  census = readCensus()
  graph = await readSeededGraph()
  nodes = new Map(graph.nodes.map((node) => [node.reference, node]))
})

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

describe('the census of the note', () => {
  test('is as large as it must be, and names each once', () => {
    const things = new Set(census.things.map(({ node }) => node))
    const relations = census.relations.map(({ source, kind, target }) => `${source} ${kind} ${target}`)
    const remarks = census.remarks.map(({ node, kind, says }) => `${node} ${kind} ${says}`)
    expect(things.size).toBeGreaterThanOrEqual(400)
    expect(relations.length).toBeGreaterThanOrEqual(400)
    expect(new Set(relations).size).toBe(relations.length)
    expect(remarks.length).toBeGreaterThanOrEqual(110)
    expect(new Set(remarks).size).toBe(remarks.length)
    expect(census.remarks.filter(({ kind }) => kind === 'CONTRADICTION').length).toBeGreaterThanOrEqual(35)
  })

  test('names places that the note has', () => {
    expect(placesOf(census).filter((place) => !graph.places.includes(place))).toEqual([])
  })

  test('finds every thing', () => {
    const missing = census.things.filter(({ node }) => !nodes.has(node))
    expect(missing.map(({ place, says, node }) => `${place}: ${says} (${node})`)).toEqual([])
  })

  test('finds what it says of each', () => {
    const different = census.things.flatMap(({ node, fields = {} }) =>
      Object.entries(fields).flatMap(([field, wanted]) => {
        const found = nodes.get(node)?.columns[column(field)]
        return found === wanted ? [] : [`${node} ${field}: ${wanted} expected, ${String(found)} found`]
      }),
    )
    expect(different).toEqual([])
  })

  test('finds every relation', () => {
    const ties = new Set(graph.ties.map(({ text }) => text))
    const missing = census.relations.filter((tie) => !ties.has(`${tie.source} ${tie.kind} ${tie.target}`))
    expect(
      missing.map((tie) => `${tie.place}: ${tie.says} (${tie.source} ${tie.kind} ${tie.target})`),
    ).toEqual([])
  })

  test('finds every contradiction, gap, rounding and variant, with its places', () => {
    const missing = census.remarks.filter(
      ({ node, kind, places }) =>
        !graph.remarks.some(
          (remark) =>
            remark.node === node &&
            remark.kind === kind &&
            places.every((place) => remark.cited.includes(place)),
        ),
    )
    expect(missing.map(({ node, kind, says }) => `${node} ${kind}: ${says}`)).toEqual([])
  })
})

describe('in the seeds', () => {
  test('every node is named and described in both languages, and no description is only the name', () => {
    const bare = graph.nodes.filter(({ columns }) =>
      ['nl', 'en'].some((language) => {
        const name = columns[`name_${language}`] ?? ''
        const description = columns[`description_${language}`] ?? ''
        return name === '' || description === '' || description === name
      }),
    )
    expect(bare.map(({ reference }) => reference)).toEqual([])
  })

  test('every node cites a place', () => {
    expect(graph.nodes.filter(({ cited }) => cited.length === 0)).toEqual([])
  })

  test('every relation cites a place, itself or through the node that holds it', () => {
    expect(graph.ties.filter(({ cited }) => cited.length === 0)).toEqual([])
  })

  test('every remark cites a place, and every contradiction has two readings', () => {
    expect(graph.remarks.filter(({ cited }) => cited.length === 0)).toEqual([])
    const contradictions = graph.remarks.filter(({ kind }) => kind === 'CONTRADICTION')
    expect(contradictions.length).toBeGreaterThan(35)
    expect(contradictions.filter(({ readings }) => readings < 2)).toEqual([])
  })

  test('what the note only proposes is granted to nobody', () => {
    const granted = graph.nodes.filter(
      ({ columns }) => columns.status === 'GRANTED' && columns.fiscal_year === '2025',
    )
    expect(granted).toEqual([])
    expect(nodes.get('decision:beslissing-nota-vrd3-2025')?.columns).toMatchObject({
      status: 'PROPOSED',
      date: null,
    })
  })
})
