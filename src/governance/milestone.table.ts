import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Check, Day, Index, Int, Reference, Text } from '../database/table.js'
import { dayLaw } from '../graph/dated-row.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { CYCLE_STEP_CODES, type CycleStepCode } from './cycle.js'
import { GovernanceBodyRow } from './governance-body.table.js'

@TypedNode('MILESTONE', 'Dated steps to come, of the yearly cycle or of a project')
@Check('milestone_due_check', dayLaw('due'))
@Check('milestone_step_check', `step in (${CYCLE_STEP_CODES.map((code) => `'${code}'`).join(', ')})`)
@Check(
  'milestone_fiscal_year_check',
  'fiscal_year is null or fiscal_year between 1900 and 2200 and step is not null',
)
@Index('milestone_fiscal_year_idx', ['fiscalYear', 'step'], { where: 'step is not null' })
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

  @Text('Step of the yearly cycle, or condition on money, that it is; null for any other', { nullable: true })
  step!: CycleStepCode | null

  @Int('Budget year whose money it is about; null for a step of every year', { nullable: true })
  fiscalYear!: number | null
}
