import type { EntityManager } from 'typeorm'
import type { NodeKind } from '../kernel/node-kind.js'
import type { Reference } from '../kernel/reference.js'

/** A node that stands in the database and does not follow the data sets being loaded. */
export interface ForeignNode {
  readonly id: string
  readonly kind: NodeKind
  /** The code it was asked by: its present one or a former one. */
  readonly code: string
  /** Null where it was written through the service. */
  readonly origin: string | null
}

/** @param left nodes of the data sets that are left as they are. */
export async function foreignNodes(
  manager: EntityManager,
  origins: readonly string[],
  asked: readonly Reference[],
  left: readonly string[] = [],
): Promise<ForeignNode[]> {
  return manager.query<ForeignNode[]>(
    `select n.id, asked.kind, asked.code, n.origin
     from unnest($1::text[], $2::text[]) as asked (kind, code)
     cross join lateral (
       select id from node where kind = asked.kind and code = asked.code
       union select node_id from node_alias where kind = asked.kind and code = asked.code
     ) as found
     join node n on n.id = found.id
     where n.origin is null or n.origin <> all ($3) or n.id = any ($4)`,
    [asked.map(({ kind }) => kind), asked.map(({ code }) => code), origins, left],
  )
}

/** The places of documents that may be cited, by the document's id. */
export async function foreignPlaces(
  manager: EntityManager,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await manager.query<{ id: string; locators: string[] }[]>(
    `select document_id as id, array_agg(locator) as locators from document_part
     where document_id = any ($1) group by document_id`,
    [documentIds],
  )
  return new Map(rows.map(({ id, locators }) => [id, new Set(locators)]))
}

/** What the laws of money ask of a portfolio, pillar, project or appropriation; null where its kind has none. */
export interface MoneyFacts {
  readonly id: string
  readonly portfolioId: string | null
  readonly fiscalYear: number | null
  readonly amount: string | null
}

export async function foreignMoney(manager: EntityManager, ids: readonly string[]): Promise<MoneyFacts[]> {
  return manager.query<MoneyFacts[]>(
    `select id, null::uuid as "portfolioId", fiscal_year as "fiscalYear", null as amount from portfolio where id = any ($1)
     union all select id, portfolio_id, null, null from pillar where id = any ($1)
     union all select id, portfolio_id, null, null from project where id = any ($1)
     union all select id, portfolio_id, fiscal_year, amount::text from appropriation where id = any ($1)`,
    [ids],
  )
}

/** What allocations that do not follow the data sets take of each appropriation. */
export async function foreignAllocations(
  manager: EntityManager,
  origins: readonly string[],
  appropriationIds: readonly string[],
  left: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; taken: string }[]>(
    `select a.appropriation_id as id, sum(a.amount)::text as taken
     from allocation a join node n on n.id = a.id
     where a.appropriation_id = any ($1) and a.status in ('PROPOSED', 'GRANTED')
       and (n.origin is null or n.origin <> all ($2) or n.id = any ($3))
     group by a.appropriation_id`,
    [appropriationIds, origins, left],
  )
  return new Map(rows.map(({ id, taken }) => [id, taken]))
}
