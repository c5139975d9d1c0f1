import sql from 'sql-template-tag'
import { keyedRead, pickBy } from '../database/batches.js'

/** The id of the entity that looks after nodes, by their ids; null where none does. */
export const stewardsOfNodes = keyedRead<
  { readonly nodeId: string; readonly entityId: string },
  string | null
>(
  (ids) => sql`
    select node_id as "nodeId", entity_id as "entityId" from steward where node_id = any(${ids})`,
  (ids, rows) => pickBy(ids, rows, (row) => row.nodeId).map((row) => row?.entityId ?? null),
)
