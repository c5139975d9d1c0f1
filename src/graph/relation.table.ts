import type { NodeKind } from '../kernel/node-kind.js'
import { Check, Exclusion, Flag, ForeignKey, Index, Key, Table, Text, Uuid } from '../database/table.js'
import { DatedRow, PERIOD_LAW } from './dated-row.js'
import { NodeRow } from './node.table.js'
import type { RelationKind } from './relation-kind.js'
import { RelationRuleRow } from './relation-kind.table.js'

@Table(
  'relation',
  'Free ties between nodes; ties that stand in a typed column are not repeated here (see the view tie)',
)
@ForeignKey(
  () => RelationRuleRow,
  ['kind', 'sourceKind', 'targetKind'],
  ['kind', 'sourceKind', 'targetKind'],
  { name: 'relation_rule_fk' },
)
@ForeignKey(() => NodeRow, ['sourceId', 'sourceKind'], ['id', 'kind'], { name: 'relation_source_fk' })
@ForeignKey(() => NodeRow, ['targetId', 'targetKind'], ['id', 'kind'], { name: 'relation_target_fk' })
@Check('relation_period_check', PERIOD_LAW)
@Exclusion(
  'relation_overlap_excl',
  `using gist ((kind || ' ' || source_id || ' ' || target_id) with =, daterange(valid_from, valid_to) with &&)`,
)
@Check('relation_ends_check', 'source_id <> target_id')
@Index('relation_source_idx', ['sourceId', 'kind'])
@Index('relation_target_idx', ['targetId', 'kind', 'sourceId', 'id'])
export class RelationRow extends DatedRow {
  @Key('uuid', 'relation_pk', 'UUID v5 of kind, ends and first day')
  id!: string

  @Text('Kind of relation, read from source to target')
  kind!: RelationKind

  @Uuid('Node the relation starts from')
  sourceId!: string

  @Text('Kind of that node')
  sourceKind!: NodeKind

  @Uuid('Node the relation leads to')
  targetId!: string

  @Text('Kind of that node')
  targetKind!: NodeKind

  @Flag('True where the modeller concluded it and no document says it', { default: false })
  inferred!: boolean

  @Text('Data set it was loaded from; null where it was written through the service', { nullable: true })
  origin!: string | null
}
