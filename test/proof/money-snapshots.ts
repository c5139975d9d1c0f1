import type { Client } from 'pg'
import { randomNumbers } from '../database/random.js'

/** What the money laws forbid, in the tables or, with the search path on the past, in the views of a moment. */
const BROKEN_LAWS = `
  with taken as (
    select appropriation_id, portfolio_id, sum(amount) as amount from allocation where status in ('PROPOSED', 'GRANTED')
    group by appropriation_id, portfolio_id
  ), counted as (
    select p.id, p.portfolio_id, p.amount, p.allocated,
      coalesce((select sum(t.amount) from taken t where t.appropriation_id = p.id), 0) as taken
    from appropriation p
  )
  select 'over-allocated' as problem, id::text as subject from counted where taken > amount
  union all select 'allocated is not the sum', id::text from counted where allocated <> taken
  union all select 'the sum of the portfolio differs', portfolio_id::text from counted
    group by portfolio_id having sum(allocated) <> coalesce((
      select sum(t.amount) from taken t where t.portfolio_id = counted.portfolio_id), 0)`

/** What snapshots saw. */
export interface SnapshotsSeen {
  readonly snapshots: number
  /** How many of the versions they looked at as of were different ones. */
  readonly versions: number
  /** As `problem: subject (version)`. */
  readonly findings: readonly string[]
}

/** Looks in one snapshot after the other, at the present and at a random moment before, until the writing is done. */
export async function watchMoney(
  client: Client,
  writing: { readonly done: boolean },
  first: number,
): Promise<SnapshotsSeen> {
  const random = randomNumbers(first)
  const findings = new Set<string>()
  const versions = new Set<number>()
  let snapshots = 0
  const look = async (version: number) => {
    const { rows } = await client.query<{ problem: string; subject: string }>(BROKEN_LAWS)
    for (const { problem, subject } of rows) findings.add(`${problem}: ${subject} (${version})`)
  }
  for (let isLast = false; !isLast; snapshots++) {
    isLast = writing.done
    await client.query('begin transaction isolation level repeatable read read only')
    const { rows } = await client.query<{ version: number }>('select version::int from graph_head')
    const head = rows[0]?.version ?? 0
    await look(head)
    const known = first + Math.floor(random() * (head - first + 1))
    versions.add(known)
    await client.query(
      `select set_config('search_path', 'as_of, public', true), set_config('vrd.known_at', $1, true),
        set_config('vrd.valid_on', '', true), set_config('vrd.decided_by', '', true)`,
      [known],
    )
    await look(known)
    await client.query('commit')
  }
  return { snapshots, versions: versions.size, findings: [...findings] }
}
