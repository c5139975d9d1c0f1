import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { DEFAULT_PAGE } from '../graphql/page-size.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import { Entity } from '../catalogue/catalogue.type.js'
import { dayOf, demandFiscalYear } from '../governance/asked-day.js'
import { Evaluation, Milestone } from '../governance/governance.type.js'
import { EvaluationDebtArgs } from './evaluation-debt.args.js'
import { type DebtRecord, debtsOfYears, type Judgement } from './evaluation-debt.reads.js'
import { EvaluationDebt, type DebtStatus, DebtStatusEnum } from './evaluation-debt.type.js'
import { Allocation } from './funding.type.js'
import { euro, type MoneyRecord } from './money.js'
import { Money } from './money.type.js'

interface Owed extends DebtRecord {
  readonly judgement: Judgement | null
  readonly status: DebtStatus
}

@Resolver(() => EvaluationDebt)
export class EvaluationDebtResolver {
  @Query(() => [EvaluationDebt], {
    description:
      'Who still owes an evaluation before money of a fiscal year may be spent (evaluatieschuld), by receiver: what was received before, and what waits for it.',
  })
  async evaluationDebt(
    @Args(() => EvaluationDebtArgs) { fiscalYear, on, first }: EvaluationDebtArgs,
    @Ctx() context: GraphContext,
  ): Promise<Owed[]> {
    demandFiscalYear(fiscalYear)
    const day = dayOf(on, context)
    const debts = await context.batches.load(debtsOfYears, fiscalYear)
    return debts
      .map((debt) => owedOn(debt, day))
      .filter((debt) => debt !== null)
      .slice(0, first ?? DEFAULT_PAGE)
  }

  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'Who received it and is to be evaluated (entiteit); null where not stated.',
  })
  entity(@Root() { entityId }: Owed, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('ENTITY', entityId)
  }

  @FieldResolver(() => Allocation, { description: 'What it received before (toewijzing).' })
  received(@Root() { allocationId }: Owed, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('ALLOCATION', allocationId)
  }

  @FieldResolver(() => Money, { description: 'How much that was (bedrag).' })
  amount(@Root() { amount, amountPrecision }: Owed): MoneyRecord {
    return euro(amount, amountPrecision)
  }

  @FieldResolver(() => Allocation, {
    nullable: true,
    description: 'The money that waits for the evaluation; null where none is allocated yet.',
  })
  waiting(@Root() { nextId }: Owed, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('ALLOCATION', nextId)
  }

  @FieldResolver(() => Milestone, {
    description: 'What lays down the condition (voorwaarde), with its citations.',
  })
  condition(@Root() { milestoneId }: Owed, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('MILESTONE', milestoneId)
  }

  @FieldResolver(() => Evaluation, {
    nullable: true,
    description: 'The evaluation that is to come, or that was against (evaluatie); null where none is known.',
  })
  evaluation(@Root() { judgement }: Owed, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('EVALUATION', judgement?.id ?? null)
  }

  @FieldResolver(() => DebtStatusEnum, { description: 'How it stands (stand).' })
  status(@Root() { status }: Owed): DebtStatus {
    return status
  }
}

/** Null where it was judged in favour by the day. */
function owedOn(debt: DebtRecord, day: string): Owed | null {
  const known = debt.judgements.filter(({ date }) => date === null || date <= day)
  if (known.some(({ outcome }) => outcome === 'POSITIVE')) return null
  const against = known.find(({ outcome }) => outcome === 'NEGATIVE')
  const judgement = against ?? known.find(({ outcome }) => outcome === 'EXPECTED') ?? known[0] ?? null
  return { ...debt, judgement, status: against ? 'NEGATIVE' : 'OWED' }
}
