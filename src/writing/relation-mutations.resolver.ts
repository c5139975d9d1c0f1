import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { encodeGlobalId } from '../kernel/global-id.js'
import {
  AddRemarkInput,
  CorrectRelationInput,
  CreateRelationsInput,
  EndRelationInput,
  RetractRelationInput,
  SettleRemarkInput,
} from './change.input.js'
import type { WritingContext } from './context.js'
import { CreateRelationsPayload, RelationPayload, RemarkPayload, RetractPayload } from './payload.type.js'
import { perform, type ReadBack } from './perform.js'
import { correctRelation, createRelations, endRelation, retractRelation } from './relations.service.js'
import { addRemark, type RemarkedNode, settleRemark } from './remarks.service.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class RelationMutationsResolver {
  @Mutation(() => CreateRelationsPayload, {
    description: 'Makes relations of any kind between nodes (verbinden), all or none.',
  })
  createRelations(
    @Arg('input', () => CreateRelationsInput, INPUT) input: CreateRelationsInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'createRelations', input, createRelations, async (told, read) => ({
      relations: await read.relations(told),
    }))
  }

  @Mutation(() => RelationPayload, { description: 'Corrects what is said of a relation (verbeteren).' })
  correctRelation(
    @Arg('input', () => CorrectRelationInput, INPUT) input: CorrectRelationInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'correctRelation', input, correctRelation, relationAsked)
  }

  @Mutation(() => RelationPayload, {
    description: 'Ends a relation: it holds no longer from a day on (beëindigen).',
  })
  endRelation(
    @Arg('input', () => EndRelationInput, INPUT) input: EndRelationInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'endRelation', input, endRelation, relationAsked)
  }

  @Mutation(() => RetractPayload, {
    description:
      'Takes a relation that should never have stood out of the graph (intrekken); the ledger keeps it.',
  })
  retractRelation(
    @Arg('input', () => RetractRelationInput, INPUT) input: RetractRelationInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'retractRelation', input, retractRelation, async (told) => ({
      retracted: told === undefined ? null : encodeGlobalId('Relation', told),
    }))
  }

  @Mutation(() => RemarkPayload, {
    description: 'Adds a remark to a node (opmerken), beside those that stand.',
  })
  addRemark(
    @Arg('input', () => AddRemarkInput, INPUT) input: AddRemarkInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'addRemark', input, addRemark, remarkAsked)
  }

  @Mutation(() => RemarkPayload, {
    description: 'Settles a remark (beslechten): this reading is right, because …; the other readings stay.',
  })
  settleRemark(
    @Arg('input', () => SettleRemarkInput, INPUT) input: SettleRemarkInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'settleRemark', input, settleRemark, remarkAsked)
  }
}

async function relationAsked(told: string | undefined, read: ReadBack): Promise<object> {
  return { relation: await read.relation(told) }
}

async function remarkAsked(told: RemarkedNode | undefined, read: ReadBack): Promise<object> {
  return { node: await read.node(told?.node), remark: await read.remark(told?.remark) }
}
