import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { dayAfter } from '../kernel/fuzzy-date.js'
import { DEFAULT_PAGE } from '../graphql/page-size.js'
import { DateScalar } from '../graphql/scalars.js'
import type { GraphContext } from '../graph/context.js'
import { DatedDay, datedDay } from '../graph/fuzzy-date.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { dayOf } from './asked-day.js'
import type { StepFact } from './cycle-state.js'
import { Advice, GovernanceBody, Milestone } from './governance.type.js'
import { factsOfMilestones } from './milestone-facts.reads.js'
import { PromisesArgs } from './promise.args.js'
import { type PromiseRecord, promisesAsked } from './promise.reads.js'
import { Commitment, type PromiseStatus, PromiseStatusEnum } from './promise.type.js'

interface Promised extends PromiseRecord {
  readonly on: string
}

@Resolver(() => Commitment)
export class PromiseResolver {
  @Query(() => [Commitment], {
    description:
      'What was promised in reply to advisers (toezeggingen): by when, and with what evidence; what has no due day last.',
  })
  async promises(
    @Args(() => PromisesArgs) { dueBefore, on, first }: PromisesArgs,
    @Ctx() context: GraphContext,
  ): Promise<Promised[]> {
    const day = dayOf(on, context)
    const asked = { dueBefore: dueBefore ?? null, first: first ?? DEFAULT_PAGE }
    const promises = await context.batches.load(promisesAsked, asked)
    return promises.map((promise) => ({ ...promise, on: day }))
  }

  @FieldResolver(() => Milestone, { description: 'What was promised (mijlpaal).' })
  milestone(@Root() { milestoneId }: Promised, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('MILESTONE', milestoneId)
  }

  @FieldResolver(() => Advice, { description: 'The advice that it replies to (advies).' })
  advice(@Root() { adviceId }: Promised, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('ADVICE', adviceId)
  }

  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description: 'The body whose turn it is (orgaan); null where not stated.',
  })
  body(@Root() { bodyId }: Promised, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', bodyId)
  }

  @FieldResolver(() => DatedDay, {
    nullable: true,
    description: 'When it falls due (vervaldag); null where not stated.',
  })
  due(@Root() { due, duePrecision }: Promised): DatedDay | null {
    return datedDay(due, duePrecision)
  }

  @FieldResolver(() => PromiseStatusEnum, { description: 'How it stands (stand).' })
  async status(@Root() promised: Promised, @Ctx() context: GraphContext): Promise<PromiseStatus> {
    const kept = (await evidenceOf(promised, context)).some(({ opens }) => opens)
    const due = datedDay(promised.due, promised.duePrecision)
    return kept ? 'KEPT' : due !== null && dayAfter(due) <= promised.on ? 'LATE' : 'OPEN'
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Day it was kept (nagekomen op); null as long as it is not, or where not stated.',
  })
  async keptOn(@Root() promised: Promised, @Ctx() context: GraphContext): Promise<string | null> {
    return (await evidenceOf(promised, context)).find(({ opens }) => opens)?.date ?? null
  }

  @FieldResolver(() => [GraphNode], {
    description: 'What shows it, or is to show it (bewijs): decisions, meetings and evaluations.',
  })
  evidence(@Root() promised: Promised, @Ctx() context: GraphContext): Awaitable<NodeRecord[]> {
    return context.nodes.loadLinks(evidenceOf(promised, context))
  }
}

async function evidenceOf(
  { milestoneId, on }: Promised,
  { batches }: GraphContext,
): Promise<readonly StepFact[]> {
  const facts = await batches.load(factsOfMilestones, milestoneId)
  return facts.filter(({ date, knownFrom }) => (date ?? knownFrom ?? '') <= on)
}
