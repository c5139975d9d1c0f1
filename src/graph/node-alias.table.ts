import type { NodeKind } from '../kernel/node-kind.js'
import { ForeignKey, Index, Key, Table, Uuid } from '../database/table.js'
import { NodeRow } from './node.table.js'

@Table('node_alias', 'Codes that a node bore before it was corrected; they still find it')
@ForeignKey(() => NodeRow, ['nodeId', 'kind'], ['id', 'kind'], {
  name: 'node_alias_node_fk',
  onDelete: 'CASCADE',
})
@Index('node_alias_node_idx', ['nodeId'])
export class NodeAliasRow {
  @Key('text', 'node_alias_pk', 'Kind of node')
  kind!: NodeKind

  @Key('text', 'node_alias_pk', 'Code that was corrected')
  code!: string

  @Uuid('Node that bore the code')
  nodeId!: string
}
