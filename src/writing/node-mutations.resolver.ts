import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { encodeGlobalId } from '../kernel/global-id.js'
import { kindTypeName } from '../kernel/node-kind.js'
import { EndNodeInput, PublishInput, RetractNodeInput } from './change.input.js'
import type { WritingContext } from './context.js'
import { correctNode } from './correct-node.service.js'
import { createNodes } from './create-nodes.service.js'
import { endNode, retractNode } from './end-node.service.js'
import { CorrectNodeInput, CreateNodesInput } from './node.input.js'
import { CreateNodesPayload, NodePayload, PublishPayload, RetractPayload } from './payload.type.js'
import { perform } from './perform.js'
import { publish } from './publish.service.js'

const INPUT = { description: 'What is asked (invoer).' }

@Resolver()
export class NodeMutationsResolver {
  @Mutation(() => CreateNodesPayload, {
    description: 'Makes nodes of any kind and relations between them (aanmaken), all or none.',
  })
  createNodes(
    @Arg('input', () => CreateNodesInput, INPUT) input: CreateNodesInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(
      context,
      'createNodes',
      input,
      (write) => createNodes(write, input),
      async (told, read) => ({
        nodes: await read.nodes(told?.nodes),
        relations: await read.relations(told?.relations),
      }),
    )
  }

  @Mutation(() => NodePayload, { description: 'Corrects what is said of a node of any kind (verbeteren).' })
  correctNode(
    @Arg('input', () => CorrectNodeInput, INPUT) input: CorrectNodeInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'correctNode', input, correctNode, async (told, read) => ({
      node: await read.node(told),
    }))
  }

  @Mutation(() => NodePayload, { description: 'Ends a node: it holds no longer from a day on (beëindigen).' })
  endNode(
    @Arg('input', () => EndNodeInput, INPUT) input: EndNodeInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'endNode', input, endNode, async (told, read) => ({
      node: await read.node(told),
    }))
  }

  @Mutation(() => RetractPayload, {
    description:
      'Takes a node that should never have stood out of the graph (intrekken); the ledger keeps it.',
  })
  retractNode(
    @Arg('input', () => RetractNodeInput, INPUT) input: RetractNodeInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'retractNode', input, retractNode, async (told) => ({
      retracted: told ? encodeGlobalId(kindTypeName(told.kind), told.id) : null,
    }))
  }

  @Mutation(() => PublishPayload, { description: 'Shows drafts to everybody (publiceren), all or none.' })
  publish(
    @Arg('input', () => PublishInput, INPUT) input: PublishInput,
    @Ctx() context: WritingContext,
  ): Promise<object> {
    return perform(context, 'publish', input, publish, async (told, read) => ({
      nodes: await read.nodes(told?.nodes),
      relations: await read.relations(told?.relations),
      remarks: await read.remarks(told?.remarks),
    }))
  }
}
