import sql from 'sql-template-tag'
import { groupBy, keyedRead } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord, NodeSource } from '../graph/node-source.js'
import type { PortfolioKind } from './portfolio.table.js'

export interface PortfolioRecord extends NodeRecord {
  readonly fiscalYear: number
  readonly portfolioKind: PortfolioKind
}
export interface PillarRecord extends NodeRecord {
  readonly number: number
  readonly portfolioId: string
}
export interface ProjectRecord extends NodeRecord {
  readonly number: number
  readonly portfolioId: string
  readonly pillarId: string | null
  readonly ownerId: string | null
}
export interface WorkstreamRecord extends NodeRecord {
  readonly number: number
  readonly projectId: string | null
}

export const PROJECT_SOURCE: NodeSource = {
  kind: 'PROJECT',
  columns: ['number', 'portfolio_id', 'pillar_id', 'owner_id'],
}

/** How the nodes of this folder are read. */
export const PROGRAMME_SOURCES: readonly NodeSource[] = [
  { kind: 'PROGRAMME', columns: [] },
  { kind: 'PORTFOLIO', columns: ['fiscal_year', 'portfolio_kind'] },
  { kind: 'PILLAR', columns: ['number', 'portfolio_id'] },
  PROJECT_SOURCE,
  { kind: 'WORKSTREAM', columns: ['number', 'project_id'] },
  { kind: 'DELIVERABLE', columns: [] },
]

type Numbered = NodeLink & { readonly parent: string }

/** The main lines of portfolios, in order of number. */
export const pillarsOfPortfolios = keyedRead<Numbered, NodeLink[]>(
  (ids) => sql`
    select id, kind, portfolio_id as parent from pillar
    where portfolio_id = any(${ids}) order by number`,
  (ids, rows) => groupBy(ids, rows, (row) => row.parent),
)

/** The projects of main lines, in order of number. */
export const projectsOfPillars = keyedRead<Numbered, NodeLink[]>(
  (ids) => sql`
    select id, kind, pillar_id as parent from project
    where pillar_id = any(${ids}) order by number`,
  (ids, rows) => groupBy(ids, rows, (row) => row.parent),
)

/** The workstreams of projects, in order of number. */
export const workstreamsOfProjects = keyedRead<Numbered, NodeLink[]>(
  (ids) => sql`
    select id, kind, project_id as parent from workstream
    where project_id = any(${ids}) order by number`,
  (ids, rows) => groupBy(ids, rows, (row) => row.parent),
)

/** The regulations that projects implement themselves or by what they deliver, by code; each looked up by itself (`offset 0`), for they are few. */
export const regulationsOfProjects = keyedRead<Numbered, NodeLink[]>(
  (ids) => sql`
    select distinct on (asked.id, n.code) n.id, n.kind, asked.id as parent
    from unnest(${ids}) as asked (id)
    cross join lateral (
      select asked.id union all select target_id from tie where source_id = asked.id and kind = 'DELIVERS' offset 0
    ) as own
    cross join lateral (
      select target_id from tie where source_id = own.id and kind = 'IMPLEMENTS' and target_kind = 'REGULATION' offset 0
    ) as tie
    cross join lateral (select id, kind, code from node where id = tie.target_id offset 0) as n
    order by asked.id, n.code`,
  (ids, rows) => groupBy(ids, rows, (row) => row.parent),
)
