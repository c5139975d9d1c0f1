import sql from 'sql-template-tag'
import { groupBy, keyedRead, pickBy } from '../database/batches.js'
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

export const remarksOfNodes = keyedRead<RemarkRecord, RemarkRecord[]>(
  (ids) => sql`
    select id, node_id as "nodeId", kind, text_nl as "textNl", text_en as "textEn"
    from remark where node_id = any(${ids}) order by position`,
  (ids, rows) => groupBy(ids, rows, (row) => row.nodeId),
)

/** The remarks with these ids, in their order; null where there is none. */
export const remarksByIds = keyedRead<RemarkRecord, RemarkRecord | null>(
  (ids) => sql`
    select id, node_id as "nodeId", kind, text_nl as "textNl", text_en as "textEn"
    from remark where id = any(${ids})`,
  (ids, rows) => pickBy(ids, rows, (row) => row.id),
)

export const readingsOfRemarks = keyedRead<ReadingRecord, ReadingRecord[]>(
  (ids) => sql`
    select remark_id as "remarkId", rank, text_nl as "textNl", text_en as "textEn"
    from remark_reading where remark_id = any(${ids}) order by rank`,
  (ids, rows) => groupBy(ids, rows, (row) => row.remarkId),
)

/** How remarks were settled, by their ids; null for those that are open. */
export const settlementsOfRemarks = keyedRead<SettlementRecord, SettlementRecord | null>(
  (ids) => sql`
    select remark_id as "remarkId", rank, because_nl as "becauseNl", because_en as "becauseEn"
    from remark_settlement where remark_id = any(${ids})`,
  (ids, rows) => pickBy(ids, rows, (row) => row.remarkId),
)
