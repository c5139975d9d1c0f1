import type { NodeKind } from '../kernel/node-kind.js'
import { Check, ForeignKey, Int, Key, Table, Text } from '../database/table.js'
import { NodeKindRow } from './node.table.js'
import type { ImpactDirection, RelationKind } from './relation-kind.js'

@Table('relation_kind', 'What each kind of relation means')
@Check('relation_kind_impact_check', `impact in ('NONE', 'TO_SOURCE', 'TO_TARGET', 'BOTH')`)
export class RelationKindRow {
  @Key('text', 'relation_kind_pk', 'Kind of relation, read from source to target')
  kind!: RelationKind

  @Text('The kind as read from target to source')
  inverse!: string

  @Text('Which end is touched when the other changes: NONE, TO_SOURCE, TO_TARGET or BOTH')
  impact!: ImpactDirection

  @Int('Which of two parallel ties tells more: the lower number')
  rank!: number
}

@Table(
  'relation_rule',
  'Which kinds of node a free relation may tie; what a typed column holds is not among them, so that no fact stands twice',
)
@ForeignKey(() => RelationKindRow, ['kind'], ['kind'], { name: 'relation_rule_kind_fk' })
@ForeignKey(() => NodeKindRow, ['sourceKind'], ['kind'], { name: 'relation_rule_source_fk' })
@ForeignKey(() => NodeKindRow, ['targetKind'], ['kind'], { name: 'relation_rule_target_fk' })
export class RelationRuleRow {
  @Key('text', 'relation_rule_pk', 'Kind of relation')
  kind!: RelationKind

  @Key('text', 'relation_rule_pk', 'Kind of node at the source')
  sourceKind!: NodeKind

  @Key('text', 'relation_rule_pk', 'Kind of node at the target')
  targetKind!: NodeKind
}
