import { Check, Day, Int, Reference, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { GovernanceBodyRow } from './governance-body.table.js'

export const EVALUATION_OUTCOMES = ['POSITIVE', 'NEGATIVE', 'EXPECTED'] as const
export type EvaluationOutcome = (typeof EVALUATION_OUTCOMES)[number]

@TypedNode('EVALUATION', 'Judgements on projects and on receivers of operating money')
@Check('evaluation_outcome_check', `outcome in ('POSITIVE', 'NEGATIVE', 'EXPECTED')`)
export class EvaluationRow extends TypedNodeRow {
  @Int('Fiscal year it looks at; null where not stated', { nullable: true })
  fiscalYear!: number | null

  @Day('Day of the judgement; null where not stated or not given yet', { nullable: true })
  date!: string | null

  @Text('POSITIVE, NEGATIVE, or EXPECTED as long as there is none; null where not stated', { nullable: true })
  outcome!: EvaluationOutcome | null

  @Reference(() => GovernanceBodyRow, 'evaluation_body_fk', 'Body that judges (MANAGED_BY)', {
    nullable: true,
  })
  bodyId!: string | null
}
