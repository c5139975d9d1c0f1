import sql from 'sql-template-tag'
import { type BatchRead, groupBy } from '../database/batches.js'
import type { NodeName } from './node-name.type.js'

type NameRecord = NodeName & { readonly nodeId: string }

/** The names of nodes beside those shown, by id. */
export const otherNamesOfNodes: BatchRead<string, NameRecord[]> = async (reads, nodeIds) => {
  const rows = await reads.rows<NameRecord>(sql`
    select node_id as "nodeId", text, language, use, used_from as "from", used_to as "to"
    from node_name where node_id = any(${nodeIds}::uuid[]) order by position`)
  return groupBy(nodeIds, rows, (row) => row.nodeId)
}
