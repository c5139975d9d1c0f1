import sql, { raw } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import { groupBy, type KeyedRead, keyedRead } from '../database/batches.js'
import type { RelationKind } from './relation-kind.js'
import { isOneOf, tieTable } from './tie-source.js'

/** A node at the other end of a tie. */
export interface NodeLink {
  readonly kind: NodeKind
  readonly id: string
}

type LinksOf = (kinds: readonly RelationKind[], nodeKinds: readonly NodeKind[]) => KeyedRead<NodeLink[]>

/** The nodes that relations of one of these kinds lead to, from node ids; each once, in order of kind and code. */
export const targetsOf: LinksOf = (kinds, nodeKinds) => linked('source', 'target', kinds, nodeKinds)

/** The nodes that relations of one of these kinds come from, to node ids; each once, in order of kind and code. */
export const sourcesOf: LinksOf = (kinds, nodeKinds) => linked('target', 'source', kinds, nodeKinds)

function linked(
  near: 'source' | 'target',
  far: 'source' | 'target',
  kinds: readonly RelationKind[],
  nodeKinds: readonly NodeKind[],
): KeyedRead<NodeLink[]> {
  const [nearId, farId, farKind] = [raw(`tie.${near}_id`), raw(`tie.${far}_id`), raw(`tie.${far}_kind`)]
  return keyedRead<NodeLink & { readonly near: string }, NodeLink[]>(
    (ids) => sql`
      select distinct on (${nearId}, ${farKind}, n.code) ${nearId} as near, n.id, n.kind
      from ${tieTable(kinds)} join node n on n.id = ${farId}
      where ${nearId} = any(${ids}) and ${isOneOf('tie.kind', kinds)} and ${isOneOf(`tie.${far}_kind`, nodeKinds)}
      order by ${nearId}, ${farKind}, n.code`,
    (ids, rows) => groupBy(ids, rows, (row) => row.near),
  )
}
