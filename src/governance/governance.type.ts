import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'
import { GraphNode } from '../graph/node.type.js'
import type { AdviceForm, Verdict } from './advice.table.js'
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
export class Milestone extends GraphNode {}

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
