import type { Language } from '../kernel/language.js'
import { Check, Day, ForeignKey, Key, Table, Text } from '../database/table.js'
import { NodeRow } from './node.table.js'

export const NAME_USES = ['VARIANT', 'ABBREVIATION', 'FULL', 'FORMER', 'OFFICIAL'] as const
export type NameUse = (typeof NAME_USES)[number]

@Table('node_name', 'Names of a node beside the one shown: former, official, abbreviated, as printed')
@Check('node_name_language_check', `language in ('NL', 'EN')`)
@Check('node_name_use_check', `use in ('VARIANT', 'ABBREVIATION', 'FULL', 'FORMER', 'OFFICIAL')`)
@Check('node_name_period_check', 'used_from < used_to')
@ForeignKey(() => NodeRow, ['nodeId'], ['id'], { name: 'node_name_node_fk', onDelete: 'CASCADE' })
export class NodeNameRow {
  @Key('uuid', 'node_name_pk', 'Node that bears the name')
  nodeId!: string

  @Key('integer', 'node_name_pk', 'Place in the list, from 1')
  position!: number

  @Text('The name as it is written')
  text!: string

  @Text('Language of the name: NL or EN')
  language!: Language

  @Text('What sort of name it is: VARIANT, ABBREVIATION, FULL, FORMER or OFFICIAL')
  use!: NameUse

  @Day('First day of use; null where not stated', { nullable: true })
  usedFrom!: string | null

  @Day('First day out of use; null where not stated', { nullable: true })
  usedTo!: string | null
}
