import sql from 'sql-template-tag'
import { type BatchRead, groupBy } from '../database/batches.js'
import { ListQuestion } from '../database/list-question.js'
import { nodeColumns, nodeFrom } from '../graph/node-source.js'
import { isOneOf } from '../graph/tie-source.js'
import { PROJECT_SOURCE, type ProjectRecord } from '../programme/programme.reads.js'
import { projectConditions, type ReuseFilter } from './reuse.reads.js'
import { partiesOf, USE_KINDS, type UseKind, usesOf } from './uses.js'

/** The projects that are asked about, by code. */
export const reusingProjects = new ListQuestion<ReuseFilter, ProjectRecord>({
  columns: nodeColumns(PROJECT_SOURCE),
  from: nodeFrom(PROJECT_SOURCE),
  conditions: projectConditions,
  order: () => [{ value: sql`n.code`, type: 'text' }],
})

/** One kind of way in which a project uses one building block. */
export interface UseRecord {
  readonly project: string
  readonly block: string
  readonly kind: UseKind
  /** True where every such way is. */
  readonly inferred: boolean
  /** True where the project itself does so, and not only a workstream or result of it. */
  readonly direct: boolean
}

/** How projects use building blocks, by code of the block and then by kind. */
export const usesOfProjects: BatchRead<
  { readonly project: string; readonly on: string | null },
  UseRecord[]
> = async (reads, asked) => {
  const found: (UseRecord & { readonly on: string | null })[] = []
  for (const on of new Set(asked.map((one) => one.on))) {
    const ids = asked.filter((one) => one.on === on).map(({ project }) => project)
    const used = usesOf(partiesOf(sql`n.id = any(${ids}::uuid[])`, on), on)
    const rows = await reads.rows<UseRecord>(sql`
      select used.party as project, used.shared as block, used.kind, bool_and(used.inferred) as inferred,
        bool_or(used.part is null) as direct
      from (${used}) as used join node on node.id = used.shared
      where ${isOneOf('used.kind', USE_KINDS)} group by 1, 2, 3, node.code order by node.code, used.kind`)
    for (const row of rows) found.push({ ...row, on })
  }
  const key = ({ project, on }: { readonly project: string; readonly on: string | null }) =>
    `${project} ${on}`
  return groupBy(asked.map(key), found, key)
}
