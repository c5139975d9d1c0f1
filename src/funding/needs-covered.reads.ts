import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'

export interface CoveredNeed extends NodeLink {
  readonly code: string
}
type Covered = CoveredNeed & { readonly portfolio: string }

/**
 * The needs that portfolios answer by their main lines, projects and workstreams and by what these deliver, and those that
 * were merged into such a need; by code. Of drafts, as far as whoever asks is shown them.
 */
export const needsCoveredByPortfolios = keyedRead<Covered, CoveredNeed[]>(
  (ids) => sql`
    with recursive doing (portfolio, id) as (
      select portfolio_id, id from pillar where portfolio_id = any(${ids})
      union all select portfolio_id, id from project where portfolio_id = any(${ids})
      union all select p.portfolio_id, w.id from project p
        cross join lateral (select id from workstream where project_id = p.id offset 0) as w
        where p.portfolio_id = any(${ids})
    ), yielding (portfolio, id) as (
      select portfolio, id from doing
      union select d.portfolio, r.target_id from doing d join relation r on r.source_id = d.id and r.kind = 'DELIVERS'
      union select d.portfolio, r.source_id from doing d
        join relation r on r.target_id = d.id and r.kind = 'PART_OF' and r.source_kind = 'DELIVERABLE'
    ), covered (portfolio, need) as (
      select y.portfolio, r.target_id from yielding y join relation r on r.source_id = y.id and r.kind = 'ANSWERS'
      union select c.portfolio, o.id from covered c join need_outcome o on o.merged_into_id = c.need
    )
    select c.portfolio, n.id, n.kind, n.code from covered c cross join lateral (select * from node where id = c.need offset 0) as n order by n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.portfolio),
)
