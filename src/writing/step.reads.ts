import type { EntityManager } from 'typeorm'
import { type Loads, loadsFrom } from '../database/batches.js'
import type { Statement } from '../database/connections.js'
import type { CycleStepCode } from '../governance/cycle.js'
import { stepsOfPortfolio } from '../programme/cycle.service.js'
import type { PortfolioKind } from '../programme/portfolio.table.js'

/** What the questions of the year are asked through while a step is being taken; a transaction takes one at a time. */
export function loadsOf(manager: EntityManager): Loads {
  let turn: Promise<unknown> = Promise.resolve()
  return loadsFrom({
    open: async () => undefined,
    rows: <Row>({ text, values }: Statement): Promise<Row[]> => {
      const rows = turn.then(() => manager.query<Row[]>(text, [...values]))
      turn = rows.catch(() => undefined)
      return rows
    },
  })
}

export interface PortfolioFacts {
  readonly id: string
  readonly fiscalYear: number
  readonly portfolioKind: PortfolioKind
}

export async function portfolioFacts(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PortfolioFacts>> {
  const rows = await manager.query<PortfolioFacts[]>(
    `select id, fiscal_year as "fiscalYear", portfolio_kind as "portfolioKind" from portfolio where id = any ($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** A credit of a portfolio, and what is taken of it. */
export interface Credit {
  readonly id: string
  readonly code: string
  readonly portfolioId: string
  readonly amount: string
  readonly allocated: string
}

/** The credits of portfolios, by code. That they add up is said again by the database, for those who write at once. */
export function creditsOf(manager: EntityManager, portfolioIds: readonly string[]): Promise<Credit[]> {
  return manager.query<Credit[]>(
    `select a.id, n.code, a.portfolio_id as "portfolioId", a.amount::text as amount, a.allocated::text as allocated
     from appropriation a join node n on n.id = a.id where a.portfolio_id = any ($1::uuid[]) order by n.code`,
    [portfolioIds],
  )
}

/** The portfolios that a paper is about by ties of a kind, beside those named. */
export function otherPortfolios(
  manager: EntityManager,
  evidenceId: string,
  kind: string,
  named: readonly string[],
): Promise<{ readonly code: string }[]> {
  return manager.query<{ code: string }[]>(
    `select distinct n.code from relation r join node n on n.id = r.source_id
     where r.target_id = $1 and r.kind = $2 and r.source_kind = 'PORTFOLIO' and r.source_id <> all ($3::uuid[]) order by n.code`,
    [evidenceId, kind, named],
  )
}

/** Which of these pairs of a tie stand already, as `source target`. */
export async function standingTies(
  manager: EntityManager,
  kind: string,
  pairs: readonly { readonly source: string; readonly target: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ source: string; target: string }[]>(
    `select source_id as source, target_id as target from relation where kind = $1
       and (source_id, target_id) in (select * from unnest($2::uuid[], $3::uuid[]))`,
    [kind, pairs.map(({ source }) => source), pairs.map(({ target }) => target)],
  )
  return new Set(rows.map(({ source, target }) => `${source} ${target}`))
}

/** The allocations of portfolios that are proposed and wait for no decision of their own, in order of id. */
export async function proposedIn(
  manager: EntityManager,
  portfolioIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from allocation where portfolio_id = any ($1::uuid[]) and status = 'PROPOSED' and allocation_kind <> 'SUBSIDY' order by id`,
    [portfolioIds],
  )
  return rows.map(({ id }) => id)
}

/** A body by its id and code. */
export interface StepBody {
  readonly id: string
  readonly code: string
}

/**
 * The bodies to which a step of portfolios is up on a day, each once; as announced, else as in the year before.
 *
 * @param steps the first of these of which the graph tells a body
 */
export async function bodiesOfStep(
  manager: EntityManager,
  portfolios: readonly { readonly id: string; readonly fiscalYear: number }[],
  steps: readonly CycleStepCode[],
  on: string,
): Promise<StepBody[]> {
  const loads = loadsOf(manager)
  const found = new Map<string, StepBody>()
  for (const portfolio of portfolios) {
    const states = await stepsOfPortfolio(loads, portfolio, on)
    const [id] = steps.flatMap((code) => states.find(({ step }) => step === code)?.bodyId ?? [])
    if (id !== undefined) found.set(id, { id, code: await nodeCode(manager, id) })
  }
  return [...found.values()]
}

export async function nodeCode(manager: EntityManager, id: string): Promise<string> {
  const [row] = await manager.query<{ code: string }[]>('select code from node where id = $1', [id])
  return row?.code ?? ''
}
