import { Arg, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { addAmounts } from '../kernel/amount.js'
import { DateScalar } from '../graphql/scalars.js'
import type { GraphContext } from '../graph/context.js'
import { targetsOf } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { Advice, Decision } from '../governance/governance.type.js'
import { Allocation } from '../funding/funding.type.js'
import { AMOUNT_PRECISIONS } from '../funding/money-columns.js'
import { euro, type MoneyRecord } from '../funding/money.js'
import { Money } from '../funding/money.type.js'
import { type LineageRecord, lineageOf, type TrailRecord } from './lineage.js'
import type { AllocationInBudget } from './lineage.reads.js'

const adviceOnPortfolios = targetsOf(['ADVISED_BY'], ['ADVICE'])

@ObjectType({
  description: 'Where the money of a node comes from and what it pays for (herkomst van het geld).',
})
export class FundingLineage {}

@ObjectType({ description: 'The way of one allocation through the budget to the subject (geldspoor).' })
export class FundingTrail {
  @Field(() => Boolean, {
    description:
      'True where the subject shares this amount with others and the document does not divide it (onverdeeld).',
  })
  undivided!: boolean
}

@Resolver(() => FundingLineage)
export class FundingLineageResolver {
  @Query(() => FundingLineage, {
    description: 'Where the money of a node comes from and what it pays for (herkomst van het geld).',
  })
  async fundingLineage(
    @Arg('of', () => String, { description: 'The node: reference or id.' }) of: string,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Only allocations and relations valid on this day (geldig op).',
    })
    on: string | null,
    @Ctx() { nodes, batches }: GraphContext,
  ): Promise<LineageRecord> {
    return lineageOf(batches.reads, await nodes.demand('of', of), on ?? null)
  }

  @FieldResolver(() => GraphNode, { description: 'The node that was asked about.' })
  subject(@Root() lineage: LineageRecord): NodeRecord {
    return lineage.subject
  }

  @FieldResolver(() => Money, {
    description: 'The sum of its trails, each allocation counted once (totaal).',
  })
  total(@Root() { trails }: LineageRecord): MoneyRecord {
    const precisions = trails.map(({ allocation }) => AMOUNT_PRECISIONS.indexOf(allocation.amountPrecision))
    const least = AMOUNT_PRECISIONS[Math.max(0, ...precisions)]
    return euro(addAmounts(trails.map(({ allocation }) => allocation.amount)), least)
  }

  @FieldResolver(() => [FundingTrail], {
    description: 'One trail for each allocation that pays for the subject, by code (sporen).',
  })
  trails(@Root() lineage: LineageRecord): readonly TrailRecord[] {
    return lineage.trails
  }
}

@Resolver(() => FundingTrail)
export class FundingTrailResolver {
  @FieldResolver(() => Allocation, { description: 'The allocation (toewijzing).' })
  allocation(@Root() trail: TrailRecord): AllocationInBudget {
    return trail.allocation
  }

  @FieldResolver(() => Money, { description: 'Its amount (bedrag).' })
  amount(@Root() { allocation }: TrailRecord): MoneyRecord {
    return euro(allocation.amount, allocation.amountPrecision)
  }

  @FieldResolver(() => [GraphNode], {
    description: 'From the budget article to the subject, in order (stappen).',
  })
  steps(@Root() trail: TrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(trail.steps)
  }

  @FieldResolver(() => [GraphNode], { description: 'What the money yields beyond the subject (opbrengst).' })
  yields(@Root() trail: TrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(trail.yields)
  }

  @FieldResolver(() => Decision, {
    nullable: true,
    description: 'Decision that grants it, or is asked or expected to (beslissing).',
  })
  decision(
    @Root() { allocation }: TrailRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('DECISION', allocation.decisionId)
  }

  @FieldResolver(() => [Advice], { description: 'Advice and agreements on its portfolio (adviezen).' })
  async advice(
    @Root() { allocation }: TrailRecord,
    @Ctx() { nodes, batches }: GraphContext,
  ): Promise<NodeRecord[]> {
    return nodes.loadLinks(await batches.load(adviceOnPortfolios, allocation.portfolioId))
  }
}
