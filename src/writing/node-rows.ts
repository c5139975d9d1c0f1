import { isJsonObject } from '../kernel/json-object.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { CitationRow } from '../graph/citation.table.js'
import { NodeNameRow } from '../graph/node-name.table.js'
import { NodeRow } from '../graph/node.table.js'
import { citationRow, type CitedPlace } from '../exchange/citation-row.js'
import type { RowsField } from '../exchange/kind-fields.js'
import type { RowSet } from '../exchange/row-set.js'
import { SEED_KINDS } from '../exchange/seed-kinds.js'
import type { Row } from '../exchange/seed-row.js'
import type { NameInput } from './parts.input.js'
import { periodColumns, type ResolvedNode, textColumns } from './resolve-nodes.js'
import type { NewNodeInput } from './node.input.js'

/** The rows of a new node. */
export function addNode(
  rows: RowSet,
  id: string,
  { kind, code, name, description, validity, inferred, names }: NewNodeInput,
  { columns, lists, citations = [] }: ResolvedNode,
): void {
  rows.add(NodeRow, id, {
    id,
    kind,
    code,
    ...textColumns('name', name),
    ...textColumns('description', description),
    inferred: inferred ?? false,
    origin: null,
    ...periodColumns(validity),
  })
  addNames(rows, id, names ?? [])
  rows.add(SEED_KINDS[kind].row, id, { id, kind, ...columns })
  addLists(rows, id, kind, lists)
  addCitations(rows, id, { nodeId: id }, [id], citations)
}

export function addNames(rows: RowSet, nodeId: string, names: readonly NameInput[]): void {
  for (const [at, { text, language, use, from, to }] of names.entries())
    rows.add(NodeNameRow, nodeId, {
      nodeId,
      position: at + 1,
      text,
      language,
      use,
      usedFrom: from ?? null,
      usedTo: to ?? null,
    })
}

export function addLists(rows: RowSet, nodeId: string, kind: NodeKind, lists: ResolvedNode['lists']): void {
  for (const [key, items] of lists) {
    const field = SEED_KINDS[kind].fields[key] as RowsField
    for (const [at, item] of items.entries())
      rows.add(field.table, nodeId, field.row(nodeId, withoutNothing(item as object) as never, at + 1))
  }
}

/**
 * @param subject columns that say what cites.
 * @param apart what tells it from all else that cites.
 */
export function addCitations(
  rows: RowSet,
  owner: string,
  subject: Row,
  apart: readonly string[],
  places: readonly CitedPlace[],
): void {
  for (const [at, place] of places.entries())
    rows.add(CitationRow, owner, citationRow(place, at + 1, subject, apart))
}

/** Inputs hold undefined and null where nothing is said; rows know one nothing. */
function withoutNothing(item: object): object {
  const kept = Object.entries(item).filter(([, value]) => value != null)
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isJsonObject(value) ? { en: null, ...withoutNothing(value) } : value]),
  )
}
