import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { StepFact } from '../governance/cycle-state.js'

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
    select distinct fact.id as portfolio, n.id, n.kind, found.date, coalesce(found.date, n.valid_from, told.since) as "knownFrom",
      found.opens, coalesce(e.outcome <> 'NEGATIVE', true) as favourable, found.body as "bodyId",
      case fact.tie
        when 'PRECEDES' then 'PRESENTATION'
        when 'VALIDATED_BY' then 'VALIDATION'
        when 'DECIDED_BY' then 'RATIFICATION'
        when 'ADVISED_BY' then case v.form when 'AGREEMENT' then 'BUDGET_AGREEMENT' else 'ADVICE' end
        else case when fact.portfolio_kind = 'OPERATING' and e.fiscal_year <= fact.fiscal_year then 'PRIOR_EVALUATION' else 'EVALUATION' end
      end as step
    from fact cross join lateral (select id, kind, valid_from from node where node.id = fact.evidence offset 0) as n
    left join decision d on d.id = fact.evidence
    left join meeting m on m.id = fact.evidence
    left join advice v on v.id = fact.evidence
    left join evaluation e on e.id = fact.evidence
    cross join lateral (
      select coalesce(d.date, m.date, v.date, e.date) as date, coalesce(d.body_id, m.body_id, v.body_id, e.body_id) as body,
        case n.kind
          when 'DECISION' then d.status = 'TAKEN'
          when 'MEETING' then true
          when 'ADVICE' then v.verdict = 'FAVOURABLE'
          else coalesce(e.outcome = 'POSITIVE' or e.outcome = 'NEGATIVE' and
            not (fact.portfolio_kind = 'OPERATING' and e.fiscal_year <= fact.fiscal_year), false)
        end as opens
    ) as found
    cross join lateral (
      select min(source.valid_from) as since from citation c join node source on source.id = c.document_id
      where c.node_id = n.id and c.column_name is null
    ) as told
    order by portfolio, step, found.opens desc, found.date, n.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)

/** Decisions by which money of portfolios was moved during their year, by portfolio: those its allocations are tied to. */
export const adjustmentsOfPortfolios = keyedRead<FactRow, StepFact[]>(
  (ids) => sql`
    select distinct a.portfolio_id as portfolio, n.id, n.kind, d.date, d.date as "knownFrom", d.status = 'TAKEN' as opens,
      true as favourable, d.body_id as "bodyId", 'ADJUSTMENT' as step
    from allocation a
    cross join lateral (
      select r.target_id from relation r where r.source_id = a.id and r.kind = 'VALIDATED_BY' and r.target_kind = 'DECISION' offset 0
    ) as tie
    join decision d on d.id = tie.target_id
    cross join lateral (select id, kind from node where node.id = d.id offset 0) as n
    where a.portfolio_id = any(${ids})
    order by portfolio, d.date desc nulls last, n.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)
