import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Check, Day, Reference, Text } from '../database/table.js'
import { dayLaw } from '../graph/dated-row.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { GovernanceBodyRow } from './governance-body.table.js'

@TypedNode('MILESTONE', 'Dated steps to come, of the yearly cycle or of a project')
@Check('milestone_due_check', dayLaw('due'))
export class MilestoneRow extends TypedNodeRow {
  @Day('When it is due, its first day where only a month, quarter or year is given; null where not stated', {
    nullable: true,
  })
  due!: string | null

  @Text('How exactly that is known', { nullable: true })
  duePrecision!: DatePrecision | null

  @Reference(() => GovernanceBodyRow, 'milestone_body_fk', 'Body whose turn it is (MANAGED_BY)', {
    nullable: true,
  })
  bodyId!: string | null
}
