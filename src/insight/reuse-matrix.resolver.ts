import { Args, Ctx, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { connectionOf, type PagedList } from '../graphql/connection.js'
import { windowOf } from '../graphql/page-args.js'
import { ListRequest } from '../database/list-request.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeRecord } from '../graph/node-source.js'
import { BuildingBlock } from '../catalogue/catalogue.type.js'
import { Project } from '../programme/programme.type.js'
import { ReuseMatrixArgs } from './reuse.args.js'
import { reusingProjects, type UseRecord, usesOfProjects } from './reuse-matrix.reads.js'
import {
  BlockUse,
  type MatrixCellRecord,
  type MatrixRowRecord,
  ReuseCell,
  ReuseRow,
} from './reuse-matrix.type.js'
import { reuseFilter } from './reuse.resolver.js'

@ObjectType({
  description:
    'Projects (rows) against the building blocks that they use (columns), page by page; only cells that are not empty (hergebruikmatrix).',
})
export class ReuseMatrix extends connectionOf<MatrixRowRecord>('ReuseRow', () => ReuseRow) {
  constructor(readonly rows: PagedList<MatrixRowRecord>) {
    super(rows)
  }
}

@Resolver(() => ReuseMatrix)
export class ReuseMatrixResolver {
  @Query(() => ReuseMatrix, {
    description:
      'Which project uses which building block (hergebruikmatrix), itself or by its workstreams and what these deliver; rows by code of the project.',
  })
  async reuseMatrix(
    @Args(() => ReuseMatrixArgs) { of, on, ...page }: ReuseMatrixArgs,
    @Ctx() context: GraphContext,
  ): Promise<ReuseMatrix> {
    const window = windowOf(page)
    const filter = await reuseFilter({ of, on }, context)
    const projects = reusingProjects.list(context.batches, new ListRequest(filter, 'CODE', window))
    return new ReuseMatrix({
      totalCount: () => projects.totalCount(),
      page: async () => {
        const found = await projects.page()
        return { ...found, rows: found.rows.map((project) => ({ project, on: filter.on })) }
      },
    })
  }

  @FieldResolver(() => [BuildingBlock], {
    description: 'The building blocks that any row of this page uses, by code (kolommen).',
  })
  async columns(@Root() { rows }: ReuseMatrix, @Ctx() context: GraphContext): Promise<NodeRecord[]> {
    const page = await rows.page()
    const uses = (await Promise.all(page.rows.map((row) => usesOf(row, context)))).flat()
    const blocks = await context.nodes.loadLinks(
      [...new Set(uses.map(({ block }) => block))].map((id) => ({ kind: 'BUILDING_BLOCK', id })),
    )
    return blocks.sort((a, b) => (a.code < b.code ? -1 : 1))
  }
}

@Resolver(() => ReuseRow)
export class ReuseRowResolver {
  @FieldResolver(() => Project, { description: 'The project.' })
  project(@Root() { project }: MatrixRowRecord): NodeRecord {
    return project
  }

  @FieldResolver(() => [ReuseCell], { description: 'What it uses, by code of the building block (cellen).' })
  async cells(@Root() row: MatrixRowRecord, @Ctx() context: GraphContext): Promise<MatrixCellRecord[]> {
    const cells = new Map<string, UseRecord[]>()
    for (const use of await usesOf(row, context)) cells.set(use.block, [...(cells.get(use.block) ?? []), use])
    return [...cells].map(([block, uses]) => ({ block, uses }))
  }
}

@Resolver(() => ReuseCell)
export class ReuseCellResolver {
  @FieldResolver(() => BuildingBlock, { description: 'The building block (bouwsteen).' })
  buildingBlock(@Root() { block }: MatrixCellRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('BUILDING_BLOCK', block)
  }

  @FieldResolver(() => [BlockUse], { description: 'How it uses it, each kind of tie once (wijzen).' })
  uses(@Root() { uses }: MatrixCellRecord): readonly UseRecord[] {
    return uses
  }

  @FieldResolver(() => Boolean, { description: 'True where none of these is stated (afgeleid).' })
  inferred(@Root() { uses }: MatrixCellRecord): boolean {
    return uses.every(({ inferred }) => inferred)
  }
}

function usesOf({ project, on }: MatrixRowRecord, { batches }: GraphContext): Promise<UseRecord[]> {
  return batches.load(usesOfProjects, { project: project.id, on })
}
