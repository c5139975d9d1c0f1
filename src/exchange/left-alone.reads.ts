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
  readonly what: WhyLeft
  /** Of the decision that it comes from. */
  readonly version: string
  readonly author: string
  readonly reason: string | null
  readonly subjectId: string
}

/** What is left of each data set, by the names it has in the database, else in the files. */
export async function leftAlone(
  manager: EntityManager,
  left: ReadonlyMap<string, Leaving>,
  { stored, wanted }: Sides<RowSet>,
): Promise<Map<string, LeftAlone[]>> {
  const byOrigin = new Map<string, LeftAlone[]>()
  if (left.size === 0) return byOrigin
  const told = [...left].flatMap(([subjectId, { what, decision }]) => {
    const row = [NodeRow, RelationRow]
      .flatMap((table) => [stored.rows(table).get(subjectId), wanted.rows(table).get(subjectId)])
      .find((found) => found !== undefined)?.row
    const { version, author, reason } = decision
    return row ? [{ row, what, version, author, reason, subjectId }] : []
  })
  const ends = told.flatMap(({ row }) => [row['sourceId'], row['targetId']]).filter((id) => id !== undefined)
  const names = await namesOf(manager, ends.map(String), wanted)
  const ofNode = (id: Row[string] | undefined) => names.get(String(id)) ?? String(id)
  const nameOf = (row: Row) =>
    row['sourceId'] === undefined
      ? referenceOf(row)
      : `${ofNode(row['sourceId'])} ${relationWord(row['kind'] as RelationKind)} ${ofNode(row['targetId'])}`
  for (const { row, ...one } of told) {
    const origin = String(row['origin'])
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), { reference: nameOf(row), ...one }])
  }
  for (const list of byOrigin.values()) list.sort((a, b) => (a.reference < b.reference ? -1 : 1))
  return byOrigin
}

/** By which names nodes go, or last went; those that never were go by what the files call them. */
async function namesOf(
  manager: EntityManager,
  ids: readonly string[],
  wanted: RowSet,
): Promise<Map<string, string>> {
  const known = await manager.query<{ id: string; reference: string }[]>(
    `select asked.id, last.reference from unnest($1::uuid[]) as asked (id) cross join lateral (
       select c.reference from graph_change c where c.subject_id = asked.id order by c.version desc limit 1
     ) as last`,
    [ids],
  )
  const asked = ids.map((id) => wanted.rows(NodeRow).get(id)?.row).filter((row) => row !== undefined)
  return new Map([
    ...asked.map((row): [string, string] => [String(row['id']), referenceOf(row)]),
    ...known.map(({ id, reference }): [string, string] => [id, reference]),
  ])
}

function referenceOf({ kind, code }: Row): string {
  return formatReference({ kind, code } as Parameters<typeof formatReference>[0])
}
