import sql from 'sql-template-tag'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import type { BatchRead } from '../database/batches.js'

/** A step that was promised in reply to an advice. */
export interface PromiseRecord {
  readonly milestoneId: string
  readonly adviceId: string
  readonly bodyId: string | null
  readonly due: string | null
  readonly duePrecision: FuzzyDate['precision'] | null
}

export interface PromisesAsked {
  /** yyyy-mm-dd; only what is due before it. Null also for what has no due day. */
  readonly dueBefore: string | null
  readonly first: number
}

/** What was promised to advisers, by the day it is due, what has none last. */
export const promisesAsked: BatchRead<PromisesAsked, PromiseRecord[]> = (reads, asked) =>
  Promise.all(
    asked.map(({ dueBefore, first }) =>
      reads.rows<PromiseRecord>(sql`
        select m.id as "milestoneId", tie.target_id as "adviceId", m.body_id as "bodyId", m.due::text as due, m.due_precision as "duePrecision"
        from relation tie join milestone m on m.id = tie.source_id join node n on n.id = m.id join node v on v.id = tie.target_id
        where tie.kind = 'ADVISED_BY' and tie.source_kind = 'MILESTONE'
          and (${dueBefore}::date is null or m.due < ${dueBefore}::date)
        order by m.due nulls last, n.code, v.code limit ${first}`),
    ),
  )
