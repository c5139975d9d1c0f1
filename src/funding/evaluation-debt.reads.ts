import sql from 'sql-template-tag'
import type { BatchRead } from '../database/batches.js'
import type { EvaluationOutcome } from '../governance/evaluation.table.js'
import type { AmountPrecision } from './money-columns.js'

/** A judgement on how a receiver spent its money. */
export interface Judgement {
  readonly id: string
  readonly date: string | null
  readonly outcome: EvaluationOutcome | null
}

/** Money that was received, and that has to be evaluated before more of it is. */
export interface DebtRecord {
  /** The milestone that lays down the condition. */
  readonly milestoneId: string
  readonly allocationId: string
  readonly entityId: string | null
  readonly amount: string
  readonly amountPrecision: AmountPrecision
  /** What waits for it; null where nothing is allocated for the year yet. */
  readonly nextId: string | null
  readonly nextPortfolioId: string | null
  /** The latest first. */
  readonly judgements: readonly Judgement[]
}

/**
 * The receivers of the latest money before a fiscal year, under each condition that money of that year waits for an
 * evaluation, with what was judged of them for it; by receiver.
 */
export const debtsOfYears: BatchRead<number, DebtRecord[]> = (reads, years) =>
  Promise.all(
    years.map((year) =>
      reads.rows<DebtRecord>(sql`
        with condition as (
          select distinct on (about.programme_id) m.id as milestone, about.programme_id as programme
          from milestone m join milestone_programme about on about.milestone_id = m.id
          where m.step = 'PRIOR_EVALUATION' and m.fiscal_year <= ${year}
          order by about.programme_id, m.fiscal_year desc, m.id
        ), paid as (
          select distinct on (a.id) condition.milestone, condition.programme, a.*
          from condition
          join relation own on own.target_id = condition.programme and own.kind = 'PART_OF' and own.source_kind = 'PORTFOLIO'
          join portfolio p on p.id = own.source_id and p.fiscal_year = (
            select max(q.fiscal_year) from portfolio q join relation t on t.source_id = q.id and t.kind = 'PART_OF'
            where t.target_id = condition.programme and q.fiscal_year < ${year})
          join allocation a on a.portfolio_id = p.id and a.allocation_kind <> 'INVESTMENT' and a.status <> 'WITHDRAWN'
          order by a.id, condition.milestone
        )
        select paid.milestone as "milestoneId", paid.id as "allocationId", paid.entity_id as "entityId", paid.amount::text as amount,
          paid.amount_precision as "amountPrecision", next.id as "nextId", next.portfolio_id as "nextPortfolioId", coalesce(judged.list, '[]') as judgements
        from paid
        left join node receiver on receiver.id = paid.entity_id
        join node own on own.id = paid.id
        left join lateral (
          select b.id, b.portfolio_id from allocation b
          join relation t on t.source_id = b.portfolio_id and t.kind = 'PART_OF' and t.target_id = paid.programme
          where b.fiscal_year = ${year} and b.entity_id = paid.entity_id and b.allocation_kind <> 'INVESTMENT' and b.status <> 'WITHDRAWN'
          order by b.id limit 1
        ) as next on true
        cross join lateral (
          select json_agg(json_build_object('id', e.id, 'date', e.date, 'outcome', e.outcome) order by e.date desc nulls last, e.id) as list
          from evaluation e
          where e.fiscal_year = ${year} and exists (
            select from relation tie where tie.source_id = e.id and tie.kind = 'EVALUATES'
              and tie.target_id in (paid.id, paid.entity_id, next.id, next.portfolio_id))
        ) as judged
        order by receiver.code nulls last, own.code`),
    ),
  )
