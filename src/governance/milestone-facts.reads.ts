import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { StepFact } from './cycle-state.js'

type FactRow = StepFact & { readonly milestone: string }

/**
 * What shows that milestones were reached: decisions and meetings that they are tied to, and evaluations of them. The
 * separate decision on a subsidy is the one that its file leads to.
 */
export const factsOfMilestones = keyedRead<FactRow, StepFact[]>(
  (ids) => sql`
    with fact as (
      select m.id as milestone, m.step, tie.target_id as id
      from milestone m cross join lateral (
        select tie.target_id from relation tie where tie.source_id = m.id and (tie.kind in ('VALIDATED_BY', 'DECIDED_BY')
          or tie.kind = 'PRECEDES' and tie.target_kind = 'DECISION' and m.step = 'SEPARATE_DECISION') offset 0
      ) as tie
      where m.id = any(${ids})
      union
      select m.id, m.step, tie.source_id
      from milestone m cross join lateral (
        select tie.source_id from relation tie where tie.target_id = m.id and tie.kind = 'EVALUATES' offset 0
      ) as tie
      where m.id = any(${ids})
    )
    select fact.milestone, fact.step, n.id, n.kind, coalesce(d.date, h.date, e.date) as date,
      coalesce(d.date, h.date, e.date, n.valid_from, told.since) as "knownFrom",
      case n.kind when 'DECISION' then d.status = 'TAKEN' when 'MEETING' then true
        else coalesce(e.outcome in ('POSITIVE', 'NEGATIVE'), false) end as opens,
      coalesce(e.outcome <> 'NEGATIVE', true) as favourable,
      coalesce(d.body_id, h.body_id, e.body_id) as "bodyId"
    from fact cross join lateral (select id, kind, valid_from from node where node.id = fact.id offset 0) as n
    left join decision d on d.id = fact.id left join meeting h on h.id = fact.id left join evaluation e on e.id = fact.id
    cross join lateral (
      select min(source.valid_from) as since from citation c join node source on source.id = c.document_id
      where c.node_id = n.id and c.column_name is null
    ) as told
    order by fact.milestone, opens desc, date, n.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.milestone),
)
