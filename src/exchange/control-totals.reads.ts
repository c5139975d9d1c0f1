import type { DataSource } from 'typeorm'

/** What a portfolio has and what of it is proposed or granted; amounts are exact, in euro with two decimals. */
export interface ControlTotal {
  readonly code: string
  readonly fiscalYear: number
  readonly appropriated: string
  readonly allocated: string
  /** How many allocations make up what is allocated. */
  readonly allocations: number
  /** Whether all of it is allocated, to the cent. */
  readonly agrees: boolean
}

/** Every portfolio, the latest year first. */
export async function controlTotals(dataSource: DataSource): Promise<ControlTotal[]> {
  return dataSource.query<ControlTotal[]>(`
    select n.code, p.fiscal_year as "fiscalYear", credit.appropriated::text, taken.allocated::text, taken.allocations,
      credit.appropriated = taken.allocated as agrees
    from portfolio p
    join node n on n.id = p.id
    cross join lateral (
      select coalesce(sum(amount), 0.00) as appropriated from appropriation where portfolio_id = p.id
    ) as credit
    cross join lateral (
      select coalesce(sum(amount), 0.00) as allocated, count(*)::int as allocations
      from allocation where portfolio_id = p.id and status in ('PROPOSED', 'GRANTED')
    ) as taken
    order by p.fiscal_year desc, n.code`)
}
