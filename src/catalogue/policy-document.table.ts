import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Day, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('POLICY_DOCUMENT', 'Coalition agreements, policy notes, strategies and recommendations')
export class PolicyDocumentRow extends TypedNodeRow {
  @Day('Date of the document; null where not stated', { nullable: true })
  date!: string | null

  @Text('How exactly the date is known', { nullable: true })
  datePrecision!: DatePrecision | null
}
