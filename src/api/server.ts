import { ApolloServer, type HTTPGraphQLResponse } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { FastifyBaseLogger } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { answerParts } from './written/written-data.js'
import { KnownQueries, type KnownQuery } from './known-queries.js'
import type { PlannedQueries } from './planned-queries.js'
import { type ErrorScene, publicError, refusal, reportTo } from './errors.js'
import type { GraphRequest } from './graph-request.js'
import type { Limits } from './limits.js'
import { requestPlugin } from './request-plugin.js'
import { SourceCheck } from './source-check.js'
import { checkVariables } from './variables-check.js'
import { type Answered, type VersionedContext, WholeQueries } from './whole-queries.js'

/** A document or a set of variables may be wrong in a thousand places; the first few are enough to mend it. */
const MOST_ERRORS = 10

/** An answer as HTTP sends it. */
export interface SentAnswer {
  readonly status: number
  readonly headers: Iterable<readonly [name: string, value: string]>
  /** Parts of the body, which follow each other. */
  readonly parts: readonly string[]
}

/** Answers GraphQL requests over HTTP, without knowing which HTTP server brought them. */
export class GraphServer<Context extends VersionedContext> {
  private constructor(
    private readonly apollo: ApolloServer<Context>,
    private readonly limits: Limits,
    private readonly queries: WholeQueries<Context>,
    private readonly sources = new SourceCheck(limits),
    private readonly known = new KnownQueries(),
  ) {}

  static async start<Context extends VersionedContext>(
    schema: GraphQLSchema,
    limits: Limits,
    logger: FastifyBaseLogger,
    planned?: Pick<PlannedQueries, 'data'>,
  ): Promise<GraphServer<Context>> {
    const queries = new WholeQueries<Context>(schema, limits, planned)
    const scenes = new WeakMap<object, ErrorScene>()
    const apollo = new ApolloServer<Context>({
      schema,
      logger,
      stringifyResult: (result) => answerParts(result).join(''),
      introspection: true,
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      persistedQueries: false,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      validationOptions: { maxErrors: MOST_ERRORS, hideSuggestions: true },
      executionOptions: { maxCoercionErrors: MOST_ERRORS },
      formatError: (formatted, error) =>
        publicError(formatted, error, scenes.get(Object(error) as object) ?? { report: reportTo(logger) }),
      plugins: [
        requestPlugin<Context>(queries, scenes),
        ApolloServerPluginCacheControlDisabled(), // it would wrap every field's resolver
        ApolloServerPluginLandingPageDisabled(),
        // Nothing is told to anyone, whatever stands in the environment.
        ApolloServerPluginInlineTraceDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
      ],
    })
    await apollo.start()
    return new GraphServer(apollo, limits, queries)
  }

  /**
   * Never rejects for what a resolver does: errors are part of the answer.
   *
   * @throws LimitError where the document or its variables are too long or nested too deep.
   * @throws BadInputError where one of them holds a text that cannot be stored.
   * @throws GraphQLError where a fragment of the document holds itself.
   */
  async answer(request: GraphRequest<Context>, openContext: () => Promise<Context>): Promise<SentAnswer> {
    const { query, variables } = request.parameters
    if (query !== undefined) this.sources.check(query)
    checkVariables(this.limits, variables)
    const known = this.known.find(request)
    const again = known && (await this.#again(known, request, openContext))
    if (again) return again
    const context = async (): Promise<Context> => {
      try {
        return (request.context ??= await openContext())
      } catch (error) {
        throw refusal(error, 400)
      }
    }
    const response = await this.apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: request, context })
    const isSent = response.status === undefined // not so where no media type of ours is accepted
    if (isSent && request.answered)
      this.known.keep(request, { ...request.answered, headers: response.headers })
    const { headers, body } = response
    if (body.kind !== 'complete') throw new Error('Answers in parts are not served')
    return { status: statusOf(request, response), headers, parts: [body.string] }
  }

  /** A query that was answered before, with what may be other variables; undefined where anything is wrong with them. */
  async #again(
    { document, operation, headers }: KnownQuery,
    request: GraphRequest<Context>,
    openContext: () => Promise<Context>,
  ): Promise<SentAnswer | undefined> {
    const variables = (request.parameters.variables ?? {}) as Readonly<Record<string, unknown>>
    try {
      this.queries.refuseCostly({ request, document, operation, variables })
      const context = (request.context = await openContext())
      const data = await this.queries.data({ request, document, operation, variables, context })
      if (data === undefined) return undefined
      const answered: Answered = { data }
      await this.queries.tellVersion(answered, request, context, true)
      return { status: 200, headers, parts: answerParts(answered) }
    } catch {
      return undefined // Apollo Server meets the same, and tells it
    }
  }

  stop(): Promise<void> {
    return this.apollo.stop()
  }
}

/**
 * GraphQL over HTTP, section 6.4.1: as plain JSON, a well-formed request is answered with 200 even where its document
 * is refused, for such clients take other statuses for an intermediary's. Refusals for size stay what they are.
 */
function statusOf({ stage }: GraphRequest, { status = 200, headers }: HTTPGraphQLResponse): number {
  const isPlain = headers.get('content-type')?.startsWith('application/json')
  return isPlain && status === 400 && stage === 'document' ? 200 : status
}
