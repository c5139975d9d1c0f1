import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { allThere, type Awaitable } from '../kernel/awaitable.js'
import { BadInputError, NotFoundError } from '../kernel/errors.js'
import { decodeGlobalId, encodeGlobalId } from '../kernel/global-id.js'
import type { Language } from '../kernel/language.js'
import { isVersion } from '../kernel/moment.js'
import { LARGEST_PAGE } from '../graphql/page-size.js'
import { GraphVersionScalar, JsonScalar } from '../graphql/scalars.js'
import {
  changesAfter,
  changesOfSubjects,
  type ChangeRecord,
  type Difference,
  differenceBetween,
  isKnownSubject,
  lastReferences,
  startOf,
  subjectOfReference,
} from '../history/change.reads.js'
import { showDocument, type ShownDocument } from '../history/document.js'
import { formatPlace, parsePlace } from '../history/place.js'
import { nodesNamed, type ReferenceOf, summarise, summariseDifference } from '../history/summary.js'
import { ChangesArgs, DiffArgs } from './change.args.js'
import { Change, ChangeConnection, GraphDiff } from './change.type.js'
import type { GraphContext } from './context.js'
import { LanguageArg } from './language.args.js'
import type { NodeRecord } from './node-source.js'
import { GraphNode } from './node.type.js'
import { isTieId } from './tie.reads.js'

interface DiffRecord extends Difference {
  readonly from: string
  readonly to: string
  readonly totalCount: number
}

@Resolver()
export class LedgerQueryResolver {
  @Query(() => GraphVersionScalar, {
    description: 'The version the graph is at (versie): one more with each transaction that changes it.',
  })
  graphVersion(@Ctx() context: GraphContext): Promise<string> {
    return context.version()
  }

  @Query(() => ChangeConnection, {
    description: 'What changed after a version, in order; never misses, never repeats (wijzigingen).',
  })
  async changes(
    @Args(() => ChangesArgs) { after, first, kinds, of }: ChangesArgs,
    @Ctx() context: GraphContext,
  ): Promise<ChangeConnection> {
    const head = await context.version()
    const start = parsePlace(after ?? '0')
    if (!start || BigInt(start.version) > BigInt(head)) throw tooLate('after', after ?? '0', head)
    const subjectId = await subjectOf(of, context)
    const filter = { kinds: kinds ?? null, subjectId }
    const page = await changesAfter(context.batches.reads, start, first ?? LARGEST_PAGE, filter, head)
    return {
      nodes: [...page.changes],
      pageInfo: {
        hasNextPage: page.hasNext,
        hasPreviousPage: start.version !== '0',
        startCursor: startOf(page.changes),
        endCursor: formatPlace(page.end),
      },
      upTo: page.upTo,
    }
  }

  @Query(() => GraphDiff, {
    description:
      'What is different between two versions, of the graph or of one node, and in words (verschil).',
  })
  async diff(
    @Args(() => DiffArgs) { from, to, of, first }: DiffArgs,
    @Ctx() context: GraphContext,
  ): Promise<DiffRecord> {
    const head = await context.version()
    for (const [argument, version] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (!isVersion(version) || BigInt(version) > BigInt(head)) throw tooLate(argument, version, head)
    if (BigInt(from) > BigInt(to)) throw new BadInputError(`must not be later than to, ${to}`, 'from')
    const subjectId = await subjectOf(of, context)
    const difference = await differenceBetween(
      context.batches.reads,
      from,
      to,
      subjectId,
      first ?? LARGEST_PAGE,
    )
    const totalCount = difference.counts.reduce((sum, { count }) => sum + count, 0)
    return { from, to, totalCount, ...difference }
  }
}

function tooLate(argument: string, version: string, head: string): BadInputError {
  return isVersion(version) || parsePlace(version)
    ? new BadInputError(`${version} is not a version yet: the graph is at ${head}`, argument)
    : new BadInputError(`${JSON.stringify(version)} is not a graph version`, argument)
}

/** A node or relation that stands, or one that only the ledger still knows. */
async function subjectOf(
  of: string | null | undefined,
  { nodes, batches }: GraphContext,
): Promise<string | null> {
  if (of == null) return null
  const global = decodeGlobalId(of)
  if (global?.typeName === 'Relation') {
    if (!isTieId(global.key)) throw new BadInputError(`${JSON.stringify(of)} is not an id`, 'of')
    const [id = ''] = global.key.split('.')
    if (await isKnownSubject(batches.reads, id)) return id
    throw new NotFoundError(`there is no relation ${JSON.stringify(of)}`, 'of')
  }
  const node = await nodes.find('of', of)
  const gone = node?.id ?? global?.key ?? (await subjectOfReference(batches.reads, of))
  if (gone !== null && (node || (await isKnownSubject(batches.reads, gone)))) return gone
  throw new NotFoundError(`there is and was no node ${JSON.stringify(of)}`, 'of')
}

@Resolver(() => Change)
export class ChangeResolver {
  @FieldResolver(() => String, {
    description: 'The reference of the node, or the id of the relation, that changed (onderwerp).',
  })
  subject(@Root() change: ChangeRecord): string {
    return change.reference ?? encodeGlobalId('Relation', change.subjectId)
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: 'The whole of it as it stood before; null where it did not stand (voordien).',
  })
  before(@Root() change: ChangeRecord): ShownDocument | null {
    return showDocument(change.before)
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description: 'The whole of it as it stands after; null where it no longer stands (nadien).',
  })
  after(@Root() change: ChangeRecord): ShownDocument | null {
    return showDocument(change.after)
  }

  @FieldResolver(() => String, { description: 'The change in words (in woorden).' })
  async summary(
    @Root() change: ChangeRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): Promise<string> {
    return summarise(change, language ?? context.language, await referencesIn([change], context))
  }
}

@Resolver(() => GraphDiff)
export class GraphDiffResolver {
  @FieldResolver(() => [Change], {
    description:
      'Each node or relation that differs, once: as it stood at both versions, by its last change.',
  })
  changes(@Root() diff: DiffRecord): object[] {
    return [...diff.changes]
  }

  @FieldResolver(() => String, {
    description: 'The difference in words (in woorden), a line for each change.',
  })
  async summary(
    @Root() diff: DiffRecord,
    @LanguageArg() language: Language | null,
    @Ctx() context: GraphContext,
  ): Promise<string> {
    const references = await referencesIn(diff.changes, context)
    return summariseDifference(diff, diff, language ?? context.language, references)
  }
}

async function referencesIn(
  changes: readonly ChangeRecord[],
  { batches }: GraphContext,
): Promise<ReferenceOf> {
  const ids = nodesNamed(changes)
  const references = await allThere(ids.map((id) => batches.load(lastReferences, id)))
  const byId = new Map(ids.map((id, at) => [id, references[at] ?? undefined]))
  return (id) => byId.get(id)
}

@Resolver(() => GraphNode)
export class NodeHistoryResolver {
  @FieldResolver(() => [Change], {
    description: 'All that ever changed of it (geschiedenis), oldest first; its relations have their own.',
  })
  history(@Root() node: NodeRecord, @Ctx() { batches }: GraphContext): Awaitable<object[]> {
    return batches.load(changesOfSubjects, node.id)
  }
}
