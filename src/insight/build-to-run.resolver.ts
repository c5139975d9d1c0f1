import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import { ForwardPageArgs, windowOf } from '../graphql/page-args.js'
import { DateScalar } from '../graphql/scalars.js'
import { WHOLE_GRAPH, Weighing } from '../graphql/weight.js'
import { ListRequest } from '../database/list-request.js'
import type { GraphContext } from '../graph/context.js'
import type { MoneyFilter, MoneyPart } from './build-to-run.reads.js'
import { BuildToRun, MoneyPartConnection } from './build-to-run.type.js'

type Asked = Omit<MoneyFilter, 'part'>

@Resolver(() => BuildToRun)
export class BuildToRunResolver {
  @Query(() => BuildToRun, {
    description:
      'Which investments have no operating money yet, and which operating money the graph knows no systems of (van bouwen naar beheren). ' +
      'Operating money is what an allocation of the kind OPERATING gives, or a subsidy out of an operating portfolio; withdrawn money counts for nothing. ' +
      'It operates a project where that project or one that continues it (PRECEDES) receives it, where it follows money of that project (PRECEDES between allocations), ' +
      'or where its receiver manages a building block that the project delivers, and both stand in portfolios of one programme. ' +
      'Its systems are the building blocks that these projects and their workstreams deliver. Only stated ties count, of any year: what was concluded names nothing.',
  })
  buildToRun(
    @Arg('fiscalYear', () => Int, {
      nullable: true,
      description: 'Only money of this budget year (begrotingsjaar); of all years unless told.',
    })
    fiscalYear: number | null,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Only money and ties valid on this day (geldig op).',
    })
    on: string | null,
  ): Asked {
    return { fiscalYear: fiscalYear ?? null, on: on ?? null }
  }

  @FieldResolver(() => MoneyPartConnection, {
    description:
      'All investments (investeringen), of which the next field tells the part without operating money.',
  })
  investments(
    @Root() asked: Asked,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ): MoneyPartConnection {
    return part('INVESTMENTS', asked, page, context)
  }

  @Weighing(WHOLE_GRAPH)
  @FieldResolver(() => MoneyPartConnection, {
    description: 'Investments that no operating money follows yet (investeringen zonder beheergeld).',
  })
  investmentsNotOperated(
    @Root() asked: Asked,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ): MoneyPartConnection {
    return part('NOT_OPERATED', asked, page, context)
  }

  @FieldResolver(() => MoneyPartConnection, {
    description: 'All operating money (beheer- en exploitatiemiddelen).',
  })
  operating(
    @Root() asked: Asked,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ): MoneyPartConnection {
    return part('OPERATING', asked, page, context)
  }

  @Weighing(WHOLE_GRAPH)
  @FieldResolver(() => MoneyPartConnection, {
    description:
      'Operating money of which no document names a system that it keeps running (beheergeld zonder gekend systeem).',
  })
  operatingWithoutSystems(
    @Root() asked: Asked,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ): MoneyPartConnection {
    return part('WITHOUT_SYSTEMS', asked, page, context)
  }
}

function part(
  name: MoneyPart,
  asked: Asked,
  page: ForwardPageArgs,
  { batches }: GraphContext,
): MoneyPartConnection {
  const { fiscalYear, on } = asked
  return new MoneyPartConnection(
    batches,
    new ListRequest({ part: name, fiscalYear, on }, 'AMOUNT_DESC', windowOf(page)),
  )
}
