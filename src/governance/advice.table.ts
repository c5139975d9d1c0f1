import { Check, Day, ForeignKey, Key, Reference, Table, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'
import { GovernanceBodyRow } from './governance-body.table.js'

export const ADVICE_FORMS = ['ADVICE', 'AGREEMENT'] as const
export type AdviceForm = (typeof ADVICE_FORMS)[number]
export const VERDICTS = ['FAVOURABLE', 'UNFAVOURABLE', 'REQUESTED'] as const
export type Verdict = (typeof VERDICTS)[number]

@TypedNode('ADVICE', 'Advice and budget agreements, asked for or given')
@Check('advice_form_check', `form in ('ADVICE', 'AGREEMENT')`)
@Check('advice_verdict_check', `verdict in ('FAVOURABLE', 'UNFAVOURABLE', 'REQUESTED')`)
export class AdviceRow extends TypedNodeRow {
  @Text('ADVICE of an adviser or AGREEMENT on the budget')
  form!: AdviceForm

  @Text('FAVOURABLE, UNFAVOURABLE, or REQUESTED as long as no outcome is known')
  verdict!: Verdict

  @Day('Day it was received, or asked for; null where not stated', { nullable: true })
  date!: string | null

  @Text('Official number; null where not stated', { nullable: true })
  documentNumber!: string | null

  @Reference(() => GovernanceBodyRow, 'advice_body_fk', 'Body that gives it (GIVEN_BY)')
  bodyId!: string
}

@Table('advice_point', "An adviser's points and the replies to them, in the words of this graph")
@ForeignKey(() => AdviceRow, ['adviceId'], ['id'], { name: 'advice_point_advice_fk', onDelete: 'CASCADE' })
export class AdvicePointRow {
  @Key('uuid', 'advice_point_pk', 'The advice')
  adviceId!: string

  @Key('integer', 'advice_point_pk', 'Place in the list, from 1')
  position!: number

  @Text('What the adviser remarked, in Dutch')
  subjectNl!: string

  @Text('What the adviser remarked, in English', { nullable: true })
  subjectEn!: string | null

  @Text('What was replied, in Dutch; null where there is no reply', { nullable: true })
  replyNl!: string | null

  @Text('What was replied, in English', { nullable: true })
  replyEn!: string | null
}
