import { Check, Text, Unique } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

export const ENTITY_TYPES = ['DEPARTMENT', 'AGENCY', 'COMPANY', 'NON_PROFIT', 'OTHER'] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

@TypedNode('ENTITY', 'Government entities and others that receive, manage or use')
@Unique('entity_ovo_code_key', ['ovoCode'])
@Check('entity_ovo_code_check', `ovo_code ~ '^OVO[0-9]{6}$'`)
@Check(
  'entity_entity_type_check',
  `entity_type in ('DEPARTMENT', 'AGENCY', 'COMPANY', 'NON_PROFIT', 'OTHER')`,
)
export class EntityRow extends TypedNodeRow {
  @Text('Code in the Flemish register of organisations; null where not known', { nullable: true })
  ovoCode!: string | null

  @Text('DEPARTMENT, AGENCY, COMPANY, NON_PROFIT or OTHER; null where not known', { nullable: true })
  entityType!: EntityType | null
}
