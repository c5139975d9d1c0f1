import { Arg, Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { DateScalar } from '../graphql/scalars.js'
import type { GraphContext } from '../graph/context.js'
import { targetsOf } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { linkedFrom, nodeIn, nodesIn, ofColumns, rowsIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import { Advice, Decision } from '../governance/governance.type.js'
import { Allocation } from '../funding/funding.type.js'
import { euro, type MoneyRecord } from '../funding/money.js'
import { Money } from '../funding/money.type.js'
import { MONEY, SUM } from '../funding/written-money.js'
import type { TraversalContext } from './context.js'
import type { LineageRecord, TrailRecord } from './lineage.js'
import { FOUND, fundingLineage, totalOf, TRAIL } from './lineage-found.js'
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
  @Written(FOUND)
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
    @Ctx() context: TraversalContext,
  ): Promise<LineageRecord> {
    return fundingLineage({ of, on }, context)
  }

  @Written(nodeIn('subjectId'))
  @FieldResolver(() => GraphNode, { description: 'The node that was asked about.' })
  subject(@Root() lineage: LineageRecord): NodeRecord {
    return lineage.subject
  }

  @Written(ofColumns(SUM))
  @FieldResolver(() => Money, {
    description: 'The sum of its trails, each allocation counted once (totaal).',
  })
  total(@Root() lineage: LineageRecord): MoneyRecord {
    return totalOf(lineage)
  }

  @Written(rowsIn('trails', TRAIL))
  @FieldResolver(() => [FundingTrail], {
    description: 'One trail for each allocation that pays for the subject, by code (sporen).',
  })
  trails(@Root() lineage: LineageRecord): readonly TrailRecord[] {
    return lineage.trails
  }
}

@Resolver(() => FundingTrail)
export class FundingTrailResolver {
  @Written(nodeIn('allocationId', 'ALLOCATION'))
  @FieldResolver(() => Allocation, { description: 'The allocation (toewijzing).' })
  allocation(@Root() trail: TrailRecord): AllocationInBudget {
    return trail.allocation
  }

  @Written(MONEY)
  @FieldResolver(() => Money, { description: 'Its amount (bedrag).' })
  amount(@Root() { allocation }: TrailRecord): MoneyRecord {
    return euro(allocation.amount, allocation.amountPrecision)
  }

  @Written(nodesIn('steps'))
  @FieldResolver(() => [GraphNode], {
    description: 'From the budget article to the subject, in order (stappen).',
  })
  steps(@Root() trail: TrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(trail.steps)
  }

  @Written(nodesIn('yields'))
  @FieldResolver(() => [GraphNode], { description: 'What the money yields beyond the subject (opbrengst).' })
  yields(@Root() trail: TrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(trail.yields)
  }

  @Written(nodeIn('decisionId', 'DECISION'))
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

  @Written(linkedFrom('portfolioId', adviceOnPortfolios, 'ADVICE'))
  @FieldResolver(() => [Advice], { description: 'Advice and agreements on its portfolio (adviezen).' })
  async advice(
    @Root() { allocation }: TrailRecord,
    @Ctx() { nodes, batches }: GraphContext,
  ): Promise<NodeRecord[]> {
    return nodes.loadLinks(await batches.load(adviceOnPortfolios, allocation.portfolioId))
  }
}
