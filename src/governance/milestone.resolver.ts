import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { GraphContext } from '../graph/context.js'
import { DatedDay, datedDay } from '../graph/fuzzy-date.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import type { EvaluationRecord, MilestoneRecord } from './governance.reads.js'
import { Evaluation, GovernanceBody, Milestone } from './governance.type.js'

@Resolver(() => Milestone)
export class MilestoneResolver {
  @FieldResolver(() => DatedDay, {
    nullable: true,
    description: 'When it is due (vervaldag); null where not stated.',
  })
  due(@Root() milestone: MilestoneRecord): DatedDay | null {
    return datedDay(milestone.due, milestone.duePrecision)
  }

  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description: 'Body whose turn it is (orgaan); null where not stated.',
  })
  body(@Root() milestone: MilestoneRecord, @Ctx() { nodes }: GraphContext): Promise<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', milestone.bodyId)
  }
}

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description: 'Body that judges (orgaan); null where not stated.',
  })
  body(@Root() evaluation: EvaluationRecord, @Ctx() { nodes }: GraphContext): Promise<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', evaluation.bodyId)
  }
}
