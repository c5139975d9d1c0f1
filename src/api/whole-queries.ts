import type { BaseContext } from '@apollo/server'
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { WrittenData } from './written/written-data.js'
import { refusal } from './errors.js'
import type { GraphRequest } from './graph-request.js'
import { KnownCosts } from './known-costs.js'
import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'
import { PlannedQueries } from './planned-queries.js'

type Variables = Readonly<Record<string, unknown>>

/** What the answer to a request tells of the graph that it was read from. */
export interface VersionedContext extends BaseContext {
  version(): Promise<string>
  /** Has the database write the whole answer; undefined where it cannot. */
  write?: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) => Promise<WrittenData | undefined>
  /** Lets go of what was read. */
  renew?: () => Promise<void>
  /** The version of the graph that the answer hangs on, once it is read; undefined where it hangs on anything else. */
  hangsOn(): string | undefined
}

/** An answer before it is text. */
export interface Answered {
  readonly data?: unknown
  readonly errors?: readonly GraphQLFormattedError[] | undefined
  extensions?: Record<string, unknown> | undefined
}

/** One request for an operation of a valid document. */
export interface Asked<Context> {
  readonly request: GraphRequest
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Variables
  readonly context: Context
}

/** Answers what is asked as a whole, or not at all: then graphql-js executes it and tells what is wrong. */
export class WholeQueries<Context extends VersionedContext> {
  readonly #costs: KnownCosts

  constructor(
    schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly queries: Pick<PlannedQueries, 'data'> = new PlannedQueries(schema),
  ) {
    this.#costs = new KnownCosts(schema)
  }

  /** @throws GraphQLError around a LimitError, which Apollo Server answers instead of executing. */
  refuseCostly({ request, document, operation, variables }: Omit<Asked<Context>, 'context'>): void {
    try {
      LimitError.check(this.limits, 'cost', this.#costs.costOf(document, operation, variables))
    } catch (error) {
      request.stage = 'limits'
      throw refusal(error, 400)
    }
  }

  /** The data; undefined where graphql-js is to execute. Nobody is asked twice for the same request. */
  async data({ request, document, operation, variables, context }: Asked<Context>): Promise<unknown> {
    if (request.isTried) return undefined
    request.isTried = true
    const write = async (coerced: Variables) => context.write?.(document, operation, coerced)
    const data = await this.queries.data({ document, operation, variables, context, write })
    // Once nobody waits any more, nothing is executed a second time.
    if (data !== undefined || request.signal.aborted) return data ?? null
    await context.renew?.() // what is executed again reads by itself, in a snapshot of its own
    return undefined
  }

  /** Tells of which version of the graph the answer is, and notes whether it hangs on that alone. */
  async tellVersion(
    answered: Answered,
    request: GraphRequest,
    context: Context,
    isQuery: boolean,
  ): Promise<void> {
    if (answered.data === undefined) return
    const graphVersion = await context.version().catch(() => undefined)
    if (graphVersion !== undefined) answered.extensions = { ...answered.extensions, graphVersion }
    if (isQuery && !answered.errors) request.hangsOn = context.hangsOn()
  }
}
