import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { PageArgs, windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import type { GraphContext } from '../graph/context.js'
import { DatedDay, datedDay } from '../graph/fuzzy-date.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { allMilestones, type EvaluationRecord, type MilestoneRecord } from './governance.reads.js'
import { Evaluation, GovernanceBody, Milestone, MilestoneConnection } from './governance.type.js'

@Resolver(() => Milestone)
export class MilestoneResolver {
  @Query(() => MilestoneConnection, {
    description: 'All milestones (mijlpalen), by the day they are due; those without one last.',
  })
  milestones(@Args(() => PageArgs) page: PageArgs, @Ctx() { batches }: GraphContext): MilestoneConnection {
    const request = new ListRequest(null, 'DUE', windowOf(page))
    return new MilestoneConnection(allMilestones.list(batches, request))
  }

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
  body(@Root() milestone: MilestoneRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', milestone.bodyId)
  }
}

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description: 'Body that judges (orgaan); null where not stated.',
  })
  body(@Root() evaluation: EvaluationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', evaluation.bodyId)
  }
}
