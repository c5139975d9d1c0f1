import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { StepFact } from './cycle-state.js'
import { paperOf } from './paper.js'

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
    select fact.milestone, fact.step, paper.id, paper.kind, paper.date, paper."knownFrom", paper."bodyId",
      paper.opens or paper.outcome is not distinct from 'NEGATIVE' as opens, paper.outcome is distinct from 'NEGATIVE' as favourable
    from fact ${paperOf(sql`fact.id`)}
    order by fact.milestone, opens desc, paper.date, paper.id`,
  (ids, rows) => groupBy(ids, rows, (row) => row.milestone),
)
