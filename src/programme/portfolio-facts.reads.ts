import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { StepFact } from '../governance/cycle-state.js'
import { paperOf } from '../governance/paper.js'

type FactRow = StepFact & { readonly portfolio: string }

/**
 * What brought portfolios through their year, by id. Operating money is judged when the next year's is nominated, so
 * that an evaluation of its own year is the one it waited for; an investment is judged by its own year.
 */
export const factsOfPortfolios = keyedRead<FactRow, StepFact[]>(
  (ids) => sql`
    with asked as (
      select p.id, p.fiscal_year, p.portfolio_kind from portfolio p where p.id = any(${ids})
    ), fact as (
      select asked.*, tie.kind as tie, tie.target_id as evidence
      from asked cross join lateral (
        select tie.kind, tie.target_id from relation tie
        where tie.source_id = asked.id and tie.kind in ('VALIDATED_BY', 'ADVISED_BY', 'DECIDED_BY') offset 0
      ) as tie
      union all
      select asked.*, tie.kind, tie.source_id
      from asked cross join lateral (
        select tie.kind, tie.source_id from relation tie
        where tie.target_id = asked.id and (tie.kind = 'EVALUATES' or tie.kind = 'PRECEDES' and tie.source_kind = 'MEETING') offset 0
      ) as tie
    )
    select distinct fact.id as portfolio, paper.id, paper.kind, paper.date, paper."knownFrom", paper."bodyId",
      paper.opens or (step.name = 'EVALUATION' and paper.outcome is not distinct from 'NEGATIVE') as opens,
      paper.outcome is distinct from 'NEGATIVE' as favourable, step.name as step
    from fact ${paperOf(sql`fact.evidence`)}
    cross join lateral (
      select case fact.tie
        when 'PRECEDES' then 'PRESENTATION'
        when 'VALIDATED_BY' then 'VALIDATION'
        when 'DECIDED_BY' then 'RATIFICATION'
        when 'ADVISED_BY' then case paper.form when 'AGREEMENT' then 'BUDGET_AGREEMENT' else 'ADVICE' end
        else case when fact.portfolio_kind = 'OPERATING' and paper.fiscal_year <= fact.fiscal_year
          then 'PRIOR_EVALUATION' else 'EVALUATION' end
      end as name
    ) as step
    order by portfolio, step, opens desc, paper.date, paper.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)

/** Decisions by which money of portfolios was moved during their year, by portfolio: those its allocations are tied to. */
export const adjustmentsOfPortfolios = keyedRead<FactRow, StepFact[]>(
  (ids) => sql`
    select distinct a.portfolio_id as portfolio, paper.id, paper.kind, paper.date, paper."knownFrom", paper.opens,
      true as favourable, paper."bodyId", 'ADJUSTMENT' as step
    from allocation a
    cross join lateral (
      select r.target_id from relation r where r.source_id = a.id and r.kind = 'VALIDATED_BY' and r.target_kind = 'DECISION' offset 0
    ) as tie
    ${paperOf(sql`tie.target_id`)}
    where a.portfolio_id = any(${ids})
    order by portfolio, paper.date desc nulls last, paper.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)
