import type { NodeKind } from '../kernel/node-kind.js'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { changesOf, type TableChanges } from './row-changes.js'
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
  wanted: RowSet,
  changes: readonly TableChanges[],
): Omit<LoadReport, 'version'> {
  const touched = new Set(
    changes
      .flatMap(({ inserted, updated, deleted }) => [...inserted, ...updated, ...deleted])
      .map(({ owner }) => owner),
  )
  const count = (row: typeof NodeRow | typeof RelationRow, origin: string): ChangeCounts => {
    const { inserted, deleted } = changesOf(changes, row)
    const bornOrGone = new Set([...inserted, ...deleted].map(({ owner }) => owner))
    const here = (rows: typeof inserted) => rows.filter((one) => one.row['origin'] === origin)
    const kept = here([...wanted.rows(row).values()]).filter(
      ({ owner }) => touched.has(owner) && !bornOrGone.has(owner),
    )
    return { created: here(inserted).length, changed: kept.length, removed: here(deleted).length }
  }
  const kinds = [...wanted.rows(NodeRow).values()].map(({ row }) => row['kind'] as NodeKind)
  const nodes: Partial<Record<NodeKind, number>> = {}
  for (const kind of kinds) nodes[kind] = (nodes[kind] ?? 0) + 1
  return {
    unchanged: touched.size === 0,
    dataSets: origins.map((origin) => ({
      origin,
      nodes: count(NodeRow, origin),
      relations: count(RelationRow, origin),
    })),
    totals: { nodes, relations: wanted.rows(RelationRow).size },
  }
}
