import type { EntityManager } from 'typeorm'
import type { TextInput } from './parts.input.js'

export async function lastPosition(manager: EntityManager, nodeId: string): Promise<number> {
  const [last] = await manager.query<{ position: number }[]>(
    'select coalesce(max(position), 0)::int as position from remark where node_id = $1',
    [nodeId],
  )
  return last?.position ?? 0
}

export async function readingRanks(manager: EntityManager, remarkId: string): Promise<number[]> {
  const rows = await manager.query<{ rank: number }[]>(
    'select rank from remark_reading where remark_id = $1',
    [remarkId],
  )
  return rows.map(({ rank }) => rank)
}

/** The last word stands; the ledger keeps those before. */
export async function putSettlement(
  manager: EntityManager,
  remarkId: string,
  rank: number | null,
  { nl, en }: TextInput,
): Promise<void> {
  await manager.query(
    `insert into remark_settlement (remark_id, rank, because_nl, because_en) values ($1, $2, $3, $4)
     on conflict (remark_id) do update set rank = excluded.rank, because_nl = excluded.because_nl, because_en = excluded.because_en`,
    [remarkId, rank, nl, en ?? null],
  )
}
