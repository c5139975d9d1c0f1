import type { Language } from '../kernel/language.js'
import type { Batches } from '../database/batches.js'
import type { Nodes } from './nodes.js'

/** What resolvers of the graph need of the request they serve. */
export interface GraphContext {
  readonly batches: Batches
  readonly nodes: Nodes
  /** The visitor's language, for whoever does not ask for one by argument. */
  readonly language: Language
}
