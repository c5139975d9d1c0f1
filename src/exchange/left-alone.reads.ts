import type { EntityManager } from 'typeorm'
import { formatReference } from '../kernel/reference.js'
import { NodeRow } from '../graph/node.table.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { RelationRow } from '../graph/relation.table.js'
import type { Sides } from './held-rows.js'
import type { RowSet } from './row-set.js'
import type { Row } from './seed-row.js'
import { relationWord } from './seed-relation.js'
import type { Leaving, WhyLeft } from './standing.js'

/** A node or relation of a data set that a load left as the database has it, though the files say otherwise. */
export interface LeftAlone {
  /** `project:VRD3-2025-01`; of a relation both its ends, `project:A depends-on project:B`. */
  readonly reference: string
  readonly subjectId: string
  readonly origin: string
  readonly what: WhyLeft
  /** Of the decision that it comes from. */
  readonly version: string
  readonly author: string
  readonly reason: string | null
}

/** What is left, by the names it has in the database, else in the files. */
export async function leftAlone(
  manager: EntityManager,
  left: ReadonlyMap<string, Leaving>,
  { stored, wanted }: Sides<RowSet>,
): Promise<LeftAlone[]> {
  if (left.size === 0) return []
  const told = [...left].flatMap(([subjectId, { what, decision }]) => {
    const row = [NodeRow, RelationRow]
      .flatMap((table) => [stored.rows(table).get(subjectId), wanted.rows(table).get(subjectId)])
      .find((found) => found !== undefined)?.row
    const { version, author, reason } = decision
    return row ? [{ row, subjectId, what, version, author, reason }] : []
  })
  const ends = told.flatMap(({ row }) => [row['sourceId'], row['targetId']]).filter((id) => id !== undefined)
  const names = await namesOf(manager, ends.map(String), wanted)
  const ofNode = (id: Row[string] | undefined) => names.get(String(id)) ?? String(id)
  const nameOf = (row: Row) =>
    row['sourceId'] === undefined
      ? referenceOf(row)
      : `${ofNode(row['sourceId'])} ${relationWord(row['kind'] as RelationKind)} ${ofNode(row['targetId'])}`
  return told
    .map(({ row, ...one }) => ({ reference: nameOf(row), origin: String(row['origin']), ...one }))
    .sort((a, b) => (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0))
}

async function namesOf(
  manager: EntityManager,
  ids: readonly string[],
  wanted: RowSet,
): Promise<Map<string, string>> {
  const rows = await manager.query<Row[]>('select id, kind, code from node where id = any ($1)', [ids])
  const gone = ids.map((id) => wanted.rows(NodeRow).get(id)?.row).filter((row) => row !== undefined)
  return new Map([...gone, ...rows].map((row) => [String(row['id']), referenceOf(row)]))
}

function referenceOf({ kind, code }: Row): string {
  return formatReference({ kind, code } as Parameters<typeof formatReference>[0])
}
