import { Check, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

export const REGULATION_TYPES = ['DIRECTIVE', 'REGULATION', 'DECREE', 'STANDARD'] as const
export type RegulationType = (typeof REGULATION_TYPES)[number]

@TypedNode('REGULATION', 'Laws, regulations and standards that the programme implements')
@Check(
  'regulation_regulation_type_check',
  `regulation_type in ('DIRECTIVE', 'REGULATION', 'DECREE', 'STANDARD')`,
)
export class RegulationRow extends TypedNodeRow {
  @Text('DIRECTIVE, REGULATION, DECREE or STANDARD; null where not stated', { nullable: true })
  regulationType!: RegulationType | null

  @Text('Number in its public register, such as CELEX; null where not known', { nullable: true })
  identifier!: string | null
}
