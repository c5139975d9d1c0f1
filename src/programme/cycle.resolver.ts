import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { DateScalar } from '../graphql/scalars.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { type RemarkRecord, remarksOfNodes } from '../graph/remark.reads.js'
import { Remark } from '../graph/remark.type.js'
import { dayOf, demandFiscalYear } from '../governance/asked-day.js'
import { STEP_NAMES } from '../governance/cycle-names.js'
import { stageOn, type StepState } from '../governance/cycle-state.js'
import { type CycleWarning as WarningRecord, warningText } from '../governance/cycle-warnings.js'
import type { PortfolioStage } from '../governance/cycle.js'
import { GovernanceBody, Milestone } from '../governance/governance.type.js'
import { type CycleRecord, cycleOf, type CycleStepRecord, stepsOfPortfolio } from './cycle.service.js'
import { Cycle, CycleStep, CycleWarning, PortfolioStageEnum } from './cycle.type.js'
import { factsOfPortfolios } from './portfolio-facts.reads.js'
import type { PortfolioRecord } from './programme.reads.js'
import { Portfolio, Programme } from './programme.type.js'

const OnArg = (unless: string): ParameterDecorator =>
  Arg('on', () => DateScalar, {
    nullable: true,
    description: `As it stood on this day (op); unless told, ${unless}.`,
  }) as ParameterDecorator

@Resolver(() => Cycle)
export class CycleResolver {
  @Query(() => Cycle, {
    description:
      'The year of the programmes (jaarcyclus): every step of every portfolio with its due time, how it stands, and whose turn it is.',
  })
  cycle(
    @Arg('fiscalYear', () => Int, { description: 'The fiscal year (begrotingsjaar), from 1900 to 2200.' })
    fiscalYear: number,
    @OnArg('today') on: string | null,
    @Ctx() context: GraphContext,
  ): Promise<CycleRecord> {
    demandFiscalYear(fiscalYear)
    return cycleOf(context.batches, fiscalYear, dayOf(on, context))
  }

  @FieldResolver(() => [CycleStep], {
    description: 'The steps, portfolio by portfolio, in their order (stappen).',
  })
  steps(@Root() cycle: CycleRecord): readonly CycleStepRecord[] {
    return cycle.steps
  }

  @FieldResolver(() => [CycleStep], {
    description: 'The steps that somebody is to take now: those that wait and those that are late (aan zet).',
  })
  open(@Root() cycle: CycleRecord): CycleStepRecord[] {
    return cycle.steps.filter(({ status }) => status === 'WAITING' || status === 'LATE')
  }

  @FieldResolver(() => [CycleWarning], {
    description: 'Where the process contradicts itself (waarschuwingen).',
  })
  warnings(@Root() cycle: CycleRecord): readonly WarningRecord[] {
    return cycle.warnings
  }
}

@Resolver(() => CycleStep)
export class CycleStepResolver {
  @FieldResolver(() => String, { description: 'What it is called (naam).' })
  name(
    @Root() { step }: StepState,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return inLanguage(language ?? context.language, STEP_NAMES[step].nl, STEP_NAMES[step].en)
  }

  @FieldResolver(() => Portfolio, {
    nullable: true,
    description: 'The portfolio (portfolio); null as long as there is none for that year.',
  })
  portfolio(
    @Root() { portfolioId }: CycleStepRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PORTFOLIO', portfolioId)
  }

  @FieldResolver(() => [Programme], { description: "The programmes it is a step of (programma's)." })
  async programmes(
    @Root() { programmeIds }: CycleStepRecord,
    @Ctx() { nodes }: GraphContext,
  ): Promise<NodeRecord[]> {
    const programmes = await nodes.loadLinks(programmeIds.map((id) => ({ kind: 'PROGRAMME', id })))
    return programmes.sort((a, b) => (a.code < b.code ? -1 : 1))
  }

  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description:
      'The body that took it, or whose turn it is (orgaan): as announced, else as in the year before; null where neither tells.',
  })
  body(@Root() { bodyId }: StepState, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', bodyId)
  }

  @FieldResolver(() => Milestone, {
    nullable: true,
    description: 'The milestone that announces it (mijlpaal); null where none does.',
  })
  milestone(
    @Root() { milestoneId }: StepState,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('MILESTONE', milestoneId)
  }

  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'What shows it (bewijs): a decision, meeting, advice or evaluation, taken or asked for.',
  })
  evidence(@Root() { evidence }: StepState, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> | null {
    return evidence && nodes.load(evidence.kind, evidence.id)
  }

  @FieldResolver(() => [Remark], {
    description: 'Exceptions to the rule that were recorded with it, and why (uitzonderingen).',
  })
  async exceptions(
    @Root() { evidence, milestoneId }: StepState,
    @Ctx() { batches }: GraphContext,
  ): Promise<RemarkRecord[]> {
    const ids = [evidence?.id, milestoneId].filter((id) => id != null)
    const remarks = await Promise.all(ids.map((id) => batches.load(remarksOfNodes, id)))
    return remarks.flat().filter(({ kind }) => kind === 'EXCEPTION')
  }
}

@Resolver(() => CycleWarning)
export class CycleWarningResolver {
  @FieldResolver(() => String, { description: 'What is wrong, in words (boodschap).' })
  message(
    @Root() warning: WarningRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    const { nl, en } = warningText(warning)
    return inLanguage(language ?? context.language, nl, en)
  }
}

@Resolver(() => Portfolio)
export class PortfolioStageResolver {
  @FieldResolver(() => PortfolioStageEnum, {
    description: 'How far it has come (stadium): it follows from what happened, and answers for any day.',
  })
  async stage(
    @Root() portfolio: PortfolioRecord,
    @OnArg('all that is known') on: string | null,
    @Ctx() { batches, on: asked }: GraphContext,
  ): Promise<PortfolioStage> {
    const facts = await batches.load(factsOfPortfolios, portfolio.id)
    return stageOn(portfolio.portfolioKind, facts, on ?? asked)
  }

  @FieldResolver(() => [CycleStep], {
    description: 'The steps of its year as they stand on a day, and whose turn each is (stappen).',
  })
  steps(
    @Root() portfolio: PortfolioRecord,
    @OnArg('today') on: string | null,
    @Ctx() context: GraphContext,
  ): Promise<readonly CycleStepRecord[]> {
    return stepsOfPortfolio(context.batches, portfolio, dayOf(on, context))
  }
}
