import sql from 'sql-template-tag'
import { type BatchRead, groupBy, pickBy } from '../database/batches.js'
import type { RemarkKind } from './remark.table.js'

export interface RemarkRecord {
  readonly id: string
  readonly nodeId: string
  readonly kind: RemarkKind
  readonly textNl: string
  readonly textEn: string | null
}

export interface ReadingRecord {
  readonly remarkId: string
  readonly rank: number
  readonly textNl: string
  readonly textEn: string | null
}

export interface SettlementRecord {
  readonly remarkId: string
  /** Null where no reading is the right one. */
  readonly rank: number | null
  readonly becauseNl: string
  readonly becauseEn: string | null
}

export const remarksOfNodes: BatchRead<string, RemarkRecord[]> = async (reads, nodeIds) => {
  const rows = await reads.rows<RemarkRecord>(sql`
    select id, node_id as "nodeId", kind, text_nl as "textNl", text_en as "textEn"
    from remark where node_id = any(${nodeIds}::uuid[]) order by position`)
  return groupBy(nodeIds, rows, (row) => row.nodeId)
}

/** The remarks with these ids, in their order; null where there is none. */
export const remarksByIds: BatchRead<string, RemarkRecord | null> = async (reads, ids) => {
  const rows = await reads.rows<RemarkRecord>(sql`
    select id, node_id as "nodeId", kind, text_nl as "textNl", text_en as "textEn"
    from remark where id = any(${ids}::uuid[])`)
  return pickBy(ids, rows, (row) => row.id)
}

export const readingsOfRemarks: BatchRead<string, ReadingRecord[]> = async (reads, remarkIds) => {
  const rows = await reads.rows<ReadingRecord>(sql`
    select remark_id as "remarkId", rank, text_nl as "textNl", text_en as "textEn"
    from remark_reading where remark_id = any(${remarkIds}::uuid[]) order by rank`)
  return groupBy(remarkIds, rows, (row) => row.remarkId)
}

/** How remarks were settled, by their ids; null for those that are open. */
export const settlementsOfRemarks: BatchRead<string, SettlementRecord | null> = async (reads, remarkIds) => {
  const rows = await reads.rows<SettlementRecord>(sql`
    select remark_id as "remarkId", rank, because_nl as "becauseNl", because_en as "becauseEn"
    from remark_settlement where remark_id = any(${remarkIds}::uuid[])`)
  return pickBy(remarkIds, rows, (row) => row.remarkId)
}
