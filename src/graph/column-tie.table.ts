import { Check, Flag, ForeignKey, Key, Table } from '../database/table.js'
import { DatedRow, PERIOD_LAW } from './dated-row.js'
import { NodeRow } from './node.table.js'

@Table('column_tie', 'What a tie in a typed column says of itself where that differs from its node')
@ForeignKey(() => NodeRow, ['nodeId'], ['id'], { name: 'column_tie_node_fk', onDelete: 'CASCADE' })
@Check('column_tie_period_check', PERIOD_LAW)
export class ColumnTieRow extends DatedRow {
  @Key('uuid', 'column_tie_pk', 'Node whose table holds the column')
  nodeId!: string

  @Key('text', 'column_tie_pk', 'The column without its ending _id')
  columnName!: string

  @Flag('True where the modeller concluded the tie and no document says it', { default: false })
  inferred!: boolean
}
