import { ForeignKey, Key, Reference, Table } from '../database/table.js'
import { NodeRow } from '../graph/node.table.js'
import { EntityRow } from './entity.table.js'

@Table(
  'steward',
  'Who looks after a node and may write to it; written before a new node, which is checked against it',
)
@ForeignKey(() => NodeRow, ['nodeId'], ['id'], {
  name: 'steward_node_fk',
  onDelete: 'CASCADE',
  deferrable: 'INITIALLY DEFERRED',
})
export class StewardRow {
  @Key('uuid', 'steward_pk', 'The node')
  nodeId!: string

  @Reference(() => EntityRow, 'steward_entity_fk', 'Entity that looks after it')
  entityId!: string
}
