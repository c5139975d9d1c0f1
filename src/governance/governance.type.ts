import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'
import { GraphNode } from '../graph/node.type.js'
import type { AdviceForm, Verdict } from './advice.table.js'
import type { CycleStepCode } from './cycle.js'
import type { DecisionStatus } from './decision.table.js'
import type { EvaluationOutcome } from './evaluation.table.js'
import type { DecisionRecord, MeetingRecord, MilestoneRecord } from './governance.reads.js'

export const DecisionStatusEnum = graphqlEnum('DecisionStatus', 'How far a decision is (stand).', {
  PROPOSED: 'It is asked for; nothing says that it was taken (voorgesteld).',
  TAKEN: 'It was taken (genomen).',
  EXPECTED: 'It is announced; it was not even proposed yet (verwacht).',
})
export const AdviceFormEnum = graphqlEnum('AdviceForm', 'What sort of advice it is (vorm).', {
  ADVICE: 'Advice of an adviser (advies).',
  AGREEMENT: 'Agreement on the budget (begrotingsakkoord).',
})
export const VerdictEnum = graphqlEnum('Verdict', 'What an adviser says (oordeel).', {
  FAVOURABLE: 'In favour (gunstig).',
  UNFAVOURABLE: 'Against (ongunstig).',
  REQUESTED: 'Asked for; no outcome is known (gevraagd).',
})
export const EvaluationOutcomeEnum = graphqlEnum(
  'EvaluationOutcome',
  'What an evaluation found (uitkomst).',
  {
    POSITIVE: 'In favour (positief).',
    NEGATIVE: 'Against (negatief).',
    EXPECTED: 'Still to come (verwacht).',
  },
)

export const CycleStepCodeEnum = graphqlEnum(
  'CycleStepCode',
  'Step of the yearly cycle of a portfolio, or condition on its money (stap).',
  {
    NEEDS: 'Needs are gathered at the partner forums (noden).',
    DRAFT: 'The portfolio is drafted (ontwerp).',
    PLAN: 'Plan and budget of what runs over several years are clear (plan).',
    CONTINUATION: 'Whether and how projects go on in the next year is decided (doorloop).',
    PRESENTATION: 'It is presented to the steering body (voorstelling).',
    PRIOR_EVALUATION: 'What the money before was spent on is judged (voorafgaande evaluatie).',
    VALIDATION: 'The steering body validates and nominates it (voordracht).',
    ADVICE: 'The Inspectorate of Finance advises (advies).',
    BUDGET_AGREEMENT: 'The budget side agrees (begrotingsakkoord).',
    RATIFICATION: 'The government decides on it (bekrachtiging).',
    SEPARATE_DECISION: 'A subsidy gets a decision of its own (aparte beslissing).',
    ADJUSTMENT: 'The steering body adjusts it during the year (bijsturing).',
    EVALUATION: 'The results are judged (evaluatie).',
  },
)

@ObjectType({ implements: GraphNode, description: 'A body that steers, advises or decides (orgaan).' })
export class GovernanceBody extends GraphNode {}

@ObjectType({ implements: GraphNode, description: 'A dated sitting of a body (zitting, forum, werksessie).' })
export class Meeting extends GraphNode {
  @Field(() => DateScalar, { nullable: true, description: 'Day it was held (datum); null where not stated.' })
  date!: string | null
}

@ObjectType({
  implements: GraphNode,
  description: 'What a body decided, is asked or is expected to decide (beslissing).',
})
export class Decision extends GraphNode {
  @Field(() => DecisionStatusEnum, { description: 'How far it is (stand).' })
  status!: DecisionStatus

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day it was taken (datum); null where not taken or not stated.',
  })
  date!: string | null

  @Field(() => [String], { description: 'Official document numbers, as printed (documentnummers).' })
  documentNumbers!: string[]
}

@ObjectType({ description: 'One article of a decision (artikel), in the words of this graph.' })
export class DecisionArticle {
  @Field(() => Int, { description: 'Its number.' })
  number!: number
}

@ObjectType({ implements: GraphNode, description: 'An advice or agreement, asked for or given (advies).' })
export class Advice extends GraphNode {
  @Field(() => AdviceFormEnum, { description: 'What sort it is (vorm).' })
  form!: AdviceForm

  @Field(() => VerdictEnum, { description: 'What it says (oordeel).' })
  verdict!: Verdict

  @Field(() => String, {
    nullable: true,
    description: 'Official number (documentnummer); null where not stated.',
  })
  documentNumber!: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day it was received, or asked for while REQUESTED (datum).',
  })
  date!: string | null
}

@ObjectType({ description: "One of the adviser's points with the reply to it (punt en repliek)." })
export class AdvicePoint {}

@ObjectType({ implements: GraphNode, description: 'A dated step to come (mijlpaal).' })
export class Milestone extends GraphNode {
  @Field(() => CycleStepCodeEnum, {
    nullable: true,
    description: 'Step of the yearly cycle, or condition on money, that it is (stap); null for any other.',
  })
  step!: CycleStepCode | null

  @Field(() => Int, {
    nullable: true,
    description: 'Budget year whose money it is about (begrotingsjaar); null for none or for every one.',
  })
  fiscalYear!: number | null
}

@ObjectType({
  implements: GraphNode,
  description: 'A judgement on a project, an allocation or a receiver of money (evaluatie).',
})
export class Evaluation extends GraphNode {
  @Field(() => Int, {
    nullable: true,
    description: 'Fiscal year it looks at (begrotingsjaar); null where not stated.',
  })
  fiscalYear!: number | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the judgement (datum); null where not given or not stated.',
  })
  date!: string | null

  @Field(() => EvaluationOutcomeEnum, {
    nullable: true,
    description: 'What it found (uitkomst); null where not stated.',
  })
  outcome!: EvaluationOutcome | null
}

@ObjectType({ description: 'A list of meetings, page by page.' })
export class MeetingConnection extends connectionOf<MeetingRecord>('Meeting', () => Meeting) {}

@ObjectType({ description: 'A list of decisions, page by page.' })
export class DecisionConnection extends connectionOf<DecisionRecord>('Decision', () => Decision) {}

@ObjectType({ description: 'A list of milestones, page by page.' })
export class MilestoneConnection extends connectionOf<MilestoneRecord>('Milestone', () => Milestone) {}
