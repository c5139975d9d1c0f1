import type { Client } from 'pg'
import { insertTyped, type Values } from './graph-database.js'

/** A portfolio with a credit, and what every allocation on it must repeat. */
export interface Credit {
  readonly portfolio_id: string
  readonly appropriation_id: string
  readonly fiscal_year: number
}

export function insertPortfolio(client: Client, fiscal_year = 2025): Promise<string> {
  return insertTyped(client, 'PORTFOLIO', { fiscal_year, portfolio_kind: 'INVESTMENT' })
}

/** @param amount in euro with two digits */
export async function insertCredit(
  client: Client,
  amount: string,
  portfolio?: string,
  fiscal_year = 2025,
): Promise<Credit> {
  const portfolio_id = portfolio ?? (await insertPortfolio(client))
  const appropriation_id = await insertTyped(client, 'APPROPRIATION', { portfolio_id, fiscal_year, amount })
  return { portfolio_id, appropriation_id, fiscal_year }
}

/** A proposed investment, unless told. @returns its id */
export function allocate(
  client: Client,
  credit: Credit,
  amount: unknown,
  values: Values = {},
): Promise<string> {
  const allocation = { ...credit, amount, allocation_kind: 'INVESTMENT', status: 'PROPOSED', ...values }
  return insertTyped(client, 'ALLOCATION', allocation)
}

/** What the database has counted, and what is really taken, in euro. */
export async function totals(
  client: Client,
): Promise<{ id: string; allocated: string; taken: string; amount: string }[]> {
  const { rows } = await client.query<{ id: string; allocated: string; taken: string; amount: string }>(`
    select p.id, p.allocated, p.amount, coalesce(sum(a.amount) filter (where a.status in ('PROPOSED', 'GRANTED')), 0.00) as taken
    from appropriation p left join allocation a on a.appropriation_id = p.id group by p.id order by p.id`)
  return rows
}
