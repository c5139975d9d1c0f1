import type { DataSource } from 'typeorm'
import { NODE_KINDS } from '../kernel/node-kind.js'
import { snakeCase } from '../database/naming.js'
import { CitationRow } from '../graph/citation.table.js'
import { ColumnTieRow } from '../graph/column-tie.table.js'
import { DocumentPartRow } from '../graph/document.table.js'
import { NodeAliasRow } from '../graph/node-alias.table.js'
import { NodeNameRow } from '../graph/node-name.table.js'
import { NodeRow } from '../graph/node.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { RemarkReadingRow, RemarkRow } from '../graph/remark.table.js'
import { AdvicePointRow } from '../governance/advice.table.js'
import { DecisionArticleRow } from '../governance/decision.table.js'
import { SEED_KINDS } from './seed-kinds.js'
import type { RowClass } from './seed-row.js'

/** A table that seed files fill. */
export interface SeedTable {
  readonly row: RowClass
  readonly name: string
  readonly columns: readonly SeedColumn[]
  readonly keys: readonly SeedColumn[]
  /** SQL: what is joined to the table `t`, so that `owner` (id of the node or relation) and `origin` can be said. */
  readonly joined: string
  readonly owner: string
  readonly origin: string
}

export interface SeedColumn {
  readonly property: string
  readonly name: string
  /** Days and exact decimals are read as texts. */
  readonly asText: boolean
}

type Owned = Pick<SeedTable, 'joined' | 'owner' | 'origin'>

const ITSELF: Owned = { joined: '', owner: 't.id', origin: 't.origin' }
const ofNode = (column: string): Owned => ({
  joined: `join node n on n.id = t.${column}`,
  owner: 'n.id',
  origin: 'n.origin',
})
const OF_REMARK: Owned = {
  joined: 'join remark m on m.id = t.remark_id join node n on n.id = m.node_id',
  owner: 'n.id',
  origin: 'n.origin',
}
const OF_ANYTHING: Owned = {
  joined: `left join remark m on m.id = t.remark_id left join relation r on r.id = t.relation_id
    left join node n on n.id = coalesce(t.node_id, m.node_id)`,
  owner: 'coalesce(n.id, r.id)',
  origin: 'coalesce(n.origin, r.origin)',
}

/** In the order in which rows can be written: what is referred to comes first. */
const TABLES: readonly (readonly [RowClass, Owned])[] = [
  [NodeRow, ITSELF],
  [NodeAliasRow, ofNode('node_id')],
  [NodeNameRow, ofNode('node_id')],
  ...NODE_KINDS.map((kind) => [SEED_KINDS[kind].row, ofNode('id')] as const),
  [DocumentPartRow, ofNode('document_id')],
  [DecisionArticleRow, ofNode('decision_id')],
  [AdvicePointRow, ofNode('advice_id')],
  [ColumnTieRow, ofNode('node_id')],
  [RelationRow, ITSELF],
  [RemarkRow, ofNode('node_id')],
  [RemarkReadingRow, OF_REMARK],
  [CitationRow, OF_ANYTHING],
]

/** Kept by the database itself. */
const DERIVED = new Set(['appropriation.allocated'])

export function seedTables(dataSource: DataSource): SeedTable[] {
  return TABLES.map(([row, owned]) => {
    const { tableName, columns } = dataSource.getMetadata(row)
    const all = columns
      .filter(({ databaseName }) => !DERIVED.has(`${tableName}.${databaseName}`))
      .map(({ propertyName, databaseName, type, isPrimary }) => ({
        property: propertyName,
        name: databaseName,
        asText: type === 'date' || type === 'numeric',
        isPrimary,
      }))
    return { row, name: tableName, columns: all, keys: all.filter(({ isPrimary }) => isPrimary), ...owned }
  })
}

/** `budgetArticle` as `column_tie.column_name` and the view `tie` call it: `budget_article`. */
export function tieColumn(field: string): string {
  return snakeCase(field)
}
