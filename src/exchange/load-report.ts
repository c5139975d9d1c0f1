import type { NodeKind } from '../kernel/node-kind.js'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import type { Sides } from './held-rows.js'
import type { LeftAlone } from './left-alone.reads.js'
import { changedOwners, changesOf, type TableChanges } from './row-changes.js'
import type { RowSet } from './row-set.js'

export interface ChangeCounts {
  readonly created: number
  /** A change of a name, remark, citation or the like is a change of its node or relation. */
  readonly changed: number
  readonly removed: number
}

export interface DataSetReport {
  readonly origin: string
  readonly nodes: ChangeCounts
  readonly relations: ChangeCounts
  /** What was decided since and the files say otherwise, with what it pulled along. */
  readonly leftAlone: readonly LeftAlone[]
}

export interface LoadReport {
  /** The graph version that the load made; null where nothing was written. */
  readonly version: string | null
  /** True where the database held all of it already, and nothing was written. */
  readonly unchanged: boolean
  readonly dataSets: readonly DataSetReport[]
  /** What the data sets now hold together. */
  readonly totals: { readonly nodes: Readonly<Partial<Record<NodeKind, number>>>; readonly relations: number }
}

export function loadReport(
  origins: readonly string[],
  { stored, wanted }: Sides<RowSet>,
  changes: readonly TableChanges[],
  left: ReadonlyMap<string, readonly LeftAlone[]>,
): Omit<LoadReport, 'version'> {
  const touched = changedOwners(changes)
  const leftIds = new Set([...left.values()].flat().map(({ subjectId }) => subjectId))
  const standing = (row: typeof NodeRow | typeof RelationRow) => [
    ...[...wanted.rows(row).values()].filter(({ owner }) => !leftIds.has(owner)),
    ...[...stored.rows(row).values()].filter(({ owner }) => leftIds.has(owner)),
  ]
  const count = (row: typeof NodeRow | typeof RelationRow, origin: string): ChangeCounts => {
    const { inserted, deleted } = changesOf(changes, row)
    const bornOrGone = new Set([...inserted, ...deleted].map(({ owner }) => owner))
    const here = (rows: typeof inserted) => rows.filter((one) => one.row['origin'] === origin)
    const kept = here(standing(row)).filter(({ owner }) => touched.has(owner) && !bornOrGone.has(owner))
    return { created: here(inserted).length, changed: kept.length, removed: here(deleted).length }
  }
  const kinds = standing(NodeRow).map(({ row }) => row['kind'] as NodeKind)
  const nodes: Partial<Record<NodeKind, number>> = {}
  for (const kind of kinds) nodes[kind] = (nodes[kind] ?? 0) + 1
  return {
    unchanged: touched.size === 0,
    dataSets: origins.map((origin) => ({
      origin,
      nodes: count(NodeRow, origin),
      relations: count(RelationRow, origin),
      leftAlone: left.get(origin) ?? [],
    })),
    totals: { nodes, relations: standing(RelationRow).length },
  }
}
