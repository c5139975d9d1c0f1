import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { preferredLanguage } from '../kernel/language.js'
import { isPresent } from '../kernel/moment.js'
import { Batches } from '../database/batches.js'
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
import type { WritingContext } from '../writing/context.js'
import type { GraphWrites } from '../writing/writes.service.js'
import type { AheadRow, ReadAhead } from './ahead/read-ahead.js'
import { readMoment } from './as-of.js'

const SOURCES: NodeSources = nodeSources([
  DOCUMENT_SOURCE,
  ...CATALOGUE_SOURCES,
  ...GOVERNANCE_SOURCES,
  ...PROGRAMME_SOURCES,
  ...FUNDING_SOURCES,
])

export interface RequestContext extends WritingContext {
  /** Reads what a query will ask for, where that is known; then no resolver needs to ask. */
  readAhead: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<boolean>
  /** The version of the graph that the answer hangs on, once it is read; undefined where it hangs on anything else. */
  hangsOn(): string | undefined
  close(): Promise<void>
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

/**
 * Opens what one request reads through: a snapshot of its own, and batches that live as long as the request, or until
 * it has written. The past is looked at at once, so that a moment which is not there refuses the whole request.
 *
 * @param onStatement told the text of each statement that asks for data: how tests count them
 * @param writes left out where the graph is only read
 * @throws BadInputError where the moment is not one, or is still to come.
 */
export function contextOpener(
  pools: ReadingPools,
  onStatement?: (text: string) => void,
  writes?: GraphWrites,
  readAhead?: ReadAhead,
): OpenContext<RequestContext> {
  return async ({ caller, acceptLanguage, signal, asOf }) => {
    const moment = readMoment(asOf)
    const { connections, entity } = pools.viewOf(caller)
    const look = () => {
      const snapshot = new GraphSnapshot(moment, entity)
      const reads = new Reads(connections, signal, onStatement, snapshot)
      const batches = new Batches(reads)
      return { snapshot, reads, seen: { batches, nodes: new Nodes(batches, SOURCES) } }
    }
    let present = look()
    let isVersioned = true
    if (!isPresent(moment)) await present.reads.open()
    const context: RequestContext = {
      caller,
      ...present.seen,
      language: preferredLanguage(acceptLanguage),
      on: moment.on,
      writes: isPresent(moment) ? writes : undefined,
      version: async () => {
        if (present.snapshot.version === undefined) await present.reads.open()
        return String(present.snapshot.version)
      },
      hangsOn: () => (isVersioned ? present.snapshot.head : undefined),
      looksBeyond: () => {
        isVersioned = false
      },
      renew: async () => {
        await present.reads.close()
        present = look()
        Object.assign(context, present.seen)
      },
      readAhead: async (document, operation, variables) => {
        if (!readAhead) return false
        const { snapshot, reads, seen } = present
        if (entity !== null) await reads.open()
        return readAhead.read(document, operation, variables, {
          ...seen,
          ahead: async (statement) => {
            const [row] = await reads.alone<AheadRow>(statement)
            if (!row) throw new Error('nothing was read ahead')
            snapshot.expect(row.version)
            return row
          },
        })
      },
      close: () => present.reads.close(),
    }
    return context
  }
}
