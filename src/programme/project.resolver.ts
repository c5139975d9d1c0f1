import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { windowOf } from '../graphql/page-args.js'
import type { ListRequest } from '../database/list-question.js'
import { linkedBy, listOf, nodeByCode, nodeIn } from '../graph/ahead.js'
import { Ahead } from '../graph/ahead.type.js'
import type { GraphContext } from '../graph/context.js'
import { sourcesOf, targetsOf } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { BuildingBlockRecord } from '../catalogue/catalogue.reads.js'
import { BuildingBlock, Entity, Regulation } from '../catalogue/catalogue.type.js'
import {
  type ProjectRecord,
  regulationsOfProjects,
  type WorkstreamRecord,
  workstreamsOfProjects,
} from './programme.reads.js'
import { Pillar, Portfolio, Project, ProjectConnection, Workstream } from './programme.type.js'
import { type ProjectConditions, projectList } from './project-list.js'
import { ProjectArgs, type ProjectFilter } from './project.args.js'

const delivered = targetsOf(['DELIVERS'], ['DELIVERABLE', 'BUILDING_BLOCK'])
const blocksOfProjects = targetsOf(['DELIVERS', 'REUSES'], ['BUILDING_BLOCK'])
const projectsOfBlocks = sourcesOf(['DELIVERS', 'REUSES'], ['PROJECT'])

@Resolver(() => Project)
export class ProjectResolver {
  @Ahead(nodeByCode('PROJECT'))
  @Query(() => Project, { nullable: true, description: 'One project by its code; null where there is none.' })
  project(
    @Arg('code', () => String, { description: 'Its code, such as `VRD3-2025-08`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<ProjectRecord | null> {
    return nodes.byCode('PROJECT', code)
  }

  @Ahead(listOf(projectList, 'PROJECT', null, projectRequest))
  @Query(() => ProjectConnection, { description: 'Projects, filtered and sorted.' })
  async projects(
    @Args(() => ProjectArgs) args: ProjectArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<ProjectConnection> {
    return new ProjectConnection(projectList.list(batches, await projectRequest(args, nodes)))
  }

  @Ahead(nodeIn('portfolioId', 'PORTFOLIO'))
  @FieldResolver(() => Portfolio, { description: 'Portfolio it stands in.' })
  portfolio(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('PORTFOLIO', project.portfolioId)
  }

  @Ahead(nodeIn('pillarId', 'PILLAR'))
  @FieldResolver(() => Pillar, { nullable: true, description: 'Main line it belongs to (hoofdlijn).' })
  pillar(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PILLAR', project.pillarId)
  }

  @Ahead(nodeIn('ownerId', 'ENTITY'))
  @FieldResolver(() => Entity, {
    nullable: true,
    description:
      'Entity that answers for it (eigenaar). Null with a NOT_STATED remark where the document names none.',
  })
  owner(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('ENTITY', project.ownerId)
  }

  @Ahead(linkedBy(delivered, 'DELIVERABLE', 'BUILDING_BLOCK'))
  @FieldResolver(() => [GraphNode], {
    description: 'Results and building blocks that it delivers (resultaten); workstreams stand apart.',
  })
  deliverables(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(delivered, project.id))
  }

  @Ahead(linkedBy(workstreamsOfProjects, 'WORKSTREAM'))
  @FieldResolver(() => [Workstream], { description: 'Its working tracks, in order (werven).' })
  workstreams(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(workstreamsOfProjects, project.id))
  }

  @Ahead(linkedBy(blocksOfProjects, 'BUILDING_BLOCK'))
  @FieldResolver(() => [BuildingBlock], {
    description: 'Building blocks that it delivers or reuses (bouwstenen), by code.',
  })
  buildingBlocks(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(blocksOfProjects, project.id))
  }

  @Ahead(linkedBy(regulationsOfProjects, 'REGULATION'))
  @FieldResolver(() => [Regulation], {
    description: 'Rules that it implements, itself or by what it delivers (regelgeving), by code.',
  })
  regulations(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(regulationsOfProjects, project.id))
  }
}

@Resolver(() => BuildingBlock)
export class BuildingBlockProjectsResolver {
  @Ahead(linkedBy(projectsOfBlocks, 'PROJECT'))
  @FieldResolver(() => [Project], { description: 'Projects that deliver or reuse it (projecten), by code.' })
  projects(
    @Root() block: BuildingBlockRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(projectsOfBlocks, block.id))
  }
}

@Resolver(() => Workstream)
export class WorkstreamResolver {
  @Ahead(nodeByCode('WORKSTREAM'))
  @Query(() => Workstream, {
    nullable: true,
    description: 'One workstream (werf) by its code; null where there is none.',
  })
  workstream(
    @Arg('code', () => String, { description: 'Its code, such as `interfaces`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<WorkstreamRecord | null> {
    return nodes.byCode('WORKSTREAM', code)
  }

  @Ahead(nodeIn('projectId', 'PROJECT'))
  @FieldResolver(() => Project, { nullable: true, description: 'Project it is a track of.' })
  project(
    @Root() workstream: WorkstreamRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PROJECT', workstream.projectId)
  }
}

async function projectRequest(
  { filter, orderBy, ...page }: ProjectArgs,
  nodes: GraphContext['nodes'],
): Promise<ListRequest<ProjectConditions>> {
  const order = orderBy?.length ? orderBy.join(',') : 'NUMBER_ASC'
  return { filter: await conditions(nodes, filter ?? {}), order, window: windowOf(page) }
}

async function conditions(nodes: GraphContext['nodes'], filter: ProjectFilter): Promise<ProjectConditions> {
  const id = async (
    field: 'portfolio' | 'pillar' | 'buildingBlock' | 'regulation',
    kind: 'PORTFOLIO' | 'PILLAR' | 'BUILDING_BLOCK' | 'REGULATION',
  ) => {
    const named = filter[field]
    return named == null ? null : (await nodes.demand(`filter.${field}`, named, kind)).id
  }
  const [portfolio, pillar, buildingBlock, regulation] = await Promise.all([
    id('portfolio', 'PORTFOLIO'),
    id('pillar', 'PILLAR'),
    id('buildingBlock', 'BUILDING_BLOCK'),
    id('regulation', 'REGULATION'),
  ])
  return {
    portfolio,
    pillar,
    buildingBlock,
    regulation,
    minBudget: filter.minBudget ?? null,
    maxBudget: filter.maxBudget ?? null,
  }
}
