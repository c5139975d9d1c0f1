import { Index, Key, Reference, Table, Uuid } from '../database/table.js'
import { EntityRow } from './entity.table.js'

/** Its subject is a node, a free relation or a remark, and so is tied to it by a law of the database, not by a foreign key. */
@Table(
  'draft',
  'Nodes, free relations and remarks that are not published; a row is written before its subject, and deleting it publishes',
)
@Index('draft_belongs_to_idx', ['belongsTo'])
export class DraftRow {
  @Key('uuid', 'draft_pk', 'The node, relation or remark')
  subjectId!: string

  @Uuid('The node or relation in whose ledger document it stands: itself, or the node of a remark')
  belongsTo!: string

  @Reference(
    () => EntityRow,
    'draft_owner_fk',
    'Entity whose draft it is; null for those that no entity may see',
    { nullable: true },
  )
  ownerId!: string | null
}
