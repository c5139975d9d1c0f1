import {
  Big,
  Check,
  Code,
  Index,
  Instant,
  Int,
  Json,
  Key,
  Table,
  Text,
  Unique,
  Uuid,
} from '../database/table.js'

/*
 * The ledger: which transaction changed what of the graph, when, by whom and why. Only the database writes it, at the
 * end of every transaction that changed a table of the graph; the versioned rows of the schema `history` follow from it.
 */

@Table(
  'graph_head',
  'The version the graph is at; its one row is locked last in every write, so that versions have no gap and no reorder',
)
@Check('graph_head_one_check', 'one')
export class GraphHeadRow {
  @Key('boolean', 'graph_head_pk', 'Always true: there is one row', { default: true })
  one!: boolean

  @Big('Version the graph is at; 0 before the first')
  version!: string

  @Text('Hash of that version; null before the first', { nullable: true })
  hash!: string | null

  @Instant('When it was taken; null before the first', { nullable: true })
  at!: Date | null
}

@Table('graph_version', 'One row for each transaction that changed the graph')
@Index('graph_version_at_idx', ['at'])
export class GraphVersionRow {
  @Key('bigint', 'graph_version_pk', 'Counted from 1 without a gap')
  version!: string

  @Instant('When it was taken; never before an earlier version')
  at!: Date

  @Text('Who changed the graph')
  author!: string

  @Text('Why; null where none was given', { nullable: true })
  reason!: string | null

  @Int('How many nodes and relations changed')
  changes!: number

  @Text('SHA-256 over the version before, this one and its changes')
  hash!: string
}

export type ChangeOperation = 'CREATED' | 'CORRECTED' | 'ENDED'

/** A node or relation with all its rows, by table. */
export type LedgerDocument = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

@Table(
  'graph_change',
  'What each version changed: a node or relation as it stood before and after, with all its rows',
)
@Unique('graph_change_subject_key', ['subjectId', 'version'])
@Check(
  'graph_change_operation_check',
  `operation = case when before is null then 'CREATED' when after is null then 'ENDED' else 'CORRECTED' end`,
)
@Check('graph_change_kind_check', '(kind is null) = (reference is null)')
@Index('graph_change_kind_idx', ['kind', 'version'])
@Index('graph_change_reference_idx', ['reference', 'version'])
export class GraphChangeRow {
  @Key('bigint', 'graph_change_pk', 'Version that changed it')
  version!: string

  @Key('integer', 'graph_change_pk', 'Place in the version, from 1')
  position!: number

  @Uuid('The node or free relation')
  subjectId!: string

  @Text('Kind of node; null for a relation', { nullable: true })
  kind!: string | null

  @Code('Reference of the node as it was then; null for a relation', { nullable: true })
  reference!: string | null

  @Text('CREATED, CORRECTED or ENDED')
  operation!: ChangeOperation

  @Json('Its rows by table, as they stood before; null where there were none', { nullable: true })
  before!: LedgerDocument | null

  @Json('Its rows by table, as they stand after; null where there are none', { nullable: true })
  after!: LedgerDocument | null

  @Text('SHA-256 over all of this')
  hash!: string
}
