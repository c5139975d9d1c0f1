import { Check, ForeignKey, Index, Int, Key, Reference, Table, Text, Uuid } from '../database/table.js'
import { DocumentPartRow } from './document.table.js'
import { NodeRow } from './node.table.js'
import { RelationRow } from './relation.table.js'
import { RemarkReadingRow, RemarkRow } from './remark.table.js'

/**
 * A citation belongs to exactly one thing: a node, a tie in a column of a node, a free relation,
 * a remark, or one reading of a remark.
 */
@Table('citation', 'Where a fact stands: the exact place in a document')
@ForeignKey(() => DocumentPartRow, ['documentId', 'locator'], ['documentId', 'locator'], {
  name: 'citation_part_fk',
})
@ForeignKey(() => RemarkReadingRow, ['remarkId', 'readingRank'], ['remarkId', 'rank'], {
  name: 'citation_reading_fk',
  onDelete: 'CASCADE',
})
@Check('citation_subject_check', 'num_nonnulls(node_id, relation_id, remark_id) = 1')
@Check('citation_column_check', 'column_name is null or node_id is not null')
@Check('citation_reading_check', 'reading_rank is null or remark_id is not null')
@Index('citation_part_idx', ['documentId', 'locator'])
export class CitationRow {
  @Key('uuid', 'citation_pk', 'UUID v5 of what cites and what is cited')
  id!: string

  @Uuid('Document that is cited')
  documentId!: string

  @Text('Place in it: section/part/row')
  locator!: string

  @Int('Place in the list, from 1')
  position!: number

  @Reference(() => NodeRow, 'citation_node_fk', 'Node that cites', { nullable: true, onDelete: 'CASCADE' })
  nodeId!: string | null

  @Text('Typed column of that node whose tie cites; null where the node itself does', { nullable: true })
  columnName!: string | null

  @Reference(() => RelationRow, 'citation_relation_fk', 'Free relation that cites', {
    nullable: true,
    onDelete: 'CASCADE',
  })
  relationId!: string | null

  @Reference(() => RemarkRow, 'citation_remark_fk', 'Remark that cites', {
    nullable: true,
    onDelete: 'CASCADE',
  })
  remarkId!: string | null

  @Int('Reading of the remark that cites; null where the remark itself does', { nullable: true })
  readingRank!: number | null
}
