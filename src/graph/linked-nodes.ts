import sql, { raw } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import { type BatchRead, groupBy } from '../database/batches.js'
import type { RelationKind } from './relation-kind.js'

/** A node at the other end of a tie. */
export interface NodeLink {
  readonly kind: NodeKind
  readonly id: string
}

type LinksOf = (
  kinds: readonly RelationKind[],
  nodeKinds: readonly NodeKind[],
) => BatchRead<string, NodeLink[]>

/** The nodes that relations of one of these kinds lead to, from node ids; each once, in order of kind and code. */
export const targetsOf: LinksOf = (kinds, nodeKinds) => linked('source', 'target', kinds, nodeKinds)

/** The nodes that relations of one of these kinds come from, to node ids; each once, in order of kind and code. */
export const sourcesOf: LinksOf = (kinds, nodeKinds) => linked('target', 'source', kinds, nodeKinds)

function linked(
  near: 'source' | 'target',
  far: 'source' | 'target',
  kinds: readonly RelationKind[],
  nodeKinds: readonly NodeKind[],
): BatchRead<string, NodeLink[]> {
  const [nearId, farId, farKind] = [raw(`tie.${near}_id`), raw(`tie.${far}_id`), raw(`tie.${far}_kind`)]
  return async (reads, ids) => {
    const rows = await reads.rows<NodeLink & { readonly near: string }>(sql`
      select distinct on (${nearId}, ${farKind}, n.code) ${nearId} as near, n.id, n.kind
      from tie join node n on n.id = ${farId}
      where ${nearId} = any(${ids}::uuid[]) and tie.kind = any(${kinds}::text[])
        and ${farKind} = any(${nodeKinds}::text[])
      order by ${nearId}, ${farKind}, n.code`)
    return groupBy(ids, rows, (row) => row.near)
  }
}
