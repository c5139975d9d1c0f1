import type { Language } from '../kernel/language.js'
import type { Batches } from '../database/batches.js'
import type { Nodes } from './nodes.js'

/** What resolvers of the graph need of the request they serve. */
export interface GraphContext {
  readonly batches: Batches
  readonly nodes: Nodes
  /** The visitor's language, for whoever does not ask for one by argument. */
  readonly language: Language
  /** The day of valid time that the whole request asks about; null for all days. */
  readonly on: string | null
  /** Told where the answer hangs on more than the graph, such as the keys or the clock: then nobody keeps it. */
  looksBeyond(): void
  /** The graph version that the request reads. */
  version(): Promise<string>
}
