import { preferredLanguage } from '../kernel/language.js'
import { Batches } from '../database/batches.js'
import type { Connections } from '../database/connections.js'
import { Reads } from '../database/reads.js'
import type { GraphContext } from '../graph/context.js'
import { DOCUMENT_SOURCE } from '../graph/document.reads.js'
import { Nodes, type NodeSources } from '../graph/nodes.js'
import { CATALOGUE_SOURCES } from '../catalogue/catalogue.reads.js'
import { GOVERNANCE_SOURCES } from '../governance/governance.reads.js'
import { PROGRAMME_SOURCES } from '../programme/programme.reads.js'
import { FUNDING_SOURCES } from '../funding/funding.reads.js'

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
  readonly acceptLanguage: string | undefined
  /** Aborts when the client leaves or the time is over. */
  readonly signal: AbortSignal
}

/** Opens what one request reads through: a snapshot of its own, and batches that live as long as the request. */
export function contextOpener(
  connections: Connections,
  onStatement?: (text: string) => void,
): (request: ContextRequest) => RequestContext {
  return ({ acceptLanguage, signal }) => {
    const reads = new Reads(connections, signal, onStatement)
    const batches = new Batches(reads)
    return {
      batches,
      nodes: new Nodes(batches, SOURCES),
      language: preferredLanguage(acceptLanguage),
      close: () => reads.close(),
    }
  }
}
