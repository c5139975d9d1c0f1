import sql from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import { type BatchRead, groupBy } from '../database/batches.js'
import type { RelationKind } from './relation-kind.js'

/** A node at the other end of a tie. */
export interface NodeLink {
  readonly kind: NodeKind
  readonly id: string
}

interface LinkRow extends NodeLink {
  readonly from: string
}

/** The nodes that relations of one of these kinds lead to, from node ids; each once, in order of kind and code. */
export function targetsOf(
  kinds: readonly RelationKind[],
  nodeKinds: readonly NodeKind[],
): BatchRead<string, NodeLink[]> {
  return async (reads, ids) => {
    const rows = await reads.rows<LinkRow>(sql`
      select distinct on (tie.source_id, tie.target_kind, n.code) tie.source_id as "from", n.id, n.kind
      from tie join node n on n.id = tie.target_id
      where tie.source_id = any(${ids}::uuid[]) and tie.kind = any(${kinds}::text[])
        and tie.target_kind = any(${nodeKinds}::text[])
      order by tie.source_id, tie.target_kind, n.code`)
    return groupBy(ids, rows, (row) => row.from)
  }
}

/** The nodes that relations of one of these kinds come from, to node ids; each once, in order of kind and code. */
export function sourcesOf(
  kinds: readonly RelationKind[],
  nodeKinds: readonly NodeKind[],
): BatchRead<string, NodeLink[]> {
  return async (reads, ids) => {
    const rows = await reads.rows<LinkRow>(sql`
      select distinct on (tie.target_id, tie.source_kind, n.code) tie.target_id as "from", n.id, n.kind
      from tie join node n on n.id = tie.source_id
      where tie.target_id = any(${ids}::uuid[]) and tie.kind = any(${kinds}::text[])
        and tie.source_kind = any(${nodeKinds}::text[])
      order by tie.target_id, tie.source_kind, n.code`)
    return groupBy(ids, rows, (row) => row.from)
  }
}
