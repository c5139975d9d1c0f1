import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { NodeName } from './node-name.type.js'

type NameRecord = NodeName & { readonly nodeId: string }

/** The names of nodes beside those shown, by id. */
export const otherNamesOfNodes = keyedRead<NameRecord, NameRecord[]>(
  (ids) => sql`
    select node_id as "nodeId", text, language, use, used_from as "from", used_to as "to"
    from node_name where node_id = any(${ids}) order by position`,
  (ids, rows) => groupBy(ids, rows, (row) => row.nodeId),
)
