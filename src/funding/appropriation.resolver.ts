import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { linkedBy, listOf, nodeIn, ofColumns, rowOf } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import type { EntityRecord } from '../catalogue/catalogue.reads.js'
import { Entity } from '../catalogue/catalogue.type.js'
import type { PortfolioRecord, ProjectRecord } from '../programme/programme.reads.js'
import { Portfolio, Project } from '../programme/programme.type.js'
import { AllocationConnection, allocationConnection, allocationRequest } from './allocation-connection.js'
import { allocationList } from './allocation-list.js'
import { AllocationArgs } from './allocation.args.js'
import {
  type AppropriationRecord,
  appropriationsOfPortfolios,
  budgetsOfProjects,
  totalsOfPortfolios,
} from './funding.reads.js'
import { Appropriation, BudgetArticle } from './funding.type.js'
import { euro, type MoneyRecord } from './money.js'
import { Money } from './money.type.js'
import { EXACT, MONEY, NOTHING, SUM, euroOf } from './written-money.js'

@Resolver(() => Appropriation)
export class AppropriationResolver {
  @Written(nodeIn('budgetArticleId', 'BUDGET_ARTICLE'))
  @FieldResolver(() => BudgetArticle, {
    nullable: true,
    description:
      'Article it stands on (begrotingsartikel). Null with a NOT_STATED remark where the document does not say.',
  })
  budgetArticle(
    @Root() credit: AppropriationRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('BUDGET_ARTICLE', credit.budgetArticleId)
  }

  @Written(nodeIn('portfolioId', 'PORTFOLIO'))
  @FieldResolver(() => Portfolio, { description: 'Portfolio it pays for.' })
  portfolio(@Root() credit: AppropriationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('PORTFOLIO', credit.portfolioId)
  }

  @Written(MONEY)
  @FieldResolver(() => Money, { description: 'What may be spent (bedrag).' })
  amount(@Root() credit: AppropriationRecord): MoneyRecord {
    return euro(credit.amount, credit.amountPrecision)
  }

  @Written(ofColumns(({ column }) => euroOf(column('allocated'), EXACT)))
  @FieldResolver(() => Money, {
    description: 'What PROPOSED and GRANTED allocations take of it (toegewezen).',
  })
  allocated(@Root() credit: AppropriationRecord): MoneyRecord {
    return euro(credit.allocated)
  }
}

@Resolver(() => Portfolio)
export class PortfolioMoneyResolver {
  @Written(rowOf(totalsOfPortfolios, SUM, NOTHING))
  @FieldResolver(() => Money, { description: 'The sum of its appropriations (totaal).' })
  total(@Root() portfolio: PortfolioRecord, @Ctx() { batches }: GraphContext): Awaitable<MoneyRecord> {
    return batches.load(totalsOfPortfolios, portfolio.id)
  }

  @Written(linkedBy(appropriationsOfPortfolios, 'APPROPRIATION'))
  @FieldResolver(() => [Appropriation], { description: 'Credits that pay for it (kredieten), by code.' })
  appropriations(
    @Root() portfolio: PortfolioRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(appropriationsOfPortfolios, portfolio.id))
  }

  @Written(listOf(allocationList, 'ALLOCATION', 'portfolio', allocationRequest))
  @FieldResolver(() => AllocationConnection, {
    description: 'Its allocations (toewijzingen), filtered, sorted, summed and grouped.',
  })
  allocations(
    @Root() portfolio: PortfolioRecord,
    @Args(() => AllocationArgs) args: AllocationArgs,
    @Ctx() context: GraphContext,
  ): Awaitable<AllocationConnection> {
    return allocationConnection(args, context, { by: 'portfolio', id: portfolio.id })
  }
}

@Resolver(() => Project)
export class ProjectMoneyResolver {
  @Written(rowOf(budgetsOfProjects, SUM, NOTHING))
  @FieldResolver(() => Money, {
    description: 'What it may spend: all its allocations that were not withdrawn (budget).',
  })
  budget(@Root() project: ProjectRecord, @Ctx() { batches }: GraphContext): Awaitable<MoneyRecord> {
    return batches.load(budgetsOfProjects, project.id)
  }

  @Written(listOf(allocationList, 'ALLOCATION', 'project', allocationRequest))
  @FieldResolver(() => AllocationConnection, {
    description: 'Its allocations (toewijzingen), filtered, sorted, summed and grouped.',
  })
  allocations(
    @Root() project: ProjectRecord,
    @Args(() => AllocationArgs) args: AllocationArgs,
    @Ctx() context: GraphContext,
  ): Awaitable<AllocationConnection> {
    return allocationConnection(args, context, { by: 'project', id: project.id })
  }
}

@Resolver(() => Entity)
export class EntityMoneyResolver {
  @Written(listOf(allocationList, 'ALLOCATION', 'entity', allocationRequest))
  @FieldResolver(() => AllocationConnection, {
    description: 'What it receives (toewijzingen), filtered, sorted, summed and grouped.',
  })
  allocations(
    @Root() entity: EntityRecord,
    @Args(() => AllocationArgs) args: AllocationArgs,
    @Ctx() context: GraphContext,
  ): Awaitable<AllocationConnection> {
    return allocationConnection(args, context, { by: 'entity', id: entity.id })
  }
}
