import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { BatchRead } from '../database/batches.js'
import { ListQuestion } from '../database/list-question.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import { nodeFrom } from '../graph/node-source.js'
import { expectationsOf } from './expectations.js'

/** What is there of a node, in the order of what is expected of its kind; null for what is not to be expected of it. */
export interface NodeFindings {
  readonly kind: NodeKind
  readonly met: readonly (boolean | null)[]
  /** Whether a remark says that the sources leave something unsaid. */
  readonly silent: boolean
}

/** True where a remark on `n` says that the sources do not say something, and nobody settled it since. */
const SILENT = sql`exists (select from remark where remark.node_id = n.id and remark.kind = 'NOT_STATED'
  and not exists (select from remark_settlement where remark_settlement.remark_id = remark.id))`

function nodesOf(kind: NodeKind): Sql {
  return nodeFrom({ kind, columns: [] })
}

/** What is there of nodes, all by one statement. */
export const findingsOfNodes: BatchRead<NodeLink, NodeFindings> = async (reads, nodes) => {
  const kinds = [...new Set(nodes.map(({ kind }) => kind))].sort()
  const rows = await reads.rows<NodeFindings & { readonly id: string }>(
    join(
      kinds.map((kind) => {
        const ids = nodes.filter((node) => node.kind === kind).map(({ id }) => id)
        const met = join(expectationsOf(kind).map((expectation) => sql`(${expectation.met})`))
        return sql`select n.id, n.kind, array[${met}]::boolean[] as met, ${SILENT} as silent
          from ${nodesOf(kind)} where n.id = any(${ids}::uuid[])`
      }),
      ' union all ',
    ),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return nodes.map(({ kind, id }) => byId.get(id) ?? new Error(`no ${kind} ${id}`))
}

/** How many nodes of a kind meet one expectation, lack it, or lack it because the sources do not say it. */
export interface ExpectationCounts {
  readonly met: number
  readonly missing: number
  readonly notStated: number
}
export interface KindFindings {
  readonly kind: NodeKind
  readonly nodes: number
  /** Nodes of which nothing is missing, whatever the sources leave unsaid. */
  readonly withoutGaps: number
  /** In the order of what is expected of the kind. */
  readonly expectations: readonly ExpectationCounts[]
}

/** How complete the nodes of kinds are, all by one statement. */
export const findingsOfKinds: BatchRead<NodeKind, KindFindings> = async (reads, kinds) => {
  const rows = await reads.rows<{ kind: NodeKind; nodes: number; whole: number; counts: number[] }>(
    join(
      kinds.map((kind) => {
        const counts = expectationsOf(kind).flatMap(({ bySource }, at) => {
          const met = sql`met[${raw(String(at + 1))}]`
          return [
            sql`count(*) filter (where ${met})`,
            sql`count(*) filter (where not ${met} ${bySource ? sql`and not silent` : sql``})`,
            sql`count(*) filter (where not ${met} ${bySource ? sql`and silent` : sql`and false`})`,
          ]
        })
        return sql`select ${kind} as kind, count(*)::int as nodes, (count(*) filter (where missing = 0))::int as whole,
            array[${join(counts)}]::int[] as counts
          from (${weighed(kind)}) as node`
      }),
      ' union all ',
    ),
  )
  const byKind = new Map(rows.map((row) => [row.kind, row]))
  return kinds.map((kind) => {
    const row = byKind.get(kind)
    const count = (at: number): number => row?.counts[at] ?? 0
    return {
      kind,
      nodes: row?.nodes ?? 0,
      withoutGaps: row?.whole ?? 0,
      expectations: expectationsOf(kind).map((_, at) => ({
        met: count(3 * at),
        missing: count(3 * at + 1),
        notStated: count(3 * at + 2),
      })),
    }
  })
}

/** Nodes of a kind with what is there of them, and how much is missing or left unsaid. */
function weighed(kind: NodeKind): Sql {
  const expectations = expectationsOf(kind)
  const lacking = (bySource: boolean): Sql => {
    const places = expectations.flatMap((expectation, at) =>
      expectation.bySource === bySource ? [at + 1] : [],
    )
    if (places.length === 0) return sql`0`
    return join(
      places.map((at) => sql`coalesce(not met[${raw(String(at))}], false)::int`),
      ' + ',
    )
  }
  return sql`
    select id, kind, code, met, silent,
      ${lacking(false)} + case when silent then 0 else ${lacking(true)} end as missing,
      case when silent then ${lacking(true)} else 0 end as not_stated
    from (
      select n.id, n.kind, n.code, ${SILENT} as silent,
        array[${join(expectations.map(({ met }) => sql`(${met})`))}]::boolean[] as met
      from ${nodesOf(kind)} offset 0
    ) as found`
}

/** Nodes of these kinds of which anything is missing: what lacks most first, then what the sources leave most unsaid, then by code. */
export const incompleteNodes = new ListQuestion<{ readonly kinds: readonly NodeKind[] }, NodeLink>({
  columns: sql`r.id, r.kind`,
  from: ({ kinds }) =>
    sql`(${join(
      kinds.map((kind) => sql`select id, kind, code, missing, not_stated from (${weighed(kind)}) as own`),
      ' union all ',
    )}) as r`,
  conditions: () => [sql`r.missing > 0`],
  order: () => [
    { value: sql`r.missing`, type: 'integer', descending: true },
    { value: sql`r.not_stated`, type: 'integer', descending: true },
    { value: sql`r.code`, type: 'text' },
    { value: sql`r.kind`, type: 'text' },
  ],
})
