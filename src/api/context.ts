import { preferredLanguage } from '../kernel/language.js'
import { isPresent } from '../kernel/moment.js'
import { Batches } from '../database/batches.js'
import { Reads } from '../database/reads.js'
import { GraphSnapshot } from '../history/snapshot.js'
import type { Caller } from '../access/caller.js'
import type { ReadingPools } from '../access/reading-pools.js'
import type { GraphContext } from '../graph/context.js'
import { DOCUMENT_SOURCE } from '../graph/document.reads.js'
import { Nodes, type NodeSources } from '../graph/nodes.js'
import { CATALOGUE_SOURCES } from '../catalogue/catalogue.reads.js'
import { GOVERNANCE_SOURCES } from '../governance/governance.reads.js'
import { PROGRAMME_SOURCES } from '../programme/programme.reads.js'
import { FUNDING_SOURCES } from '../funding/funding.reads.js'
import { readMoment } from './as-of.js'

const SOURCES: NodeSources = new Map(
  [
    DOCUMENT_SOURCE,
    ...CATALOGUE_SOURCES,
    ...GOVERNANCE_SOURCES,
    ...PROGRAMME_SOURCES,
    ...FUNDING_SOURCES,
  ].map((source) => [source.kind, source]),
)

export interface RequestContext extends GraphContext {
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
 * Opens what one request reads through: a snapshot of its own, and batches that live as long as the request. The past
 * is looked at at once, so that a moment which is not there refuses the whole request.
 *
 * @throws BadInputError where the moment is not one, or is still to come.
 */
export function contextOpener(
  pools: ReadingPools,
  onStatement?: (text: string) => void,
): OpenContext<RequestContext> {
  return async ({ caller, acceptLanguage, signal, asOf }) => {
    const moment = readMoment(asOf)
    const { connections, entity } = pools.viewOf(caller)
    const snapshot = new GraphSnapshot(moment, entity)
    const reads = new Reads(connections, signal, onStatement, snapshot)
    const batches = new Batches(reads)
    if (!isPresent(moment)) await reads.open()
    return {
      caller,
      batches,
      nodes: new Nodes(batches, SOURCES),
      language: preferredLanguage(acceptLanguage),
      on: moment.on,
      version: async () => {
        await reads.open()
        return String(snapshot.version)
      },
      close: () => reads.close(),
    }
  }
}
