import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import { paperOf } from '../governance/paper.js'
import type { ConditionalGate, Evidence } from './gates.js'

type EvidenceRow = Evidence & { readonly allocation: string }

/**
 * What bears on the gates of allocations, by id: ties of the allocation itself and of its portfolio to decisions,
 * meetings and advice; and evaluations for its year of itself, its portfolio, its receiver or the receiver's money of the
 * year before. A subsidy's own decision is its separate one. `offset 0` keeps the ties of each subject a question of
 * their own, which an index answers: joined with the others, the planner reads all ties there are.
 */
export const evidenceOfAllocations = keyedRead<EvidenceRow, Evidence[]>(
  (ids) => sql`
    with money as (
      select a.id as allocation, a.id as subject, true as own, a.allocation_kind from allocation a where a.id = any(${ids})
      union all
      select a.id, a.portfolio_id, false, a.allocation_kind from allocation a where a.id = any(${ids})
    ), judged as (
      select a.id as allocation, a.fiscal_year, unnest(array[a.id, a.portfolio_id, a.entity_id]) as subject
      from allocation a where a.id = any(${ids}) and a.allocation_kind <> 'INVESTMENT'
      union
      select a.id, a.fiscal_year, before.id
      from allocation a
      join allocation before on before.entity_id = a.entity_id and before.fiscal_year = a.fiscal_year - 1
      join relation own on own.source_id = a.portfolio_id and own.kind = 'PART_OF' and own.target_kind = 'PROGRAMME'
      join relation its on its.source_id = before.portfolio_id and its.kind = 'PART_OF' and its.target_id = own.target_id
      where a.id = any(${ids}) and a.allocation_kind <> 'INVESTMENT'
    ), fact as (
      select money.allocation, money.own, money.allocation_kind, tie.kind as tie, tie.target_id as id
      from money cross join lateral (
        select tie.kind, tie.target_id from tie
        where tie.source_id = money.subject and tie.kind in ('VALIDATED_BY', 'ADVISED_BY', 'DECIDED_BY') offset 0
      ) as tie
      union all
      select judged.allocation, true, null, 'EVALUATES', e.id
      from judged cross join lateral (
        select tie.source_id from relation tie where tie.target_id = judged.subject and tie.kind = 'EVALUATES' offset 0
      ) as tie
      join evaluation e on e.id = tie.source_id and e.fiscal_year = judged.fiscal_year
    )
    select distinct fact.allocation, paper.id, paper.kind, paper.date, paper."knownFrom", paper.opens, paper."bodyId",
      case fact.tie
        when 'VALIDATED_BY' then 'NOMINATION'
        when 'EVALUATES' then 'EVALUATION'
        when 'ADVISED_BY' then case paper.form when 'AGREEMENT' then 'BUDGET_AGREEMENT' else 'ADVICE' end
        else case when fact.own and fact.allocation_kind = 'SUBSIDY' then 'SEPARATE_DECISION' else 'DECISION' end
      end as gate
    from fact ${paperOf(sql`fact.id`)}
    order by fact.allocation, gate, paper.opens desc, paper.date, paper.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.allocation),
)

/** A gate that a milestone lays down for an allocation. */
export interface MoneyCondition {
  readonly gate: ConditionalGate
  readonly milestoneId: string
}

/**
 * What milestones ask of allocations beside the usual gates, by id: an evaluation of operating money from a year on, and
 * plan and decision to go on for a project that follows one of an earlier year.
 */
export const conditionsOfAllocations = keyedRead<
  MoneyCondition & { readonly allocation: string },
  MoneyCondition[]
>(
  (ids) => sql`
    select distinct a.id as allocation, m.id as "milestoneId", case m.step when 'PRIOR_EVALUATION' then 'EVALUATION' else m.step end as gate
    from allocation a
    join milestone m on m.step in ('PRIOR_EVALUATION', 'PLAN', 'CONTINUATION') and case m.step
      when 'PRIOR_EVALUATION' then m.fiscal_year <= a.fiscal_year and a.allocation_kind <> 'INVESTMENT'
      else m.fiscal_year = a.fiscal_year and a.allocation_kind = 'INVESTMENT' end
    where a.id = any(${ids}) and exists (
        select from relation own join milestone_programme about on about.milestone_id = m.id and about.programme_id = own.target_id
        where own.source_id = a.portfolio_id and own.kind = 'PART_OF')
      and (m.step = 'PRIOR_EVALUATION' or exists (
        select from relation t where t.target_id = a.project_id and t.kind = 'PRECEDES' and t.source_kind = 'PROJECT'))
    order by a.id, gate, m.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.allocation),
)
