import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allThere, type Awaitable } from '../kernel/awaitable.js'
import { windowOf } from '../graphql/page-args.js'
import { WHOLE_GRAPH, Weighing } from '../graphql/weight.js'
import type { GraphContext } from '../graph/context.js'
import type { NodeLink } from '../graph/linked-nodes.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { Relation } from '../graph/relation.type.js'
import { tiesByIds, type TieRecord } from '../graph/tie.reads.js'
import type { GroundKind } from './common-ground.js'
import { waysToThings } from './common-ground.reads.js'
import type { SynergyReason as Reason } from './synergies.js'
import { synergyList, type SynergyRecord } from './synergy-list.js'
import { SynergyArgs } from './synergy.args.js'
import { Synergy, SynergyConnection, SynergyGroundEnum, SynergyReason } from './synergy.type.js'

/** A reason of one suggestion. */
interface ReasonRecord extends Reason {
  readonly synergy: SynergyRecord
}

@Resolver(() => Synergy)
export class SynergyResolver {
  @Weighing(WHOLE_GRAPH)
  @Query(() => SynergyConnection, {
    description:
      'Pairs of projects and entities that share building blocks or needs and are not tied yet (synergieën), highest score first, then by reference. ' +
      'A project speaks by itself, its workstreams and all that these deliver; an entity by itself and by the results, workstreams and building blocks that it manages or leads. ' +
      'Left out: who is tied directly in any way; one project or entity through the years; those for whom the same entity answers (owner, manager, leader); ' +
      'an entity and the projects of the main lines, portfolios and programmes that it manages or leads; and who work on one and the same result or workstream. ' +
      'Nor does a thing count that both come to by nothing but one and the same part: one building block that both build, or one need; nor what more than 100 share. ' +
      'The score is the sum of the points of the reasons; each tells what it weighs.',
  })
  async synergies(
    @Args(() => SynergyArgs) { of, minScore, on, ...page }: SynergyArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): Promise<SynergyConnection> {
    const window = windowOf(page)
    const party = of == null ? null : await nodes.demand('of', of, 'PROJECT', 'ENTITY')
    const filter = {
      of: party && { kind: party.kind, id: party.id },
      minScore: minScore ?? 1,
      on: on ?? null,
    }
    return new SynergyConnection(synergyList(batches, filter, window))
  }

  @FieldResolver(() => GraphNode, { description: 'The one whose reference comes first (de ene).' })
  one(@Root() { one }: SynergyRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(one.kind, one.id)
  }

  @FieldResolver(() => GraphNode, { description: 'The other (de andere).' })
  other(@Root() { other }: SynergyRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(other.kind, other.id)
  }

  @FieldResolver(() => [SynergyReason], {
    description:
      'All that they have in common (redenen), what weighs most first, then by kind and reference.',
  })
  reasons(@Root() synergy: SynergyRecord): readonly ReasonRecord[] {
    return synergy.reasons().map((reason) => ({ ...reason, synergy }))
  }
}

@Resolver(() => SynergyReason)
export class SynergyReasonResolver {
  @FieldResolver(() => SynergyGroundEnum, { description: 'What sort of thing they share (soort).' })
  ground(@Root() { thing }: ReasonRecord): GroundKind {
    return thing.ground
  }

  @FieldResolver(() => GraphNode, { description: 'What they share (gedeeld).' })
  shared(@Root() { thing }: ReasonRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load(thing.kind, thing.id)
  }

  @FieldResolver(() => [Relation], {
    description:
      'How the one comes to it (weg van de ene), in order; the last relation tells what it is to that one.',
  })
  fromOne(@Root() reason: ReasonRecord, @Ctx() context: GraphContext): Promise<TieRecord[]> {
    return wayOf(reason.synergy.one, reason, context)
  }

  @FieldResolver(() => [Relation], {
    description: 'How the other comes to it, in order (weg van de andere).',
  })
  fromOther(@Root() reason: ReasonRecord, @Ctx() context: GraphContext): Promise<TieRecord[]> {
    return wayOf(reason.synergy.other, reason, context)
  }
}

async function wayOf(
  party: NodeLink,
  { thing, synergy: { on } }: ReasonRecord,
  { batches }: GraphContext,
): Promise<TieRecord[]> {
  const { id, ground } = thing
  const way = await batches.load(waysToThings, { party: party.id, thing: { id, ground }, on })
  const ties = await allThere(way.map((tie) => batches.load(tiesByIds, tie)))
  return ties.map((tie, at) => {
    if (!tie) throw new Error(`no tie ${way[at]}`)
    return tie
  })
}
