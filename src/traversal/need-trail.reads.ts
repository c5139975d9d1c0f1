import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'

/** What a project does or yields that answers a need; of what no project does, without one. */
export interface NeedTrailRecord {
  readonly root: string
  /** The need itself, or the one that it was merged into. */
  readonly needId: string
  readonly projectId: string | null
  /** By kind and code. */
  readonly answers: readonly NodeLink[]
}

/** By project, those without one last. */
export const trailsOfNeeds = keyedRead<NeedTrailRecord, NeedTrailRecord[]>(
  (ids) => sql`
    with recursive standing (root, need, step) as (
      select asked.id, asked.id, 0 from unnest(${ids}) as asked (id)
      union
      select s.root, o.merged_into_id, s.step + 1 from standing s join need_outcome o on o.id = s.need
      where o.merged_into_id is not null
    )
    select s.root, s.need as "needId", p.id as "projectId",
      json_agg(json_build_object('kind', n.kind, 'id', n.id) order by n.kind, n.code) as answers
    from standing s join relation r on r.target_id = s.need and r.kind = 'ANSWERS' join node n on n.id = r.source_id
    left join lateral (
      select r.source_id where r.source_kind = 'PROJECT'
      union select w.project_id from workstream w where w.id = r.source_id and w.project_id is not null
      union select own.id from project own where own.pillar_id = r.source_id
      union select coalesce(w.project_id, d.source_id)
      from relation d left join workstream w on w.id = d.source_id
      where d.target_id = r.source_id and d.kind = 'DELIVERS' and (d.source_kind = 'PROJECT' or w.project_id is not null)
    ) as done (id) on true
    left join node p on p.id = done.id
    group by s.root, s.need, s.step, p.id, p.code
    order by s.step, p.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.root),
)

type OfProject = NodeLink & { readonly project: string }

/** All allocations of projects, those that were withdrawn too, by code. */
export const allocationsOfProjects = keyedRead<OfProject, NodeLink[]>(
  (ids) => sql`
    select t.project_id as project, t.id, t.kind from allocation t join node n on n.id = t.id
    where t.project_id = any(${ids}) order by n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.project),
)

/** What projects and their workstreams deliver, by kind and code. */
export const resultsOfProjects = keyedRead<OfProject, NodeLink[]>(
  (ids) => sql`
    select distinct on (own.project, n.kind, n.code) own.project, n.id, n.kind
    from (
      select asked.id as project, asked.id from unnest(${ids}) as asked (id)
      union all select w.project_id, w.id from workstream w where w.project_id = any(${ids})
    ) as own (project, id)
    join relation r on r.source_id = own.id and r.kind = 'DELIVERS' join node n on n.id = r.target_id
    order by own.project, n.kind, n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.project),
)

/** The judgements on projects, or on what was allocated to them, by code. */
export const evaluationsOfProjects = keyedRead<OfProject, NodeLink[]>(
  (ids) => sql`
    select distinct on (own.project, n.code) own.project, n.id, n.kind
    from (
      select asked.id as project, asked.id from unnest(${ids}) as asked (id)
      union all select a.project_id, a.id from allocation a where a.project_id = any(${ids})
    ) as own (project, id)
    join relation r on r.target_id = own.id and r.kind = 'EVALUATES' join node n on n.id = r.source_id
    order by own.project, n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.project),
)
