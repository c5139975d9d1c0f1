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
        from milestone m
        cross join lateral (
          select r.target_id from relation r where r.source_id = m.id and r.kind = 'ADVISED_BY' offset 0
        ) as tie
        cross join lateral (select code from node where node.id = m.id offset 0) as n
        cross join lateral (select code from node where node.id = tie.target_id offset 0) as v
        where (${dueBefore}::date is null or m.due < ${dueBefore}::date)
        order by m.due nulls last, n.code, v.code limit ${first}`),
    ),
  )
