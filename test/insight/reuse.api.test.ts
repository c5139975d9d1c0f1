import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { InsightService } from './insight-service.js'

let insight: InsightService
beforeAll(async () => {
  insight = await InsightService.start()
})
afterAll(() => insight.stop())

/*
 * From the table of ten projects and the text: 8 use or build a named building block as the note says; of AI (6) that is concluded
 * only, for the platform is said to take up what AI needs, not who does; of Lambert 2008 (5) the one sentence names none. Of the
 * eight, project 4 uses none but the height model that it makes, and project 2 but its own centre and, as concluded, the CRT.
 */
test('is stated of eight projects, concluded of one, not known of one', async () => {
  const answer = await insight.ask(
    `{ reuseRate { of { reference } projects stated inferred notStated rate rateWithInferred ofOthers { stated inferred } } }`,
  )
  expect(answer).toEqual({
    reuseRate: {
      of: null,
      projects: 10,
      stated: 8,
      inferred: 1,
      notStated: 1,
      rate: '80.00',
      rateWithInferred: '90.00',
      ofOthers: { stated: 6, inferred: 2 },
    },
  })
})

test.each([
  ['project:VRD3-2025-05', [1, 0, 0, 1, null, null]],
  ['project:VRD3-2025-06', [1, 0, 1, 0, '0.00', '100.00']],
  ['pillar:vlaams-data-integratieplatform', [3, 2, 0, 1, '66.67', '66.67']],
  ['portfolio:VRD3-2025', [10, 8, 1, 1, '80.00', '90.00']],
  ['portfolio:VRD12-2025', [0, 0, 0, 0, null, null]],
  ['programme:VRD3', [10, 8, 1, 1, '80.00', '90.00']],
  ['entity:digitaal-vlaanderen', [1, 1, 0, 0, '100.00', '100.00']],
  ['entity:agodi', [0, 0, 0, 0, null, null]],
])('of %s', async (of, figures) => {
  const { reuseRate } = await insight.ask<{ reuseRate: { of: unknown } }>(
    `{ reuseRate(of: "${of}") { of { reference } projects stated inferred notStated rate rateWithInferred } }`,
  )
  expect(Object.values(reuseRate)).toEqual([{ reference: of }, ...figures])
})

interface Group {
  readonly key: string
  readonly projects: number
  readonly stated: number
  readonly inferred: number
  readonly notStated: number
}
interface Row {
  readonly project: { readonly code: string }
  readonly cells: readonly { readonly buildingBlock: { readonly code: string }; readonly inferred: boolean }[]
}
interface Matrix {
  readonly columns: readonly { readonly code: string }[]
  readonly nodes: readonly Row[]
}

test('in groups comes to the same, and the matrix tells the same of each project', async () => {
  const groups = (by: string): string =>
    `${by}: groups(by: ${by}, first: 100) { nodes { key projects stated inferred notStated } }`
  const { reuseRate, reuseMatrix } = await insight.ask<{
    reuseRate: Record<'PILLAR' | 'PROJECT' | 'PORTFOLIO', { nodes: Group[] }>
    reuseMatrix: Matrix
  }>(`{ reuseRate { ${groups('PILLAR')} ${groups('PROJECT')} ${groups('PORTFOLIO')} }
    reuseMatrix(first: 100) { columns { code } nodes { project { code } cells { buildingBlock { code } inferred } } } }`)
  for (const { nodes } of Object.values(reuseRate)) {
    const sum = (part: 'projects' | 'stated' | 'inferred' | 'notStated'): number =>
      nodes.reduce((total, group) => total + group[part], 0)
    expect([sum('projects'), sum('stated'), sum('inferred'), sum('notStated')]).toEqual([10, 8, 1, 1])
  }
  for (const { project, cells } of reuseMatrix.nodes) {
    const group = reuseRate.PROJECT.nodes.find(({ key }) => key === project.code)
    const isStated = cells.some(({ inferred }) => !inferred)
    const level = cells.length === 0 ? 'notStated' : isStated ? 'stated' : 'inferred'
    expect([project.code, group?.[level]]).toEqual([project.code, 1])
  }
  const used = new Set(reuseMatrix.nodes.flatMap(({ cells }) => cells.map((cell) => cell.buildingBlock.code)))
  expect(reuseMatrix.columns.map(({ code }) => code)).toEqual([...used].sort())
})

test('the matrix page by page has the rows of the whole, and columns of its own', async () => {
  const rows = '{ columns { code } nodes { project { code } } pageInfo { endCursor } }'
  type Page = Matrix & { readonly pageInfo: { readonly endCursor: string } }
  const { all, some } = await insight.ask<{ all: Page; some: Page }>(
    `{ all: reuseMatrix ${rows} some: reuseMatrix(first: 4) ${rows} }`,
  )
  const { more } = await insight.ask<{ more: Page }>(
    `{ more: reuseMatrix(after: "${some.pageInfo.endCursor}") ${rows} }`,
  )
  expect([...some.nodes, ...more.nodes]).toEqual(all.nodes)
  // Of projects 1 to 4: two, two, ten and one (datastandaarden, its guidance, CRT, the centre, VDIP and nine around it, DHMV III).
  expect(some.columns).toHaveLength(15)
})
