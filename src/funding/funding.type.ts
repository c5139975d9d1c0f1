import { Field, Float, Int, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'
import { GraphNode } from '../graph/node.type.js'
import type { AllocationKind, AllocationStatus } from './allocation.table.js'
import type { CreditType } from './appropriation.table.js'
import type { GateCode, GateStatus } from './gates.js'
import { Money } from './money.type.js'

export const CreditTypeEnum = graphqlEnum('CreditType', 'What a credit allows in its year (soort krediet).', {
  COMMITMENT_AND_PAYMENT: 'To enter into and to pay (VAK en VEK).',
  COMMITMENT: 'To enter into commitments (vastleggingskrediet, VAK).',
  PAYMENT: 'To pay (vereffeningskrediet, VEK).',
})
export const AllocationKindEnum = graphqlEnum(
  'AllocationKind',
  'What an amount is given for (soort toewijzing).',
  {
    INVESTMENT: 'To build (investering).',
    OPERATING: 'To keep running what was built (beheer en exploitatie).',
    SUBSIDY: 'To support, under a decision of its own (subsidie).',
  },
)
export const AllocationStatusEnum = graphqlEnum(
  'AllocationStatus',
  'How far an allocation is (stand). PROPOSED and GRANTED count against the appropriation.',
  {
    DRAFT: 'Being drawn up (ontwerp).',
    PROPOSED: 'Put before who decides; nothing says it was granted (voorgesteld).',
    GRANTED: 'Granted by a decision (toegekend).',
    WITHDRAWN: 'Taken back (ingetrokken).',
  },
)
export const GateCodeEnum = graphqlEnum('GateCode', 'What money must pass before it can be spent (poort).', {
  PLAN: 'Plan and budget of a project that goes on from an earlier year, where a milestone asks for it (plan).',
  CONTINUATION: 'Decision that such a project goes on (doorloop).',
  NOMINATION: 'Nominated by the steering body (voordracht).',
  ADVICE: 'Advice of the Inspectorate of Finance (advies).',
  BUDGET_AGREEMENT: 'Agreement on the budget (begrotingsakkoord).',
  DECISION: 'Decision of the government (beslissing).',
  SEPARATE_DECISION: 'Its own separate decision, for a subsidy (aparte beslissing).',
  EVALUATION: 'Evaluation of the money before, where a milestone lays it down: of 2026 on (evaluatie).',
})
export const GateStatusEnum = graphqlEnum('GateStatus', 'Whether a gate is passed (stand van een poort).', {
  PASSED: 'Passed (gepasseerd).',
  WAITING: 'Asked for or to come; no outcome is known (wachtend).',
  NOT_STATED: 'The documents do not tell whether it applies (niet vermeld).',
})
export const AllocationGroupingEnum = graphqlEnum(
  'AllocationGrouping',
  'What allocations are grouped by (groepering).',
  {
    ENTITY: 'Receiving entity (entiteit).',
    PROJECT: 'Receiving project.',
    PILLAR: 'Main line of that project (hoofdlijn).',
    PORTFOLIO: 'Portfolio.',
    PROGRAMME: 'Programme, or pair of programmes, of the portfolio (programma).',
    FISCAL_YEAR: 'Budget year (begrotingsjaar).',
    KIND: 'What the amount is given for (soort).',
  },
)

@ObjectType({
  implements: GraphNode,
  description: 'Where money stands in the budget (begrotingsartikel met basisallocatie).',
})
export class BudgetArticle extends GraphNode {
  @Field(() => String, { description: 'Code of the article (begrotingsartikel), not interpreted.' })
  article!: string

  @Field(() => String, { description: 'Code of the base allocation (basisallocatie), not interpreted.' })
  baseAllocation!: string
}

@ObjectType({ implements: GraphNode, description: 'A credit on a budget article for a year (krediet).' })
export class Appropriation extends GraphNode {
  @Field(() => Int, { description: 'Budget year (begrotingsjaar).' })
  fiscalYear!: number

  @Field(() => CreditTypeEnum, {
    nullable: true,
    description:
      'What it allows (soort krediet). Null with a NOT_STATED remark where the document does not say.',
  })
  creditType!: CreditType | null
}

@ObjectType({
  implements: GraphNode,
  description: 'An amount from an appropriation to a project or an entity (toewijzing).',
})
export class Allocation extends GraphNode {
  @Field(() => AllocationKindEnum, { description: 'What it is given for (soort).' })
  allocationKind!: AllocationKind

  @Field(() => AllocationStatusEnum, { description: 'How far it is (stand).' })
  status!: AllocationStatus

  @Field(() => Int, { description: 'Budget year (begrotingsjaar).' })
  fiscalYear!: number
}

@ObjectType({ description: 'One of the things money must pass before it can be spent (poort).' })
export class Gate {
  @Field(() => GateCodeEnum, { description: 'Which gate it is.' })
  code!: GateCode

  @Field(() => GateStatusEnum, { description: 'Whether it is passed (stand).' })
  status!: GateStatus

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the evidence (datum): when it was passed or, while WAITING, asked for.',
  })
  date!: string | null
}

@ObjectType({ description: 'Allocations that belong together, with their sum (groep).' })
export class AllocationGroup {
  @Field(() => String, {
    description: 'Code of the node or value they share; `NONE` where it is absent, `VRD1+VRD2` for a pair.',
  })
  key!: string

  @Field(() => Int, { description: 'How many.' })
  totalCount!: number

  @Field(() => Money, { description: 'Their sum (som).' })
  sum!: Money

  @Field(() => Float, {
    description: 'Their part of the whole list, from 0 to 1 (aandeel); for display, the sums are exact.',
  })
  share!: number
}
