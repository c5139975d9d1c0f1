import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { BadInputError } from '../kernel/errors.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { NODE_KINDS, type NodeKind } from '../kernel/node-kind.js'
import { ForwardPageArgs, windowOf } from '../graphql/page-args.js'
import { WHOLE_GRAPH, Weighing } from '../graphql/weight.js'
import { ListRequest } from '../database/list-request.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import { NodeKindEnum } from '../graph/node-kind.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import {
  type ExpectationName,
  type ExpectationState,
  type KindTally,
  type StateOfExpectation,
  statesOf,
  sumOf,
  type Tally,
  tallyOf,
  tallyOfKind,
} from './completeness.js'
import { findingsOfKinds, findingsOfNodes, incompleteNodes } from './completeness.reads.js'
import {
  Completeness,
  Expectation,
  ExpectationCount,
  ExpectationStateEnum,
  GraphCompleteness,
  IncompleteNodeConnection,
} from './completeness.type.js'

interface NodeTally extends Tally {
  readonly states: readonly StateOfExpectation[]
}
interface GraphTally extends Tally {
  readonly kinds: readonly KindTally[]
}

@Resolver(() => GraphNode)
export class NodeCompletenessResolver {
  @FieldResolver(() => Completeness, {
    description: 'What a reader would expect of a node of its kind, and whether it is there (volledigheid).',
  })
  async completeness(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Promise<NodeTally> {
    const states = statesOf(await batches.load(findingsOfNodes, { kind: node.kind, id: node.id }))
    return { ...tallyOf(states), states }
  }
}

@Resolver(() => Completeness)
export class CompletenessResolver {
  @FieldResolver(() => [Expectation], {
    description: 'Each thing that is expected, in order (verwachtingen).',
  })
  expectations(
    @Root() { states }: NodeTally,
    @Arg('states', () => [ExpectationStateEnum], {
      nullable: true,
      description: 'Only what stands so; all unless told.',
    })
    wanted: ExpectationState[] | null,
  ): readonly StateOfExpectation[] {
    return states.filter(({ state }) => wanted?.includes(state) ?? true)
  }
}

@Resolver(() => GraphCompleteness)
export class GraphCompletenessResolver {
  @Weighing(WHOLE_GRAPH)
  @Query(() => GraphCompleteness, {
    description:
      'How complete the graph is (volledigheid): what a reader would expect of each kind of node, how much of it is there, what the sources leave unsaid and what is missing.',
  })
  async completeness(
    @Arg('kinds', () => [NodeKindEnum], {
      nullable: true,
      description: 'Only nodes of these kinds; of all unless told.',
    })
    kinds: NodeKind[] | null,
    @Ctx() { batches }: GraphContext,
  ): Promise<GraphTally> {
    if (kinds?.length === 0) throw new BadInputError('must name at least one kind', 'kinds')
    const asked = NODE_KINDS.filter((kind) => kinds?.includes(kind) ?? true)
    const found = await Promise.all(asked.map((kind) => batches.load(findingsOfKinds, kind)))
    const tallies = found.map(tallyOfKind)
    return { ...sumOf(tallies), kinds: tallies }
  }

  @Weighing(WHOLE_GRAPH)
  @FieldResolver(() => IncompleteNodeConnection, {
    description:
      'The nodes of which anything is missing (onvolledige knopen): what lacks most first, then what the sources leave most unsaid, then by code.',
  })
  worst(
    @Root() { kinds }: GraphTally,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): IncompleteNodeConnection {
    const asked = { kinds: kinds.map(({ kind }) => kind) }
    const links = incompleteNodes.list(batches, new ListRequest(asked, 'MISSING', windowOf(page)))
    return new IncompleteNodeConnection({
      totalCount: () => links.totalCount(),
      page: async () => {
        const found = await links.page()
        return { ...found, rows: await nodes.loadLinks(found.rows) }
      },
    })
  }
}

function nameIn(
  { nl, en }: ExpectationName,
  language: Language | null | undefined,
  context: GraphContext,
): string {
  return inLanguage(language ?? context.language, nl, en)
}

@Resolver(() => Expectation)
export class ExpectationResolver {
  @FieldResolver(() => String, { description: 'What it is called (naam).' })
  name(
    @Root() expectation: ExpectationName,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return nameIn(expectation, language, context)
  }
}

@Resolver(() => ExpectationCount)
export class ExpectationCountResolver {
  @FieldResolver(() => String, { description: 'What it is called (naam).' })
  name(
    @Root() expectation: ExpectationName,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    return nameIn(expectation, language, context)
  }
}
