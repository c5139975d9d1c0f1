import { Check, Day, ForeignKey, Key, Reference, Table, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { GovernanceBodyRow } from './governance-body.table.js'

export const DECISION_STATUSES = ['PROPOSED', 'TAKEN', 'EXPECTED'] as const
export type DecisionStatus = (typeof DECISION_STATUSES)[number]

@TypedNode('DECISION', 'What bodies decided, are asked to decide or are expected to decide')
@Check('decision_status_check', `status in ('PROPOSED', 'TAKEN', 'EXPECTED')`)
export class DecisionRow extends TypedNodeRow {
  @Text('PROPOSED, TAKEN or EXPECTED')
  status!: DecisionStatus

  @Day('Day it was taken; null where not taken or not stated', { nullable: true })
  date!: string | null

  @Reference(() => GovernanceBodyRow, 'decision_body_fk', 'Body that takes it (TAKEN_BY)')
  bodyId!: string

  @Text('Official document numbers, as printed', { array: true, default: () => `'{}'` })
  documentNumbers!: string[]
}

@Table('decision_article', 'The articles of a decision, in the words of this graph')
@ForeignKey(() => DecisionRow, ['decisionId'], ['id'], {
  name: 'decision_article_decision_fk',
  onDelete: 'CASCADE',
})
export class DecisionArticleRow {
  @Key('uuid', 'decision_article_pk', 'The decision')
  decisionId!: string

  @Key('integer', 'decision_article_pk', 'Number of the article')
  number!: number

  @Text('What it says, in Dutch')
  textNl!: string

  @Text('What it says, in English', { nullable: true })
  textEn!: string | null
}
