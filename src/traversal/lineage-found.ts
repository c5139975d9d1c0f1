import { addAmounts } from '../kernel/amount.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { WrittenFind } from '../graph/written.js'
import { AMOUNT_PRECISIONS } from '../funding/money-columns.js'
import { euro, type MoneyRecord } from '../funding/money.js'
import type { TraversalContext } from './context.js'
import { type LineageRecord, lineageOf, type TrailRecord } from './lineage.js'

interface LineageAsked {
  readonly of: string
  readonly on?: string | null
}

export async function fundingLineage(
  { of, on }: LineageAsked,
  { nodes, batches, grounds }: TraversalContext,
): Promise<LineageRecord> {
  return lineageOf(batches.reads, grounds, await nodes.demand('of', of), on ?? null)
}

/** The sum of the trails, as exact as the least exact of them. */
export function totalOf({ trails }: LineageRecord): MoneyRecord {
  const precisions = trails.map(({ allocation }) => AMOUNT_PRECISIONS.indexOf(allocation.amountPrecision))
  const least = AMOUNT_PRECISIONS[Math.max(0, ...precisions)]
  return euro(addAmounts(trails.map(({ allocation }) => allocation.amount)), least)
}

/** A trail as a row. */
export const TRAIL = {
  undivided: 'boolean',
  allocationId: 'uuid',
  amount: 'text',
  amountPrecision: 'text',
  decisionId: 'uuid',
  portfolioId: 'uuid',
  steps: 'uuid[]',
  yields: 'uuid[]',
} as const

function trailRow({
  allocation,
  undivided,
  steps,
  yields,
}: TrailRecord): Record<keyof typeof TRAIL, unknown> {
  const { id: allocationId, amount, amountPrecision, decisionId, portfolioId } = allocation
  const ids = (links: readonly NodeLink[]) => links.map(({ id }) => id)
  return {
    ...{ undivided, allocationId, amount, amountPrecision, decisionId, portfolioId },
    steps: ids(steps),
    yields: ids(yields),
  }
}

/** Which nodes and amounts they are is found by the very questions of the resolver; what they are is read as it is written. */
export const FOUND: WrittenFind = {
  by: 'found',
  argument: 'of',
  columns: { subjectId: 'uuid', amount: 'text', precision: 'text', trails: 'json' },
  find: async (_, args, context) => {
    const asked = context as TraversalContext
    const lineage = await fundingLineage(args as unknown as LineageAsked, asked)
    const { amount, precision } = totalOf(lineage)
    return {
      version: await asked.version(),
      row: { subjectId: lineage.subject.id, amount, precision, trails: lineage.trails.map(trailRow) },
    }
  },
}
