import sql from 'sql-template-tag'
import type { BatchRead } from '../database/batches.js'

/** Whether nodes, free relations or remarks are not published yet, by id. */
export const areDrafts: BatchRead<string, boolean> = async (reads, ids) => {
  const rows = await reads.rows<{ readonly id: string }>(
    sql`select subject_id as id from draft where subject_id = any(${ids}::uuid[])`,
  )
  const drafts = new Set(rows.map(({ id }) => id))
  return ids.map((id) => drafts.has(id))
}
