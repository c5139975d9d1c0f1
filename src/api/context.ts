import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { preferredLanguage } from '../kernel/language.js'
import { isPresent } from '../kernel/moment.js'
import { Batches } from '../database/batches.js'
import type { Statement } from '../database/connections.js'
import { Reads } from '../database/reads.js'
import { GraphSnapshot } from '../history/snapshot.js'
import type { Caller } from '../access/caller.js'
import type { ReadingPools } from '../access/reading-pools.js'
import { DOCUMENT_SOURCE } from '../graph/document.reads.js'
import { Nodes, nodeSources, type NodeSources } from '../graph/nodes.js'
import { CATALOGUE_SOURCES } from '../catalogue/catalogue.reads.js'
import { GOVERNANCE_SOURCES } from '../governance/governance.reads.js'
import { PROGRAMME_SOURCES } from '../programme/programme.reads.js'
import { FUNDING_SOURCES } from '../funding/funding.reads.js'
import type { TraversalContext } from '../traversal/context.js'
import { Grounds } from '../traversal/grounds.js'
import type { HeldTies } from '../traversal/memory/held-ties.js'
import type { TiesOfViews } from '../traversal/memory/ties-of-views.js'
import type { WritingContext } from '../writing/context.js'
import type { GraphWrites } from '../writing/writes.service.js'
import { NotNow } from './written/not-written.js'
import type { WrittenAnswers, WrittenRow } from './written/written-answers.js'
import type { WrittenData } from './written/written-data.js'
import { readMoment } from './as-of.js'

const SOURCES: NodeSources = nodeSources([
  DOCUMENT_SOURCE,
  ...CATALOGUE_SOURCES,
  ...GOVERNANCE_SOURCES,
  ...PROGRAMME_SOURCES,
  ...FUNDING_SOURCES,
])

export interface RequestContext extends WritingContext, TraversalContext {
  /** Has the database write the whole answer; undefined where it cannot. */
  write: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<WrittenData | undefined>
  /** The version of the graph that the answer hangs on, once it is read; undefined where it hangs on anything else. */
  hangsOn(): string | undefined
  close(): Promise<void>
}

/** What a request reads through until it has written; each part made when it is first used. */
class Look {
  #batches: Batches | undefined
  #nodes: Nodes | undefined
  #grounds: Grounds | undefined

  constructor(
    readonly snapshot: GraphSnapshot,
    readonly reads: Reads,
    private readonly held: HeldTies | undefined,
  ) {}

  get batches(): Batches {
    return (this.#batches ??= new Batches(this.reads))
  }

  get nodes(): Nodes {
    return (this.#nodes ??= new Nodes(this.batches, SOURCES))
  }

  get grounds(): Grounds {
    return (this.#grounds ??= new Grounds(this.reads, () => this.version(), this.held))
  }

  async version(): Promise<string> {
    if (this.snapshot.version === undefined) await this.reads.open()
    return String(this.snapshot.version)
  }
}

export interface ContextRequest {
  /** Who asks: it decides what they are shown. */
  readonly caller: Caller
  readonly acceptLanguage: string | undefined
  /** Aborts when the client leaves or the time is over. */
  readonly signal: AbortSignal
  /** The moment that is asked about, as the caller wrote it; the present where it is left out. */
  readonly asOf?: unknown
}

export type OpenContext<Context> = (request: ContextRequest) => Promise<Context>

/** What requests may use beside the connections. */
export interface ContextParts {
  /** Told each statement that asks for data: how tests count them. */
  readonly onStatement?: (text: string, values: readonly unknown[]) => void
  /** Left out where the graph is only read. */
  readonly writes?: GraphWrites
  /** Left out where resolvers make every answer. */
  readonly written?: WrittenAnswers
  /** Left out where walks go by SQL. */
  readonly held?: TiesOfViews
}

/**
 * Opens what one request reads through: a snapshot of its own, and batches that live as long as the request, or until
 * it has written. The past is looked at at once, so that a moment which is not there refuses the whole request.
 *
 * @param onStatement told the text of each statement that asks for data: how tests count them
 * @param writes left out where the graph is only read
 * @param held left out where all walks over the graph are to go by SQL
 * @throws BadInputError where the moment is not one, or is still to come.
 */
export function contextOpener(
  pools: ReadingPools,
  { onStatement, writes, written, held }: ContextParts = {},
): OpenContext<RequestContext> {
  return async ({ caller, acceptLanguage, signal, asOf }) => {
    const moment = readMoment(asOf)
    const view = pools.viewOf(caller)
    const look = () => {
      const snapshot = new GraphSnapshot(moment, view.entity)
      const reads = new Reads(view.connections, signal, onStatement, snapshot)
      return new Look(snapshot, reads, isPresent(moment) ? held?.of(view) : undefined)
    }
    let present = look()
    let isVersioned = true
    if (!isPresent(moment)) await present.reads.open()
    /** One row by one statement, which needs no snapshot but its own. */
    const readAlone = async (statement: Statement, version?: string): Promise<WrittenRow> => {
      const { snapshot, reads } = present
      if (view.entity !== null) await reads.open()
      const [row] = await reads.alone<WrittenRow>(statement)
      if (!row) throw new Error('no row, of a statement that always has one')
      if ((version ?? row.version) !== row.version) {
        await context.renew()
        throw new NotNow()
      }
      snapshot.expect(row.version)
      return row
    }
    const context: RequestContext = {
      caller,
      get batches() {
        return present.batches
      },
      get nodes() {
        return present.nodes
      },
      get grounds() {
        return present.grounds
      },
      language: preferredLanguage(acceptLanguage),
      on: moment.on,
      writes: isPresent(moment) ? writes : undefined,
      version: () => present.version(),
      hangsOn: () => (isVersioned ? present.snapshot.head : undefined),
      looksBeyond: () => {
        isVersioned = false
      },
      renew: async () => {
        await present.reads.close()
        present = look()
      },
      write: async (document, operation, variables) =>
        written?.write(document, operation, variables, {
          nodes: present.nodes,
          language: context.language,
          context,
          alone: readAlone,
        }),
      close: () => present.reads.close(),
    }
    return context
  }
}
