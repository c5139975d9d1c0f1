import { LARGEST_PAGE } from '../graphql/page-size.js'

/** What one request may ask for; each number is the most that is still served. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number
  /** Tokens of the GraphQL document, comments not counted. */
  readonly tokens: number
  /** Open braces, brackets and parentheses at one place, in the document or in its variables. */
  readonly nesting: number
  /** Selections within selections; a fragment counts as a level of its own. */
  readonly depth: number
  /** Aliases in the whole document. */
  readonly aliases: number
  /** Fields at the root of one operation, fragments followed. */
  readonly rootFields: number
  /** Uses of directives in the whole document. */
  readonly directives: number
  /** Objects in the answer, estimated before anything is read. */
  readonly cost: number
  /** Milliseconds from the first byte of a request to its answer. */
  readonly milliseconds: number
}

/**
 * Wide enough for the introspection of every common tool and for a hundred nodes with a hundred relations each,
 * their ends and the ends' names; narrow enough that no single request holds the service for long.
 */
export const LIMITS: Limits = {
  bodyBytes: 256 * 1024, // the largest stored operation takes 3 KiB; a hundred times that is a mistake or an attack
  tokens: 8_000, // a hundred aliased lookups with some twenty fields each; validating the worst such document takes 0.2 s
  nesting: 60, // the parser calls itself for each level, and a few thousand levels overflow its stack
  depth: 32, // introspection with nine levels of ofType goes 18 deep; fragments double what their fields take
  aliases: 120, // a hundred nodes looked up one by one, and some to spare
  rootFields: 120, // as many as aliases: without them a root field can hardly be asked for twice
  directives: 120, // @include on every field of a large page
  cost: 150_000, // a hundred nodes, a hundred relations each, both ends, with all their names: 130,000
  milliseconds: 10_000, // beyond that a reader has gone, and the database works for nobody
}

/** How the cost of a list is guessed. */
export const SIZES = {
  /** The largest page that is served: whatever is asked beyond it is refused, so it costs no more either. */
  page: LARGEST_PAGE,
  /** Lists that are not paged (names, citations, remarks, steps of a path) are short. */
  list: 5,
}
