import { Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import type { KeyedRead } from '../database/batches.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { Need } from '../catalogue/need.type.js'
import { Evaluation } from '../governance/governance.type.js'
import { Project } from '../programme/programme.type.js'
import { Allocation } from '../funding/funding.type.js'
import {
  allocationsOfProjects,
  evaluationsOfProjects,
  type NeedTrailRecord,
  resultsOfProjects,
  trailsOfNeeds,
} from './need-trail.reads.js'

@ObjectType({
  description:
    'One way from a need to what came of it (spoor van een nood): the project, which of its doings answer, its money, its results and how it was judged.',
})
export class NeedTrail {}

@Resolver(() => Need)
export class NeedTrailsResolver {
  @FieldResolver(() => [NeedTrail], {
    description:
      'What became of it (spoor), followed through the needs that it was merged into: each project that answers it once, and last what no project does. None while nothing answers it; drafts too, to those who see them.',
  })
  trail(@Root() need: NodeRecord, @Ctx() { batches }: GraphContext): Awaitable<NeedTrailRecord[]> {
    return batches.load(trailsOfNeeds, need.id)
  }
}

@Resolver(() => NeedTrail)
export class NeedTrailResolver {
  @FieldResolver(() => Need, {
    description: 'The need that is answered (nood): the need itself, or one that it was merged into.',
  })
  need(@Root() trail: NeedTrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('NEED', trail.needId)
  }

  @FieldResolver(() => [GraphNode], {
    description:
      'What answers it: the project itself, or what it does or delivers (antwoorden), by kind and code.',
  })
  answers(@Root() trail: NeedTrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(trail.answers)
  }

  @FieldResolver(() => Project, {
    nullable: true,
    description: 'The project that answers it; null of what no project is known to do.',
  })
  project(@Root() trail: NeedTrailRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PROJECT', trail.projectId)
  }

  @FieldResolver(() => [Allocation], {
    description:
      'The money of the project (toewijzingen), by code, with what was withdrawn; it pays for the whole project.',
  })
  allocations(@Root() trail: NeedTrailRecord, @Ctx() context: GraphContext): Awaitable<NodeRecord[]> {
    return ofProject(allocationsOfProjects, trail, context)
  }

  @FieldResolver(() => [GraphNode], {
    description: 'What the project and its workstreams deliver (resultaten), by kind and code.',
  })
  results(@Root() trail: NeedTrailRecord, @Ctx() context: GraphContext): Awaitable<NodeRecord[]> {
    return ofProject(resultsOfProjects, trail, context)
  }

  @FieldResolver(() => [Evaluation], {
    description: 'The judgements on the project or its money (evaluaties), by code.',
  })
  evaluations(@Root() trail: NeedTrailRecord, @Ctx() context: GraphContext): Awaitable<NodeRecord[]> {
    return ofProject(evaluationsOfProjects, trail, context)
  }
}

function ofProject(
  read: KeyedRead<NodeLink[]>,
  { projectId }: NeedTrailRecord,
  { batches, nodes }: GraphContext,
): Awaitable<NodeRecord[]> {
  return projectId === null ? [] : nodes.loadLinks(batches.load(read, projectId))
}
