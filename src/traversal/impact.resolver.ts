import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allThere, type Awaitable } from '../kernel/awaitable.js'
import { nodeIn, rowsIn, tiesIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { Relation } from '../graph/relation.type.js'
import { tiesByIds, type TieRecord } from '../graph/tie.reads.js'
import type { BuildingBlockRecord } from '../catalogue/catalogue.reads.js'
import { BuildingBlock } from '../catalogue/catalogue.type.js'
import type { TraversalContext } from './context.js'
import { anySteps } from './ground.js'
import type { ImpactHit as HitRecord } from './impact.js'
import { FOUND, HIT, type ImpactAsked, isTruncated, questionOf } from './impact-found.js'
import { type PathAnswer, pathsBetween } from './paths.js'
import { ImpactArgs, PathsArgs, ReuseArgs } from './traversal.args.js'
import { Impact, ImpactHit, Path } from './traversal.type.js'

const REUSE: readonly RelationKind[] = ['REUSES', 'INTEGRATES', 'DEPENDS_ON']

interface ImpactRecord extends Impact {
  readonly root: NodeRecord
  readonly hits: readonly HitRecord[]
}

async function impact(
  root: NodeRecord,
  asked: ImpactAsked,
  { batches, grounds }: TraversalContext,
): Promise<ImpactRecord> {
  const question = { root: { kind: root.kind, id: root.id }, ...questionOf(asked) }
  const answer = await batches.load(grounds.impactOf, question)
  return { root, hits: answer.hits, totalCount: answer.count, truncated: isTruncated(answer) }
}

/** The ties on a way, which stand in the graph that the request reads. */
async function tiesOn(way: readonly string[], { batches }: TraversalContext): Promise<TieRecord[]> {
  const ties = await allThere(way.map((id) => batches.load(tiesByIds, id)))
  return ties.map((tie, i) => {
    if (!tie) throw new Error(`no tie ${way[i]}`)
    return tie
  })
}

@Resolver(() => Impact)
export class ImpactResolver {
  @Written(FOUND)
  @Query(() => Impact, {
    description:
      'What is touched when this node changes (impact): each hit once, with its least distance and one shortest path.',
  })
  async impact(
    @Args(() => ImpactArgs) { of, ...asked }: ImpactArgs,
    @Ctx() context: TraversalContext,
  ): Promise<ImpactRecord> {
    return impact(await context.nodes.demand('of', of), asked, context)
  }

  @Written(nodeIn('rootId'))
  @FieldResolver(() => GraphNode, { description: 'The node that changes.' })
  root(@Root() answer: ImpactRecord): NodeRecord {
    return answer.root
  }

  @Written(rowsIn('hits', HIT))
  @FieldResolver(() => [ImpactHit], { description: 'What is touched, nearest first.' })
  hits(@Root() answer: ImpactRecord): readonly HitRecord[] {
    return answer.hits
  }
}

@Resolver(() => ImpactHit)
export class ImpactHitResolver {
  @Written(nodeIn('nodeId'))
  @FieldResolver(() => GraphNode, { description: 'The node that is touched.' })
  node(@Root() hit: HitRecord, @Ctx() { nodes }: TraversalContext): Awaitable<NodeRecord> {
    return nodes.load(hit.node.kind, hit.node.id)
  }

  @Written(tiesIn('path'))
  @FieldResolver(() => [Relation], {
    description: 'One shortest way from the node that changes, in order (pad).',
  })
  path(@Root() hit: HitRecord, @Ctx() context: TraversalContext): Promise<TieRecord[]> {
    return tiesOn(hit.path, context)
  }
}

@Resolver(() => BuildingBlock)
export class ReuseResolver {
  @FieldResolver(() => Impact, {
    description:
      'Who reuses it, directly or through something else (hergebruikt door): along REUSES, INTEGRATES and DEPENDS_ON.',
  })
  reusedBy(
    @Root() block: BuildingBlockRecord,
    @Args(() => ReuseArgs) args: ReuseArgs,
    @Ctx() context: TraversalContext,
  ): Promise<ImpactRecord> {
    return impact(block, { ...args, relationKinds: REUSE }, context)
  }
}

@Resolver(() => Path)
export class PathResolver {
  @Query(() => [Path], {
    description: 'The shortest ways from one node to another, through any relation (paden), shortest first.',
  })
  async paths(
    @Args(() => PathsArgs) { from, to, maxLength, relationKinds, on, first }: PathsArgs,
    @Ctx() { nodes, grounds }: TraversalContext,
  ): Promise<PathAnswer[]> {
    const [start, end] = await Promise.all([nodes.demand('from', from), nodes.demand('to', to)])
    const ground = await grounds.groundFor(anySteps(relationKinds ?? null, on ?? null, [start.id, end.id]))
    return pathsBetween(ground, { from: start, to: end, maxLength: maxLength ?? 6, first: first ?? 5 })
  }

  @FieldResolver(() => [Relation], { description: 'The relations, in order.' })
  relations(@Root() path: PathAnswer, @Ctx() context: TraversalContext): Promise<TieRecord[]> {
    return tiesOn(path.ties, context)
  }

  @FieldResolver(() => [GraphNode], { description: 'The nodes, from the first to the last.' })
  nodes(@Root() path: PathAnswer, @Ctx() { nodes }: TraversalContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(path.nodes)
  }
}
