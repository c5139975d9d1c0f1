import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allThere, type Awaitable, whenThere } from '../kernel/awaitable.js'
import { windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import { linkedBy, listOf, nodeByCode, nodeIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import { sourcesOf, targetsOf } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { NodeId, NodeLookup } from '../graph/nodes.js'
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
  @Written(nodeByCode('PROJECT'))
  @Query(() => Project, { nullable: true, description: 'One project by its code; null where there is none.' })
  project(
    @Arg('code', () => String, { description: 'Its code, such as `VRD3-2025-08`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<ProjectRecord | null> {
    return nodes.byCode('PROJECT', code)
  }

  @Written(listOf(projectList, 'PROJECT', null, projectRequest))
  @Query(() => ProjectConnection, { description: 'Projects, filtered and sorted.' })
  projects(
    @Args(() => ProjectArgs) args: ProjectArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<ProjectConnection> {
    return whenThere(
      projectRequest(args, nodes),
      (request) => new ProjectConnection(projectList.list(batches, request)),
    )
  }

  @Written(nodeIn('portfolioId', 'PORTFOLIO'))
  @FieldResolver(() => Portfolio, { description: 'Portfolio it stands in.' })
  portfolio(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('PORTFOLIO', project.portfolioId)
  }

  @Written(nodeIn('pillarId', 'PILLAR'))
  @FieldResolver(() => Pillar, { nullable: true, description: 'Main line it belongs to (hoofdlijn).' })
  pillar(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PILLAR', project.pillarId)
  }

  @Written(nodeIn('ownerId', 'ENTITY'))
  @FieldResolver(() => Entity, {
    nullable: true,
    description:
      'Entity that answers for it (eigenaar). Null with a NOT_STATED remark where the document names none.',
  })
  owner(@Root() project: ProjectRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('ENTITY', project.ownerId)
  }

  @Written(linkedBy(delivered, 'DELIVERABLE', 'BUILDING_BLOCK'))
  @FieldResolver(() => [GraphNode], {
    description: 'Results and building blocks that it delivers (resultaten); workstreams stand apart.',
  })
  deliverables(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(delivered, project.id))
  }

  @Written(linkedBy(workstreamsOfProjects, 'WORKSTREAM'))
  @FieldResolver(() => [Workstream], { description: 'Its working tracks, in order (werven).' })
  workstreams(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(workstreamsOfProjects, project.id))
  }

  @Written(linkedBy(blocksOfProjects, 'BUILDING_BLOCK'))
  @FieldResolver(() => [BuildingBlock], {
    description: 'Building blocks that it delivers or reuses (bouwstenen), by code.',
  })
  buildingBlocks(
    @Root() project: ProjectRecord,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(blocksOfProjects, project.id))
  }

  @Written(linkedBy(regulationsOfProjects, 'REGULATION'))
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
  @Written(linkedBy(projectsOfBlocks, 'PROJECT'))
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
  @Written(nodeByCode('WORKSTREAM'))
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

  @Written(nodeIn('projectId', 'PROJECT'))
  @FieldResolver(() => Project, { nullable: true, description: 'Project it is a track of.' })
  project(
    @Root() workstream: WorkstreamRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PROJECT', workstream.projectId)
  }
}

function projectRequest(
  { filter, orderBy, ...page }: ProjectArgs,
  nodes: NodeLookup,
): Awaitable<ListRequest<ProjectConditions>> {
  const order = orderBy?.length ? orderBy.join(',') : 'NUMBER_ASC'
  const window = windowOf(page)
  return whenThere(conditions(nodes, filter ?? {}), (known) => new ListRequest(known, order, window))
}

const NAMED = {
  portfolio: 'PORTFOLIO',
  pillar: 'PILLAR',
  buildingBlock: 'BUILDING_BLOCK',
  regulation: 'REGULATION',
} as const

function conditions(nodes: NodeLookup, filter: ProjectFilter): Awaitable<ProjectConditions> {
  const id = (field: keyof typeof NAMED): Awaitable<NodeId | null> => {
    const named = filter[field]
    if (named == null) return null
    return whenThere(nodes.demand(`filter.${field}`, named, NAMED[field]), (node) => node.id)
  }
  const ids = allThere([id('portfolio'), id('pillar'), id('buildingBlock'), id('regulation')])
  return whenThere(ids, ([portfolio = null, pillar = null, buildingBlock = null, regulation = null]) => ({
    portfolio,
    pillar,
    buildingBlock,
    regulation,
    minBudget: filter.minBudget ?? null,
    maxBudget: filter.maxBudget ?? null,
  }))
}
