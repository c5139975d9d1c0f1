import type { GraphContext } from '../graph/context.js'
import type { Grounds } from './grounds.js'

/** What questions over the graph need of the request they serve. */
export interface TraversalContext extends GraphContext {
  readonly grounds: Grounds
}
