import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import { type BatchRead, groupBy } from '../database/batches.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { nodeFrom } from '../graph/node-source.js'
import { isOneOf } from '../graph/tie-source.js'
import { validOn } from '../graph/tie.reads.js'
import { PROJECT_SOURCE } from '../programme/programme.reads.js'
import { INFERRED, type ProjectReuse, STATED } from './reuse.js'
import { USE_KINDS, usesOf } from './uses.js'

/** Which projects are asked about. */
export interface ReuseFilter {
  /** Those of this project, main line, portfolio, programme or entity; all where null. */
  readonly of: NodeLink | null
  readonly on: string | null
}

/** What a project may be asked about by; `t` is the project. */
const NAMED: Partial<Record<NodeKind, (id: string) => Sql>> = {
  PROJECT: (id) => sql`t.id = ${id}::uuid`,
  PILLAR: (id) => sql`t.pillar_id = ${id}::uuid`,
  PORTFOLIO: (id) => sql`t.portfolio_id = ${id}::uuid`,
  PROGRAMME: (id) => sql`t.portfolio_id in (select tie.source_id from tie
    where tie.target_id = ${id}::uuid and tie.kind = 'PART_OF' and tie.source_kind = 'PORTFOLIO')`,
  ENTITY: (id) =>
    sql`t.id in (select tie.source_id from tie where tie.target_id = ${id}::uuid and ${ANSWERS_FOR})`,
}
export const NAMING_PROJECTS = Object.keys(NAMED) as NodeKind[]

const ANSWERS_FOR = sql`${isOneOf('tie.kind', ['MANAGED_BY', 'LED_BY'])} and tie.source_kind = 'PROJECT' and tie.target_kind = 'ENTITY'`

/** Of projects, as `n` and `t`. */
export function projectConditions({ of, on }: ReuseFilter): Sql[] {
  const named = of && NAMED[of.kind]?.(of.id)
  return [...(named ? [named] : []), ...(on === null ? [] : [validOn('n', on)])]
}

interface ProjectRow extends Pick<ProjectReuse, 'project' | 'pillar' | 'portfolio'> {
  readonly id: string
}
type LevelRow = ProjectReuse['levels'] & { readonly party: string }
interface AnsweringRow {
  readonly project: string
  readonly entity: ProjectReuse['entities'][number]
}

/**
 * How far each project uses building blocks, whatever they are then grouped by: three statements, of which each reads much and
 * which are joined here, for the planner cannot know how much.
 */
export const reuseOfProjects: BatchRead<ReuseFilter, ProjectReuse[]> = (reads, filters) =>
  Promise.all(
    filters.map(async (filter) => {
      const projects = await reads.rows<ProjectRow>(projectsOf(filter))
      const levels = await reads.rows<LevelRow>(levelsOf(filter))
      const answering = await reads.rows<AnsweringRow>(answeringOf(filter.on))
      const levelsByProject = new Map(levels.map((row) => [row.party, row]))
      const ids = projects.map(({ id }) => id)
      const entities = groupBy(ids, answering, ({ project }) => project)
      return projects.map(({ id, project, pillar, portfolio }, at) => ({
        project,
        pillar,
        portfolio,
        entities: (entities[at] ?? []).map(({ entity }) => entity),
        levels: levelsByProject.get(id) ?? NOTHING_KNOWN,
      }))
    }),
  )

const NOTHING_KNOWN: ProjectReuse['levels'] = {
  ANY: null,
  OF_OTHERS: null,
  DELIVERS: null,
  INTEGRATES: null,
  REUSES: null,
  DEPENDS_ON: null,
}

const link = (node: string): Sql =>
  raw(
    `case when ${node}.id is not null then json_build_object('id', ${node}.id, 'kind', ${node}.kind, 'code', ${node}.code) end`,
  )

/** Who answers for projects, by code. */
function answeringOf(on: string | null): Sql {
  return sql`
    select told.project, ${link('entity')} as entity
    from (
      select distinct tie.source_id as project, tie.target_id as entity from tie
      where ${ANSWERS_FOR} ${on === null ? empty : sql`and ${validOn('tie', on)}`}
    ) as told join node entity on entity.id = told.entity order by entity.code`
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? empty : sql`where ${join([...conditions], ' and ')}`
}

function projectsOf(filter: ReuseFilter): Sql {
  return sql`
    select n.id, ${link('n')} as project, ${link('pillar')} as pillar, ${link('portfolio')} as portfolio
    from ${nodeFrom(PROJECT_SOURCE)} left join node pillar on pillar.id = t.pillar_id
      left join node portfolio on portfolio.id = t.portfolio_id ${where(projectConditions(filter))}`
}

/** How sure each project that has a way is, by measure: the surest of its ways that count; null where none does. */
function levelsOf(filter: ReuseFilter): Sql {
  const projects = sql`select n.id, n.kind from ${nodeFrom(PROJECT_SOURCE)} ${where(projectConditions(filter))}`
  const kinds = USE_KINDS.map(
    (kind) => sql`max(level) filter (where kind = ${raw(`'${kind}'`)}) as ${raw(`"${kind}"`)}`,
  )
  return sql`
    select party, max(level) as "ANY", max(level) filter (where not own) as "OF_OTHERS", ${join(kinds)}
    from (
      select party, kind, case when inferred then ${raw(String(INFERRED))} else ${raw(String(STATED))} end as level,
        bool_or(kind = 'DELIVERS') over (partition by party, shared) as own
      from (${usesOf(projects, filter.on)}) as used where ${isOneOf('kind', USE_KINDS)}
    ) as way group by party`
}
