import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import type { Batches } from '../database/batches.js'
import type { ListRequest } from '../database/list-request.js'
import type { AllocationRecord } from '../funding/funding.reads.js'
import { Allocation } from '../funding/funding.type.js'
import type { MoneyRecord } from '../funding/money.js'
import { Money } from '../funding/money.type.js'
import { type MoneyFilter, moneyParts, moneyPartTotals } from './build-to-run.reads.js'

@ObjectType({
  description: 'Part of the money: allocations, the largest first, page by page, with their sum.',
})
export class MoneyPartConnection extends connectionOf<AllocationRecord>('MoneyPart', () => Allocation) {
  constructor(
    private readonly batches: Batches,
    private readonly request: ListRequest<MoneyFilter>,
  ) {
    const list = moneyParts.list(batches, request)
    super({
      page: () => list.page(),
      totalCount: async () => (await batches.load(moneyPartTotals, request)).count,
    })
  }

  @Field(() => Money, { description: 'Their sum over the whole part, not only on this page (som).' })
  async sum(): Promise<MoneyRecord> {
    return (await this.batches.load(moneyPartTotals, this.request)).sum
  }
}

@ObjectType({
  description:
    'From building to running (van bouwen naar beheren): what is built and not yet operated, and what is operated without being named.',
})
export class BuildToRun {
  @Field(() => Int, {
    nullable: true,
    description: 'Budget year asked about (begrotingsjaar); null for all.',
  })
  fiscalYear!: number | null
}
