import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { Evidence } from './gates.js'

type EvidenceRow = Evidence & { readonly allocation: string }

/**
 * What bears on the gates of allocations, by id: ties of the allocation itself and of its portfolio to decisions,
 * meetings and advice, and evaluations of either. A subsidy's own decision is its separate one. What bears no date
 * counts as known from the first day of the documents that tell of it. `offset 0` keeps the ties of each subject a question of
 * their own, which an index answers: joined with the others, the planner reads all ties there are.
 */
export const evidenceOfAllocations = keyedRead<EvidenceRow, Evidence[]>(
  (ids) => sql`
    with money as (
      select a.id as allocation, a.id as subject, true as own, a.allocation_kind from allocation a where a.id = any(${ids})
      union all
      select a.id, a.portfolio_id, false, a.allocation_kind from allocation a where a.id = any(${ids})
    ), fact as (
      select money.allocation, money.own, money.allocation_kind, tie.kind as tie, tie.target_id as id
      from money cross join lateral (
        select tie.kind, tie.target_id from tie
        where tie.source_id = money.subject and tie.kind in ('VALIDATED_BY', 'ADVISED_BY', 'DECIDED_BY') offset 0
      ) as tie
      union all
      select money.allocation, money.own, money.allocation_kind, tie.kind, tie.source_id
      from money cross join lateral (
        select tie.kind, tie.source_id from tie
        where tie.target_id = money.subject and tie.kind = 'EVALUATES' offset 0
      ) as tie
    )
    select distinct fact.allocation, n.id, n.kind, found.date, coalesce(found.date, n.valid_from, told.since) as "knownFrom", found.opens,
      case fact.tie
        when 'VALIDATED_BY' then 'NOMINATION'
        when 'EVALUATES' then 'EVALUATION'
        when 'ADVISED_BY' then case v.form when 'AGREEMENT' then 'BUDGET_AGREEMENT' else 'ADVICE' end
        else case when fact.own and fact.allocation_kind = 'SUBSIDY' then 'SEPARATE_DECISION' else 'DECISION' end
      end as gate
    from fact
    join node n on n.id = fact.id
    left join decision d on d.id = fact.id
    left join meeting m on m.id = fact.id
    left join advice v on v.id = fact.id
    left join evaluation e on e.id = fact.id
    cross join lateral (
      select coalesce(d.date, m.date, v.date, e.date) as date,
        case n.kind
          when 'DECISION' then d.status = 'TAKEN'
          when 'MEETING' then true
          when 'ADVICE' then v.verdict = 'FAVOURABLE'
          else coalesce(e.outcome = 'POSITIVE', false)
        end as opens
    ) as found
    cross join lateral (
      select min(source.valid_from) as since from citation c join node source on source.id = c.document_id
      where c.node_id = n.id and c.column_name is null
    ) as told
    order by fact.allocation, gate, found.opens desc, found.date, n.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.allocation),
)
