import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContext,
  HeaderMap,
  type HTTPGraphQLRequest,
} from '@apollo/server'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { BadInputError } from '../kernel/errors.js'
import { isPresent } from '../kernel/moment.js'
import type { WrittenData } from './written/written-data.js'
import { readMoment } from './as-of.js'
import type { PlannedQueries } from './planned-queries.js'
import { type ErrorScene, refusal, reportTo } from './errors.js'
import { GraphRequest } from './graph-request.js'
import { KnownCosts } from './known-costs.js'
import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'

/** What the answer to a request tells of the graph that it was read from. */
export interface VersionedContext extends BaseContext {
  version(): Promise<string>
  /** Has the database write the whole answer; undefined where it cannot. */
  write?: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<WrittenData | undefined>
  /** Lets go of what was read. */
  renew?: () => Promise<void>
  /** The version of the graph that the answer hangs on, once it is read; undefined where it hangs on anything else. */
  hangsOn(): string | undefined
}

/** Follows each request through Apollo Server: gives it its context, weighs it, and remembers where errors arose. */
export function requestPlugin<Context extends VersionedContext>(
  schema: GraphQLSchema,
  limits: Limits,
  scenes: WeakMap<object, ErrorScene>,
  queries: Pick<PlannedQueries, 'data'>,
): ApolloServerPlugin<Context> {
  const costs = new KnownCosts(schema)
  return {
    async requestDidStart(requestContext) {
      const request = requestContext.request.http
      if (!isOurs(request)) return undefined
      // Apollo Server copies the context's own properties, which leaves behind private fields and what changes later.
      Object.assign(requestContext, { contextValue: request.context })
      return {
        async didResolveSource() {
          request.stage = 'document'
        },
        async didResolveOperation(resolved) {
          refuseSubscription(resolved.operation)
          refuseMutationOfPast(resolved.operation, request)
          refuseCostly(costs, limits, resolved, request)
        },
        async responseForOperation({
          document,
          operation,
          request: { variables = {} },
          contextValue: context,
        }) {
          const write = async (coerced: Record<string, unknown>) =>
            context.write?.(document, operation, coerced)
          const data = await queries.data({ document, operation, variables, context, write })
          // Once nobody waits any more, nothing is executed a second time.
          if (!data && !request.signal.aborted) {
            await context.renew?.() // what is executed again reads by itself, in a snapshot of its own
            return null
          }
          const singleResult = { data: (data ?? null) as Record<string, unknown> | null }
          return {
            body: { kind: 'single', singleResult },
            http: { status: undefined, headers: new HeaderMap() },
          }
        },
        async willSendResponse({ response: { body }, operation, contextValue }) {
          if (body.kind !== 'single' || body.singleResult.data === undefined) return
          const graphVersion = await contextValue.version().catch(() => undefined)
          if (graphVersion !== undefined)
            body.singleResult.extensions = { ...body.singleResult.extensions, graphVersion }
          if (operation?.operation === OperationTypeNode.QUERY && !body.singleResult.errors)
            request.hangsOn = contextValue.hangsOn()
        },
        async didEncounterErrors({ document, errors }) {
          for (const error of errors)
            scenes.set(error, { document, signal: request.signal, report: reportTo(request.log) })
        },
      }
    },
  }
}

/** @throws GraphQLError around a LimitError, which Apollo Server answers instead of executing. */
function refuseCostly<Context extends BaseContext>(
  costs: KnownCosts,
  limits: Limits,
  { document, operation, request: { variables = {} } }: GraphQLRequestContext<Context>,
  request: GraphRequest,
): void {
  if (!document || !operation) return
  try {
    LimitError.check(limits, 'cost', costs.costOf(document, operation, variables))
  } catch (error) {
    request.stage = 'limits'
    throw refusal(error, 400)
  }
}

/** @throws GraphQLError: executed here it would be a query that finds nothing. */
function refuseSubscription(operation: OperationDefinitionNode | undefined): void {
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return
  throw new GraphQLError('Subscriptions are told as server-sent events: send this one to /graphql/stream', {
    extensions: { code: 'SUBSCRIPTION_NOT_SERVED_HERE', http: { status: 400 } },
  })
}

/** @throws GraphQLError around a BadInputError: what is past stays as it was. */
function refuseMutationOfPast(operation: OperationDefinitionNode | undefined, request: GraphRequest): void {
  if (operation?.operation !== OperationTypeNode.MUTATION) return
  if (isPresent(readMoment(request.parameters.asOf))) return
  request.stage = 'request'
  throw refusal(new BadInputError('a mutation changes the present: leave it out', 'extensions.asOf'), 400)
}

function isOurs(request: HTTPGraphQLRequest | undefined): request is GraphRequest {
  return request instanceof GraphRequest
}
