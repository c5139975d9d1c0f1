import sql from 'sql-template-tag'
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Awaitable, whenThere } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { DateScalar } from '../graphql/scalars.js'
import { linkedBy, listOf, nodeByCode, rowOf } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import { DatedDay, datedDay } from '../graph/fuzzy-date.type.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import type { EntityRecord } from './catalogue.reads.js'
import { Entity } from './catalogue.type.js'
import { NeedArgs, needRequest, OutcomeArgs } from './need.args.js'
import {
  answersOfNeeds,
  evidenceOfNeeds,
  mergedIntoNeeds,
  needList,
  type OutcomeRecord,
  outcomesOfNeeds,
  raisersOfNeeds,
} from './need.reads.js'
import { Need, NeedConnection, type NeedOutcome, NeedOutcomeEnum } from './need.type.js'

function outcomeOf({ id }: NodeRecord, { batches }: GraphContext): Promise<OutcomeRecord> {
  return batches.load(outcomesOfNeeds, id) as Promise<OutcomeRecord>
}

@Resolver(() => Need)
export class NeedResolver {
  @Written(nodeByCode('NEED'))
  @Query(() => Need, {
    nullable: true,
    description: 'One need (nood) by its code; null where there is none.',
  })
  need(
    @Arg('code', () => String, { description: 'Its code, such as `overheid-als-platform`.' }) code: string,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.byCode('NEED', code)
  }

  @Written(listOf(needList, 'NEED', null, needRequest))
  @Query(() => NeedConnection, {
    description: 'Needs (noden), by code: all, or those that came to something.',
  })
  needs(
    @Args(() => NeedArgs) args: NeedArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NeedConnection> {
    return whenThere(
      needRequest(args, nodes),
      (request) => new NeedConnection(needList.list(batches, request)),
    )
  }

  @Written(
    rowOf(
      outcomesOfNeeds,
      ({ column }) => column('outcome'),
      () => sql`'OPEN'`,
    ),
  )
  @FieldResolver(() => NeedOutcomeEnum, {
    description:
      'What became of it (uitkomst). ANSWERED follows from what answers it; a draft that would answer it does not count.',
  })
  async outcome(@Root() need: NodeRecord, @Ctx() context: GraphContext): Promise<NeedOutcome> {
    return (await outcomeOf(need, context)).outcome
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Day on which that was settled (datum); null while open, or where not stated.',
  })
  async settledOn(@Root() need: NodeRecord, @Ctx() context: GraphContext): Promise<string | null> {
    return (await outcomeOf(need, context)).settledOn
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why (reden); null where not stated.' })
  async outcomeReason(
    @Root() need: NodeRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): Promise<string | null> {
    const { becauseNl, becauseEn } = await outcomeOf(need, context)
    return inLanguage(language ?? context.language, becauseNl, becauseEn)
  }

  @FieldResolver(() => DatedDay, {
    nullable: true,
    description: 'When it is looked at again (uitgesteld tot); null unless DEFERRED, or where not stated.',
  })
  async deferredUntil(@Root() need: NodeRecord, @Ctx() context: GraphContext): Promise<DatedDay | null> {
    const { deferredUntil, deferredUntilPrecision } = await outcomeOf(need, context)
    return datedDay(deferredUntil, deferredUntilPrecision)
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: 'The need that it was merged into (samengevoegd met); null unless MERGED.',
  })
  async mergedInto(@Root() need: NodeRecord, @Ctx() context: GraphContext): Promise<NodeRecord | null> {
    return context.nodes.loadOptional('NEED', (await outcomeOf(need, context)).mergedIntoId)
  }

  @Written(linkedBy(mergedIntoNeeds, 'NEED'))
  @FieldResolver(() => [Need], {
    description: 'The needs that were merged into it (samengevoegde noden), by code.',
  })
  merged(@Root() need: NodeRecord, @Ctx() { batches, nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(mergedIntoNeeds, need.id))
  }

  @Written(linkedBy(evidenceOfNeeds, 'DECISION', 'MEETING'))
  @FieldResolver(() => [GraphNode], {
    description: 'Decisions and meetings by which it was settled (beslissing, zitting).',
  })
  settledBy(@Root() need: NodeRecord, @Ctx() { batches, nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(evidenceOfNeeds, need.id))
  }

  @Written(
    linkedBy(raisersOfNeeds, 'ENTITY', 'GOVERNANCE_BODY', 'MEETING', 'POLICY_DOCUMENT', 'TARGET_GROUP'),
  )
  @FieldResolver(() => [GraphNode], {
    description: 'Who asked for it, and the forum at which (gevraagd door), by kind and code.',
  })
  raisedBy(@Root() need: NodeRecord, @Ctx() { batches, nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(raisersOfNeeds, need.id))
  }

  @Written(linkedBy(answersOfNeeds, 'PROJECT', 'WORKSTREAM', 'DELIVERABLE', 'BUILDING_BLOCK', 'PILLAR'))
  @FieldResolver(() => [GraphNode], {
    description: 'What answers it (antwoorden), by kind and code; drafts too, to those who see them.',
  })
  answers(@Root() need: NodeRecord, @Ctx() { batches, nodes }: GraphContext): Awaitable<NodeRecord[]> {
    return nodes.loadLinks(batches.load(answersOfNeeds, need.id))
  }
}

@Resolver(() => Entity)
export class EntityNeedsResolver {
  @Written(listOf(needList, 'NEED', 'entity', needRequest))
  @FieldResolver(() => NeedConnection, {
    description: 'What it asked for (noden), by code; `trail` tells what became of each.',
  })
  needs(
    @Root() entity: EntityRecord,
    @Args(() => OutcomeArgs) args: OutcomeArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): Awaitable<NeedConnection> {
    return whenThere(
      needRequest(args, nodes),
      (request) => new NeedConnection(needList.list(batches, request.of('entity', entity.id))),
    )
  }
}
