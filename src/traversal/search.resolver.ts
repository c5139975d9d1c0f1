import { MaxLength } from 'class-validator'
import { Args, ArgsType, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql'
import { BadInputError } from '../kernel/errors.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { connectionOf } from '../graphql/connection.js'
import { ForwardPageArgs, windowOf } from '../graphql/page-args.js'
import type { GraphContext } from '../graph/context.js'
import { NodeKindEnum } from '../graph/node-kind.type.js'
import type { NodeRecord } from '../graph/node-source.js'
import { GraphNode } from '../graph/node.type.js'
import { searchList } from './search.js'

const LONGEST_TEXT = 200

@ArgsType()
class SearchArgs extends ForwardPageArgs {
  @Field(() => String, { description: `What to look for, at most ${LONGEST_TEXT} characters (zoektekst).` })
  @MaxLength(LONGEST_TEXT, { message: `must be at most ${LONGEST_TEXT} characters` })
  text!: string

  @Field(() => [NodeKindEnum], { nullable: true, description: 'Only these kinds of node.' })
  kinds?: NodeKind[] | null
}

@ObjectType({ description: 'What a search found, best first, page by page.' })
export class SearchConnection extends connectionOf<NodeRecord>('Search', () => GraphNode as never) {}

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      'Dutch and English search over names, former names, codes and descriptions (zoeken), forgiving in spelling; best first.',
  })
  search(
    @Args(() => SearchArgs) { text, kinds, ...page }: SearchArgs,
    @Ctx() { batches, nodes }: GraphContext,
  ): SearchConnection {
    if (!text.isWellFormed() || text.includes('\0'))
      throw new BadInputError('must be well-formed text', 'text')
    return new SearchConnection(searchList(batches, nodes, { text, kinds: kinds ?? null }, windowOf(page)))
  }
}
