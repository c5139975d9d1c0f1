import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Awaitable } from '../kernel/awaitable.js'
import { inLanguage, type Language } from '../kernel/language.js'
import { DateScalar } from '../graphql/scalars.js'
import { listOf, nodeIn } from '../graph/written.js'
import { Written } from '../graph/written.type.js'
import type { GraphContext } from '../graph/context.js'
import { LanguageArg } from '../graph/language.args.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { Entity } from '../catalogue/catalogue.type.js'
import { Decision, GovernanceBody } from '../governance/governance.type.js'
import { factsOfMilestones } from '../governance/milestone-facts.reads.js'
import { Portfolio, Project } from '../programme/programme.type.js'
import { AllocationConnection, allocationConnection, allocationRequest } from './allocation-connection.js'
import type { AllocationGroupRecord } from './allocation-groups.js'
import { allocationList } from './allocation-list.js'
import { AllocationArgs } from './allocation.args.js'
import type { AllocationRecord } from './funding.reads.js'
import { Allocation, AllocationGroup, Appropriation, Gate } from './funding.type.js'
import { GATE_NAMES } from './gate-names.js'
import { blockingGate, type Evidence, type Gate as GateRecord, gatesOf, isSpendable } from './gates.js'
import { conditionsOfAllocations, evidenceOfAllocations } from './gates.reads.js'
import { euro, type MoneyRecord } from './money.js'
import { Money } from './money.type.js'
import { MONEY } from './written-money.js'

const OnArg = (): ParameterDecorator =>
  Arg('on', () => DateScalar, {
    nullable: true,
    description: 'As they stood on this day (op); unless told, all that is known.',
  }) as ParameterDecorator

@Resolver(() => Allocation)
export class AllocationResolver {
  @Written(listOf(allocationList, 'ALLOCATION', null, allocationRequest))
  @Query(() => AllocationConnection, {
    description: 'Allocations (toewijzingen), filtered, sorted, summed and grouped.',
  })
  allocations(
    @Args(() => AllocationArgs) args: AllocationArgs,
    @Ctx() context: GraphContext,
  ): Awaitable<AllocationConnection> {
    return allocationConnection(args, context)
  }

  @Written(MONEY)
  @FieldResolver(() => Money, { description: 'The amount (bedrag).' })
  amount(@Root() allocation: AllocationRecord): MoneyRecord {
    return euro(allocation.amount, allocation.amountPrecision)
  }

  @Written(nodeIn('portfolioId', 'PORTFOLIO'))
  @FieldResolver(() => Portfolio, { description: 'Portfolio it is part of.' })
  portfolio(@Root() allocation: AllocationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('PORTFOLIO', allocation.portfolioId)
  }

  @Written(nodeIn('projectId', 'PROJECT'))
  @FieldResolver(() => Project, {
    nullable: true,
    description: 'Project that receives it; null where none does.',
  })
  project(
    @Root() allocation: AllocationRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('PROJECT', allocation.projectId)
  }

  @Written(nodeIn('entityId', 'ENTITY'))
  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'Entity that receives it (entiteit); null where none does or none is stated.',
  })
  entity(@Root() allocation: AllocationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('ENTITY', allocation.entityId)
  }

  @Written(nodeIn('appropriationId', 'APPROPRIATION'))
  @FieldResolver(() => Appropriation, { description: 'Credit it is charged to (krediet).' })
  appropriation(@Root() allocation: AllocationRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> {
    return nodes.load('APPROPRIATION', allocation.appropriationId)
  }

  @Written(nodeIn('decisionId', 'DECISION'))
  @FieldResolver(() => Decision, {
    nullable: true,
    description: 'Decision that grants it, or is asked or expected to (beslissing); null where not stated.',
  })
  decision(
    @Root() allocation: AllocationRecord,
    @Ctx() { nodes }: GraphContext,
  ): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('DECISION', allocation.decisionId)
  }

  @FieldResolver(() => [Gate], {
    description: 'What this money must pass, in order (poorten), as it stood on a day.',
  })
  gates(
    @Root() allocation: AllocationRecord,
    @OnArg() on: string | null,
    @Ctx() context: GraphContext,
  ): Promise<GateRecord[]> {
    return gatesOn(allocation, on, context)
  }

  @FieldResolver(() => Boolean, { description: 'True once every gate is passed on that day (besteedbaar).' })
  async spendable(
    @Root() allocation: AllocationRecord,
    @OnArg() on: string | null,
    @Ctx() context: GraphContext,
  ): Promise<boolean> {
    return isSpendable(await gatesOn(allocation, on, context))
  }

  @FieldResolver(() => Gate, {
    nullable: true,
    description: 'The first gate not passed on that day (geblokkeerd door); null once all are.',
  })
  async blockedBy(
    @Root() allocation: AllocationRecord,
    @OnArg() on: string | null,
    @Ctx() context: GraphContext,
  ): Promise<GateRecord | null> {
    return blockingGate(await gatesOn(allocation, on, context))
  }
}

async function gatesOn(
  allocation: AllocationRecord,
  on: string | null | undefined,
  { batches, on: asked }: GraphContext,
): Promise<GateRecord[]> {
  const [conditions, evidence] = await Promise.all([
    batches.load(conditionsOfAllocations, allocation.id),
    batches.load(evidenceOfAllocations, allocation.id),
  ])
  const shown = await Promise.all(
    conditions
      .filter(({ gate }) => gate !== 'EVALUATION')
      .map(async ({ gate, milestoneId }) => {
        const facts = await batches.load(factsOfMilestones, milestoneId)
        return facts.map((fact): Evidence => ({ ...fact, gate }))
      }),
  )
  const gates = conditions.map(({ gate }) => gate)
  return gatesOf(allocation, gates, [...evidence, ...shown.flat()], on ?? asked)
}

@Resolver(() => Gate)
export class GateResolver {
  @FieldResolver(() => String, { description: 'What it is called (naam).' })
  name(
    @Root() gate: GateRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): string {
    const { nl, en } = GATE_NAMES[gate.code]
    return inLanguage(language ?? context.language, nl, en)
  }

  @FieldResolver(() => GovernanceBody, {
    nullable: true,
    description: 'The body that opens it, or whose turn it is (aan zet); null where no document tells.',
  })
  body(@Root() gate: GateRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord | null> {
    return nodes.loadOptional('GOVERNANCE_BODY', gate.evidence?.bodyId ?? null)
  }

  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'What shows it (bewijs): a decision, meeting, advice or evaluation.',
  })
  evidence(@Root() gate: GateRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> | null {
    return gate.evidence && nodes.load(gate.evidence.kind, gate.evidence.id)
  }
}

@Resolver(() => AllocationGroup)
export class AllocationGroupResolver {
  @FieldResolver(() => GraphNode, {
    nullable: true,
    description: 'The node they share; null where the group stands for a value, for none or for a pair.',
  })
  node(@Root() group: AllocationGroupRecord, @Ctx() { nodes }: GraphContext): Awaitable<NodeRecord> | null {
    return group.nodeId !== null && group.nodeKind !== null ? nodes.load(group.nodeKind, group.nodeId) : null
  }
}
