import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql'
import { BadInputError } from '../kernel/errors.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { GraphVersionScalar } from '../graphql/scalars.js'
import { END_OF_VERSION, parsePlace } from '../history/place.js'
import { changesOfVersion, readVersion, type VersionRecord } from '../history/version.reads.js'
import { Change } from './change.type.js'
import type { GraphContext } from './context.js'
import { NodeKindEnum } from './node-kind.type.js'
import { NewVersion } from './version.type.js'

/** What a subscription starts from; each of its events starts from the number of a version instead. */
export interface SubscriptionRoot {
  /** What the client was told last, where it comes back; null where it comes for the first time. */
  readonly lastEventId: string | null
  /** Every version after this one, each once, in order, until the client leaves. */
  readonly versionsAfter: (version: string) => AsyncIterable<string>
}

interface Subscribing {
  readonly source?: unknown
  readonly args: { readonly after?: string | null }
  readonly context: GraphContext
}

/** As many as `changes` tells of one version at once. */
const MOST_CHANGES = 2_000

@Resolver(() => NewVersion)
export class NewVersionResolver {
  @Subscription(() => NewVersion, {
    description:
      'Each version that the graph takes (nieuwe versies), once, in order and without a gap: also what was taken while nobody listened. Served as server-sent events at /graphql/stream; the id of an event is its version.',
    subscribe: (subscribing: Subscribing) => startAfter(subscribing),
  })
  async versions(
    @Root() version: string,
    @Arg('after', () => GraphVersionScalar, {
      nullable: true,
      description:
        'Only versions after this one, or after the place that endCursor of changes tells; from now on unless told. The header Last-Event-ID goes before it.',
    })
    _after: string | null,
    @Ctx() { batches }: GraphContext,
  ): Promise<VersionRecord> {
    const found = await readVersion(batches.reads, version)
    if (!found) throw new Error(`version ${version} was told and is not in the ledger`)
    return found
  }

  @FieldResolver(() => [Change], {
    description: `What it changed (wijzigingen), in order; of more than ${MOST_CHANGES} only the first, for the rest ask \`changes\`.`,
  })
  changes(
    @Root() version: VersionRecord,
    @Arg('kinds', () => [NodeKindEnum], {
      nullable: true,
      description: 'Only nodes of these kinds, and no relations.',
    })
    kinds: NodeKind[] | null,
    @Ctx() { batches }: GraphContext,
  ): Promise<object[]> {
    return changesOfVersion(batches.reads, version, kinds, MOST_CHANGES)
  }
}

async function startAfter({ source, args, context }: Subscribing): Promise<AsyncIterable<string>> {
  const { lastEventId, versionsAfter } = source as SubscriptionRoot
  const head = await context.version()
  const [told, argument] =
    lastEventId === null ? [args.after ?? head, 'after'] : [lastEventId, 'Last-Event-ID']
  const place = parsePlace(told)
  if (!place) throw new BadInputError(`${JSON.stringify(told)} is not a graph version`, argument)
  const { version, position } = place
  if (BigInt(version) > BigInt(head))
    throw new BadInputError(`${told} is not a version yet: the graph is at ${head}`, argument)
  // Of a version that was told in part there is something left to tell.
  const isWhole = position === END_OF_VERSION || version === '0'
  return versionsAfter(isWhole ? version : String(BigInt(version) - 1n))
}
