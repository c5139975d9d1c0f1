import sql from 'sql-template-tag'
import { keyedRead } from '../database/batches.js'

/** Whether nodes, free relations or remarks are not published yet, by id. */
export const areDrafts = keyedRead<{ readonly id: string }, boolean>(
  (ids) => sql`select subject_id as id from draft where subject_id = any(${ids})`,
  (ids, rows) => {
    const drafts = new Set(rows.map(({ id }) => id))
    return ids.map((id) => drafts.has(id))
  },
)
