import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName, type NodeKind } from '../kernel/node-kind.js'
import { camelCase } from '../database/naming.js'
import type { LedgerDocument } from './ledger.table.js'

type Json = Readonly<Record<string, unknown>>

/** A node or relation as callers see it: its fields by their names in the API, lists after them. */
export type ShownDocument = Json

/** What the rows of these tables are called where they belong to a node; every other table has one row of it. */
const LISTS: Readonly<Record<string, string>> = {
  node_alias: 'formerCodes',
  node_name: 'otherNames',
  document_part: 'parts',
  decision_article: 'articles',
  advice_point: 'points',
  column_tie: 'ties',
}

/** Rows that stand in one another, or that say one thing of what they belong to. */
const NESTED = ['remark', 'remark_reading', 'remark_settlement', 'citation', 'draft', 'steward']

/** The kind of node that a column names; of the others the row itself tells. */
const NAMED: Readonly<Record<string, NodeKind>> = {
  portfolio_id: 'PORTFOLIO',
  pillar_id: 'PILLAR',
  project_id: 'PROJECT',
  owner_id: 'ENTITY',
  entity_id: 'ENTITY',
  body_id: 'GOVERNANCE_BODY',
  budget_article_id: 'BUDGET_ARTICLE',
  appropriation_id: 'APPROPRIATION',
  decision_id: 'DECISION',
  document_id: 'DOCUMENT',
}

/** Columns that say to whom a row of a list belongs, or where it was loaded from: the document itself tells. */
const UNTOLD = new Set(['origin', 'node_id', 'relation_id', 'remark_id', 'reading_rank', 'advice_id'])

/** Ids become global ids, so that they can be asked for; names as in the API; null stays null. */
export function showDocument(document: LedgerDocument | null): ShownDocument | null {
  if (document === null) return null
  const shown: Record<string, unknown> = {}
  const tables = Object.entries(document).filter(([table]) => !NESTED.includes(table))
  for (const [, rows] of tables.filter(([table]) => LISTS[table] === undefined))
    for (const row of rows) Object.assign(shown, showRow(row, ['id']))
  for (const [table, rows] of tables) {
    const list = LISTS[table]
    if (list !== undefined) shown[list] = [...rows].sort(byPlace).map((row) => showRow(row))
  }
  return {
    ...shown,
    ...showDraft(document, document['node'] ?? document['relation']),
    ...showSteward(document),
    ...showRemarks(document),
    ...citations(document, (row) => row['remark_id'] === null),
  }
}

/** Of a node, relation or remark that is not published. */
function showDraft({ draft = [] }: LedgerDocument, [subject]: readonly Json[] = []): Json {
  return draft.some((row) => row['subject_id'] === subject?.['id']) ? { draft: true } : {}
}

function showSteward({ steward = [] }: LedgerDocument): Json {
  const [row] = steward
  return row ? { steward: encodeGlobalId(kindTypeName('ENTITY'), String(row['entity_id'])) } : {}
}

function showSettlement({ remark_settlement: rows = [] }: LedgerDocument, remark: Json): Json {
  const row = rows.find((one) => one['remark_id'] === remark['id'])
  return row ? { settlement: showRow(row) } : {}
}

function showRemarks({ remark = [], remark_reading: readings = [], ...document }: LedgerDocument): Json {
  if (remark.length === 0) return {}
  const remarks = [...remark].sort(byPlace).map((row) => {
    const own = readings.filter((reading) => reading['remark_id'] === row['id']).sort(byPlace)
    const cited = (rank: unknown) =>
      citations(document, (one) => one['remark_id'] === row['id'] && one['reading_rank'] === rank)
    const shownReadings = own.map((reading) => ({ ...showRow(reading), ...cited(reading['rank']) }))
    return {
      ...showRow(row),
      ...showDraft(document, [row]),
      ...showSettlement(document, row),
      ...(own.length > 0 ? { readings: shownReadings } : {}),
      ...cited(null),
    }
  })
  return { remarks }
}

function citations({ citation = [] }: LedgerDocument, belongs: (row: Json) => boolean): Json {
  const own = citation.filter(belongs).sort(byPlace)
  return own.length === 0 ? {} : { citations: own.map((row) => showRow(row)) }
}

function byPlace(a: Json, b: Json): number {
  return placeOf(a) - placeOf(b)
}

function placeOf(row: Json): number {
  return Number(row['position'] ?? row['rank'] ?? row['number'] ?? 0)
}

/** @param ids columns that tell who the row is, and not only to whom it belongs */
function showRow(row: Json, ids: readonly string[] = []): Json {
  const shown: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(row)) {
    const isOwner =
      (column === 'id' || column === 'decision_id' || column === 'document_id') && isOwned(row, column)
    if (UNTOLD.has(column) || (isOwner && !ids.includes(column))) continue
    shown[camelCase(column.replace(/_id$/, ''))] = value === null ? null : showValue(row, column, value)
  }
  return shown
}

/** In a part of a decision or document that names it, and in whatever has an id of its own. */
function isOwned(row: Json, column: string): boolean {
  if (column === 'decision_id') return !('allocation_kind' in row)
  return column === 'id' || 'title_nl' in row
}

function showValue(row: Json, column: string, value: unknown): unknown {
  if (column === 'id')
    return encodeGlobalId(
      'source_id' in row ? 'Relation' : kindTypeName(row['kind'] as NodeKind),
      String(value),
    )
  const kind = NAMED[column] ?? endKind(row, column)
  return kind === undefined ? value : encodeGlobalId(kindTypeName(kind), String(value))
}

/** Of the ends of a relation. */
function endKind(row: Json, column: string): NodeKind | undefined {
  return column === 'source_id' || column === 'target_id'
    ? (row[column.replace(/_id$/, '_kind')] as NodeKind)
    : undefined
}
