import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Check, Day, Text } from '../database/table.js'
import { dayLaw } from '../graph/dated-row.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

@TypedNode('POLICY_DOCUMENT', 'Coalition agreements, policy notes, strategies and recommendations')
@Check('policy_document_date_check', dayLaw('date'))
export class PolicyDocumentRow extends TypedNodeRow {
  @Day('Date of the document; null where not stated', { nullable: true })
  date!: string | null

  @Text('How exactly the date is known', { nullable: true })
  datePrecision!: DatePrecision | null
}
