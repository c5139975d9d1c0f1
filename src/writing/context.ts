import type { Caller } from '../access/caller.js'
import type { GraphContext } from '../graph/context.js'
import type { GraphWrites } from './writes.service.js'

/** What mutations need of the request they serve. */
export interface WritingContext extends GraphContext {
  /** Who asks. Those who are shown the same are answered the same, so only what is written or looks beyond may hang on it. */
  readonly caller: Caller
  /** Undefined where the graph is only read; `writesOf` hands them out. */
  readonly writes: GraphWrites | undefined
  /** What is read from now on is read anew: an answer to a write shows what it wrote. */
  renew(): Promise<void>
}
