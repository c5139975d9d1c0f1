import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { linkedBy, nodeByCode, nodeIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import { sourcesOf, targetsOf } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { Advice } from '../governance/governance.type.js'
import {
  type PillarRecord,
  pillarsOfPortfolios,
  type PortfolioRecord,
  projectsOfPillars,
} from './programme.reads.js'
import { Pillar, Portfolio, Programme, Project } from './programme.type.js'

const portfoliosOfProgrammes = sourcesOf(['PART_OF'], ['PORTFOLIO'])
const programmesOfPortfolios = targetsOf(['PART_OF'], ['PROGRAMME'])
const adviceOnPortfolios = targetsOf(['ADVISED_BY'], ['ADVICE'])

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Written(nodeByCode('PROGRAMME'))
  @Query(() => Programme, {
    nullable: true,
    description: 'One programme (programma) by its code; null where there is none.',
  })
  programme(
    @Arg('code', () => String, { description: 'Its code, such as `VRD3`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.byCode('PROGRAMME', code)
  }

  @Written(linkedBy(portfoliosOfProgrammes, 'PORTFOLIO'))
  @FieldResolver(() => [Portfolio], { description: "Its portfolios (portfolio's), by code." })
  portfolios(
    @Root() programme: NodeRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(portfoliosOfProgrammes, programme.id))
  }
}

@Resolver(() => Portfolio)
export class PortfolioResolver {
  @Written(nodeByCode('PORTFOLIO'))
  @Query(() => Portfolio, {
    nullable: true,
    description: 'One portfolio by its code; null where there is none.',
  })
  portfolio(
    @Arg('code', () => String, { description: 'Its code, such as `VRD3-2025`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<PortfolioRecord | null> {
    return nodes.byCode('PORTFOLIO', code)
  }

  @Written(linkedBy(programmesOfPortfolios, 'PROGRAMME'))
  @FieldResolver(() => [Programme], {
    description: "The programme, or the pair of them, that it is of (programma's).",
  })
  programmes(
    @Root() portfolio: PortfolioRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(programmesOfPortfolios, portfolio.id))
  }

  @Written(linkedBy(pillarsOfPortfolios, 'PILLAR'))
  @FieldResolver(() => [Pillar], { description: 'Its main lines, in order (hoofdlijnen).' })
  pillars(
    @Root() portfolio: PortfolioRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(pillarsOfPortfolios, portfolio.id))
  }

  @Written(linkedBy(adviceOnPortfolios, 'ADVICE'))
  @FieldResolver(() => [Advice], {
    description: 'The advice and agreements on it, asked for or given (adviezen).',
  })
  advice(
    @Root() portfolio: PortfolioRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(adviceOnPortfolios, portfolio.id))
  }
}

@Resolver(() => Pillar)
export class PillarResolver {
  @Written(nodeIn('portfolioId', 'PORTFOLIO'))
  @FieldResolver(() => Portfolio, { description: 'Portfolio it is a main line of.' })
  portfolio(@Root() pillar: PillarRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('PORTFOLIO', pillar.portfolioId)
  }

  @Written(linkedBy(projectsOfPillars, 'PROJECT'))
  @FieldResolver(() => [Project], { description: 'Its projects, by number (projecten).' })
  projects(@Root() pillar: PillarRecord, @Ctx() { batches, nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(projectsOfPillars, pillar.id))
  }
}
