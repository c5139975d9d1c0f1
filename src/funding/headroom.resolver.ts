import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { addAmounts, shareOf } from '../kernel/amount.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import type { PortfolioRecord } from '../programme/programme.reads.js'
import { Pillar, Portfolio } from '../programme/programme.type.js'
import { headroomOfPortfolios, type HeadroomRecord, pillarLinesOfPortfolios } from './headroom.reads.js'
import { PillarShare, PortfolioHeadroom } from './headroom.type.js'
import type { MoneyRecord } from './money.js'
import { changeOf, moneyOfLine, sideBySide } from './side-by-side.js'

interface ShareRecord {
  readonly pillarId: string | null
  readonly baselinePillarId: string | null
  readonly amount: MoneyRecord
  readonly share: number
  readonly baseline: MoneyRecord | null
  readonly change: MoneyRecord | null
}

@Resolver(() => Portfolio)
export class PortfolioHeadroomResolver {
  @FieldResolver(() => PortfolioHeadroom, {
    description: 'What is left of it under its ceiling (ruimte), drafts included as far as they are shown.',
  })
  headroom(@Root() portfolio: PortfolioRecord, @Ctx() { batches }: GraphContext): Awaitable<HeadroomRecord> {
    return batches.load(headroomOfPortfolios, portfolio.id)
  }

  @FieldResolver(() => [PillarShare], {
    description:
      'What each main line takes of it (hoofdlijnen), in order, and last what goes to none; beside another portfolio also the lines that only that one has. Lines are the same that bear the same Dutch name.',
  })
  async pillarShares(
    @Root() portfolio: PortfolioRecord,
    @Arg('comparedTo', () => String, {
      nullable: true,
      description: 'Another portfolio, such as that of the year before (vergeleken met): reference or id.',
    })
    comparedTo: string | null,
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<ShareRecord[]> {
    const named = comparedTo == null ? null : await nodes.demand('comparedTo', comparedTo, 'PORTFOLIO')
    const [own, others] = await Promise.all([
      batches.load(pillarLinesOfPortfolios, portfolio.id),
      named && batches.load(pillarLinesOfPortfolios, named.id),
    ])
    const total = addAmounts(own.map(({ amount }) => amount))
    return sideBySide(others ? [own, others] : [own]).map(([line = null, other = null]) => ({
      pillarId: line?.id ?? null,
      baselinePillarId: other?.id ?? null,
      amount: moneyOfLine(line),
      share: shareOf(line?.amount ?? '0.00', total),
      baseline: others && moneyOfLine(other),
      change: others && changeOf(other, line),
    }))
  }
}

@Resolver(() => PillarShare)
export class PillarShareResolver {
  @FieldResolver(() => Pillar, {
    nullable: true,
    description: 'The main line; null of what goes to none, and where only the other portfolio has it.',
  })
  pillar(@Root() share: ShareRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PILLAR', share.pillarId)
  }

  @FieldResolver(() => Pillar, {
    nullable: true,
    description: 'The same main line in the other portfolio; null where that has none, or none is compared.',
  })
  baselinePillar(@Root() share: ShareRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PILLAR', share.baselinePillarId)
  }
}
