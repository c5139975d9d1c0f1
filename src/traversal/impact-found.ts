import type { NodeKind } from '../kernel/node-kind.js'
import { DEFAULT_PAGE } from '../graphql/page-size.js'
import type { RelationKind } from '../graph/relation-kind.js'
import type { WrittenFind } from '../graph/written.js'
import type { TraversalContext } from './context.js'
import type { FoundImpact } from './grounds.js'
import type { ImpactAnswer, ImpactQuestion } from './impact.js'
import { DEFAULT_DEPTH } from './traversal.args.js'

export interface ImpactAsked {
  readonly depth?: number | null
  readonly first?: number | null
  readonly relationKinds?: readonly RelationKind[] | null
  readonly nodeKinds?: readonly NodeKind[] | null
  readonly on?: string | null
}

export function questionOf(asked: ImpactAsked): Omit<ImpactQuestion, 'root'> {
  const { depth, relationKinds, nodeKinds, on, first } = asked
  return {
    depth: depth ?? DEFAULT_DEPTH,
    kinds: relationKinds ?? null,
    on: on ?? null,
    nodeKinds: nodeKinds ?? null,
    first: first ?? DEFAULT_PAGE,
  }
}

export function isTruncated({ hits, count, cut }: ImpactAnswer): boolean {
  return cut || hits.length < count
}

/** A hit as a row. */
export const HIT = { nodeId: 'uuid', distance: 'int', path: 'text[]' } as const

/** What is touched is found by a walk; what those nodes and ties are, the database reads as it writes them. */
export const FOUND: WrittenFind = {
  by: 'found',
  argument: 'of',
  columns: { rootId: 'uuid', totalCount: 'int', truncated: 'boolean', hits: 'json' },
  find: async (named, args, context) => {
    const question = questionOf(args)
    const asked = context as TraversalContext
    const found =
      (await asked.grounds.impactAhead(named, question)) ??
      (await walked(String(args['of']), question, asked))
    const { version, root, answer } = found
    const hits = answer.hits.map(({ node, distance, path }) => ({ nodeId: node.id, distance, path }))
    return {
      version,
      row: { rootId: root.id, totalCount: answer.count, truncated: isTruncated(answer), hits },
    }
  },
}

/** In the snapshot of the request, where nothing is known beforehand. */
async function walked(
  of: string,
  question: Omit<ImpactQuestion, 'root'>,
  context: TraversalContext,
): Promise<FoundImpact> {
  const { nodes, batches, grounds } = context
  const { kind, id } = await nodes.demand('of', of)
  const root = { kind, id }
  const answer = await batches.load(grounds.impactOf, { root, ...question })
  return { version: await context.version(), root, answer }
}
