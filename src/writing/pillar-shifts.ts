import type { EntityManager } from 'typeorm'
import { euro } from '../funding/money.js'
import type { NodeKeyRecord, ReadBack } from './perform.js'

/** What a write gave to a main line of a portfolio, or took from it, in euro; also nothing. */
export interface Shift {
  readonly portfolioId: string
  /** Null of what goes to no main line. */
  readonly pillarId: string | null
  readonly change: string
}

/** What a write about money tells: the allocations in the order of the input, and what became of the main lines. */
export interface MoneyTold {
  readonly allocations: readonly NodeKeyRecord[]
  readonly shifts: readonly Shift[]
}

/** @param changes of allocations that stand, by id: what each got more, or less */
export async function moneyTold(
  manager: EntityManager,
  allocations: readonly NodeKeyRecord[],
  changes: readonly (readonly [id: string, change: string])[],
): Promise<MoneyTold> {
  const shifts = await manager.query<Shift[]>(
    `select a.portfolio_id as "portfolioId", p.pillar_id as "pillarId", sum(given.change)::text as change
     from unnest($1::uuid[], $2::numeric[]) as given (id, change)
     join allocation a on a.id = given.id left join project p on p.id = a.project_id
     left join pillar l on l.id = p.pillar_id
     group by a.portfolio_id, p.pillar_id, l.number order by a.portfolio_id, l.number`,
    [changes.map(([id]) => id), changes.map(([, change]) => change)],
  )
  return { allocations: allocations.map(({ kind, id }) => ({ kind, id })), shifts }
}

/**
 * The same as a payload shows it.
 * @param kept may be of a receipt from before shifts were told: its allocations alone
 */
export async function moneyAnswer(
  kept: MoneyTold | readonly NodeKeyRecord[] | undefined,
  read: ReadBack,
): Promise<object> {
  const told = Array.isArray(kept)
    ? { allocations: kept as readonly NodeKeyRecord[], shifts: [] }
    : (kept as MoneyTold | undefined)
  const shifts = told?.shifts ?? []
  const portfolio = (id: string) => read.node({ kind: 'PORTFOLIO', id })
  const shown = await Promise.all(
    shifts
      .filter(({ change }) => /[1-9]/.test(change))
      .map(async ({ portfolioId, pillarId, change }) => ({
        portfolio: await portfolio(portfolioId),
        pillar: await read.node(pillarId === null ? undefined : { kind: 'PILLAR', id: pillarId }),
        change: euro(change),
      })),
  )
  const touched = [...new Set(shifts.map(({ portfolioId }) => portfolioId))]
  return {
    allocations: await read.nodes(told?.allocations),
    portfolios: await read.nodes(touched.map((id) => ({ kind: 'PORTFOLIO', id }))),
    // What was taken out of the graph since has nothing to show.
    shifts: shown.filter((shift) => shift.portfolio !== null),
  }
}
