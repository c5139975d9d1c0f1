import type { Caller } from '../access/caller.js'
import type { GraphContext } from '../graph/context.js'
import type { GraphWrites } from './writes.service.js'

/** What mutations need of the request they serve. */
export interface WritingContext extends GraphContext {
  readonly caller: Caller
  /** Undefined where the graph is only read. */
  readonly writes: GraphWrites | undefined
  /** What is read from now on is read anew: an answer to a write shows what it wrote. */
  renew(): Promise<void>
}
