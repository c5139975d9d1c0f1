import { NodeAliasRow } from '../graph/node-alias.table.js'
import { NodeRow } from '../graph/node.table.js'
import { EntityRow } from '../catalogue/entity.table.js'
import { PillarRow } from '../programme/pillar.table.js'
import { ProjectRow } from '../programme/project.table.js'
import { WorkstreamRow } from '../programme/workstream.table.js'
import { BudgetArticleRow } from '../funding/budget-article.table.js'
import { changesOf, type TableChanges } from './row-changes.js'
import type { Row, RowClass } from './seed-row.js'

/** Rows that must make way for a moment, so that no unique key or foreign key is broken between two statements. */
export interface ClearedWay {
  readonly row: RowClass
  readonly rows: readonly Row[]
}

interface UniqueKey {
  readonly row: RowClass
  readonly columns: readonly string[]
  /** A value that nothing else can have. */
  readonly aside: (row: Row, at: number) => Row
}

const OUT_OF_REACH = 1_000_000_000
const asideNumber = (_: Row, at: number): Row => ({ number: OUT_OF_REACH + at })

const UNIQUE_KEYS: readonly UniqueKey[] = [
  { row: NodeRow, columns: ['kind', 'code'], aside: ({ id = null }) => ({ code: id }) },
  { row: EntityRow, columns: ['ovoCode'], aside: () => ({ ovoCode: null }) },
  { row: PillarRow, columns: ['portfolioId', 'number'], aside: asideNumber },
  { row: ProjectRow, columns: ['portfolioId', 'number'], aside: asideNumber },
  { row: WorkstreamRow, columns: ['projectId', 'number'], aside: asideNumber },
  {
    row: BudgetArticleRow,
    columns: ['article', 'baseAllocation'],
    aside: ({ id = null }) => ({ article: id }),
  },
]

/** The rows as they must stand meanwhile. */
export function clearedWay(changes: readonly TableChanges[]): ClearedWay[] {
  const patches = [...freedKeys(changes), ...loosenedProjects(changes)]
  return [...new Set(patches.map(({ row }) => row))].map((row) => {
    const cleared = new Map<string, Row>()
    for (const { before, patch } of patches.filter((one) => one.row === row))
      cleared.set(String(before['id']), { ...before, ...cleared.get(String(before['id'])), ...patch })
    return { row, rows: [...cleared.values()] }
  })
}

interface Patch {
  readonly row: RowClass
  readonly before: Row
  readonly patch: Row
}

/** Two projects that swap their numbers, a new node with the code of one that goes, and the like. */
function freedKeys(changes: readonly TableChanges[]): Patch[] {
  return UNIQUE_KEYS.flatMap(({ row, columns, aside }) => {
    const { inserted, updated, deleted } = changesOf(changes, row)
    const keyOf = (of: Row) => JSON.stringify(columns.map((column) => of[column]))
    const coming = updated.filter(({ before, after }) => keyOf(before) !== keyOf(after))
    const wanted = [...inserted.map((one) => one.row), ...coming.map(({ after }) => after)]
    if (row === NodeRow) wanted.push(...changesOf(changes, NodeAliasRow).inserted.map((one) => one.row))
    const taken = new Set(wanted.map(keyOf))
    const leaving = [...coming.map(({ before }) => before), ...deleted.map((one) => one.row)]
    const inTheWay = leaving.filter((one) => taken.has(keyOf(one)))
    return inTheWay.map((before, at) => ({ row, before, patch: aside(before, at) }))
  })
}

/** Projects let go of a pillar that moves to another portfolio; they get their pillar when it is there. */
function loosenedProjects(changes: readonly TableChanges[]): Patch[] {
  const moved = changesOf(changes, PillarRow).updated.filter(
    ({ before, after }) => before['portfolioId'] !== after['portfolioId'],
  )
  const pillars = new Set(moved.map(({ before }) => before['id']))
  const { updated, deleted } = changesOf(changes, ProjectRow)
  const projects = [...updated.map(({ before }) => before), ...deleted.map(({ row }) => row)]
  const loosened = projects.filter(({ pillarId }) => pillars.has(pillarId))
  return loosened.map((before) => ({ row: ProjectRow, before, patch: { pillarId: null } }))
}
