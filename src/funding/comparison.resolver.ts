import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allThere, type Awaitable } from '../kernel/awaitable.js'
import { BadInputError } from '../kernel/errors.js'
import { inLanguage, type Language } from '../kernel/language.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { Need } from '../catalogue/need.type.js'
import { Portfolio } from '../programme/programme.type.js'
import {
  type ComparedLineRecord,
  type ComparedNeedRecord,
  type ComparedPortfolioRecord,
  type ComparisonRecord,
  comparisonOf,
} from './comparison.js'
import {
  ComparedCell,
  ComparedLine,
  ComparedNeed,
  ComparedPortfolio,
  PortfolioComparison,
} from './comparison.type.js'

const AT_MOST = 6
type Cell = ComparedLineRecord['cells'][number]

@Resolver(() => PortfolioComparison)
export class PortfolioComparisonResolver {
  @Query(() => PortfolioComparison, {
    description:
      "Portfolios side by side (portfolio's vergelijken), such as drafts of one year: what each gives to what, which needs it covers, and what one has that the others lack.",
  })
  async comparePortfolios(
    @Arg('portfolios', () => [String], {
      description: `Two to ${AT_MOST} of them, by reference or id; gains and losses are those beside the first.`,
    })
    portfolios: string[],
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<ComparisonRecord> {
    if (portfolios.length < 2 || portfolios.length > AT_MOST)
      throw new BadInputError(`must name 2 to ${AT_MOST} portfolios`, 'portfolios')
    const asked = portfolios.map((text) => nodes.demand('portfolios', text, 'PORTFOLIO'))
    const found = await allThere(asked)
    if (new Set(found.map(({ id }) => id)).size < found.length)
      throw new BadInputError('names a portfolio twice', 'portfolios')
    return comparisonOf(batches, found)
  }

  @FieldResolver(() => [ComparedPortfolio], {
    description: "The portfolios, in the order asked (portfolio's).",
  })
  portfolios(@Root() comparison: ComparisonRecord): readonly ComparedPortfolioRecord[] {
    return comparison.portfolios
  }

  @FieldResolver(() => [ComparedLine], {
    description:
      'Their main lines (hoofdlijnen): those of the same Dutch name are one, and last what belongs to none.',
  })
  pillars(@Root() comparison: ComparisonRecord): readonly ComparedLineRecord[] {
    return comparison.pillars
  }

  @FieldResolver(() => [ComparedLine], {
    description:
      'Their projects (projecten): one is the same as another where it goes on in that (PRECEDES), or bears the same Dutch name.',
  })
  projects(@Root() comparison: ComparisonRecord): readonly ComparedLineRecord[] {
    return comparison.projects
  }

  @FieldResolver(() => [ComparedNeed], {
    description:
      'The needs that they cover by what they do and deliver (noden), by code, merged ones included.',
  })
  needs(@Root() comparison: ComparisonRecord): readonly ComparedNeedRecord[] {
    return comparison.needs
  }
}

@Resolver(() => ComparedPortfolio)
export class ComparedPortfolioResolver {
  @FieldResolver(() => Portfolio, { description: 'The portfolio.' })
  portfolio(@Root() side: ComparedPortfolioRecord): NodeRecord {
    return side.portfolio
  }

  @FieldResolver(() => [GraphNode], {
    description: 'Main lines, projects and needs that none of the others has (alleen hier).',
  })
  onlyHere(@Root() side: ComparedPortfolioRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(side.onlyHere)
  }
}

@Resolver(() => ComparedLine)
export class ComparedLineResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its name in the first portfolio that has it (naam); null of what belongs to no main line.',
  })
  name(
    @Root() line: ComparedLineRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string | null {
    return inLanguage(language ?? context.language, line.nameNl, line.nameEn)
  }

  @FieldResolver(() => [ComparedCell], { description: 'What it is in each, in the order asked (cellen).' })
  cells(@Root() line: ComparedLineRecord): ComparedLineRecord['cells'] {
    return line.cells
  }
}

@Resolver(() => ComparedCell)
export class ComparedCellResolver {
  @FieldResolver(() => Portfolio, { description: 'The portfolio.' })
  portfolio(@Root() cell: Cell): NodeRecord {
    return cell.portfolio
  }

  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'The main line or project there; null where it has none.',
  })
  node(@Root() cell: Cell, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return cell.node && nodes.load(cell.node.kind, cell.node.id)
  }
}

@Resolver(() => ComparedNeed)
export class ComparedNeedResolver {
  @FieldResolver(() => Need, { description: 'The need (nood).' })
  need(@Root() { need }: ComparedNeedRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(need.kind, need.id)
  }

  @FieldResolver(() => [Portfolio], { description: 'The portfolios that cover it (gedekt door).' })
  coveredBy(@Root() compared: ComparedNeedRecord): readonly NodeRecord[] {
    return compared.coveredBy
  }

  @FieldResolver(() => [Portfolio], { description: 'The portfolios that do not (niet gedekt door).' })
  missingIn(@Root() compared: ComparedNeedRecord): readonly NodeRecord[] {
    return compared.missingIn
  }
}
