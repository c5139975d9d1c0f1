import sql from 'sql-template-tag'
import { type BatchRead, pickBy } from '../database/batches.js'

/** The id of the entity that looks after nodes, by their ids; null where none does. */
export const stewardsOfNodes: BatchRead<string, string | null> = async (reads, nodeIds) => {
  const rows = await reads.rows<{ readonly nodeId: string; readonly entityId: string }>(sql`
    select node_id as "nodeId", entity_id as "entityId" from steward where node_id = any(${nodeIds}::uuid[])`)
  return pickBy(nodeIds, rows, (row) => row.nodeId).map((row) => row?.entityId ?? null)
}
