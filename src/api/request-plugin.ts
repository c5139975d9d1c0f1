import { type ApolloServerPlugin, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import { GraphQLError, type OperationDefinitionNode, OperationTypeNode } from 'graphql'
import { BadInputError } from '../kernel/errors.js'
import { isPresent } from '../kernel/moment.js'
import { readMoment } from './as-of.js'
import { type ErrorScene, refusal, reportTo } from './errors.js'
import { GraphRequest } from './graph-request.js'
import type { VersionedContext, WholeQueries } from './whole-queries.js'

/** Follows each request through Apollo Server: gives it its context, weighs it, and remembers where errors arose. */
export function requestPlugin<Context extends VersionedContext>(
  queries: WholeQueries<Context>,
  scenes: WeakMap<object, ErrorScene>,
): ApolloServerPlugin<Context> {
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
          const {
            document,
            operation,
            request: { variables = {} },
          } = resolved
          if (operation) queries.refuseCostly({ request, document, operation, variables })
        },
        async responseForOperation({
          document,
          operation,
          request: { variables = {} },
          contextValue: context,
        }) {
          const data = await queries.data({ request, document, operation, variables, context })
          if (data === undefined) return null
          const singleResult = { data: data as Record<string, unknown> | null }
          return {
            body: { kind: 'single', singleResult },
            http: { status: undefined, headers: new HeaderMap() },
          }
        },
        async willSendResponse({ response: { body }, document, operation, contextValue }) {
          if (body.kind !== 'single') return
          const isQuery = operation?.operation === OperationTypeNode.QUERY
          await queries.tellVersion(body.singleResult, request, contextValue, isQuery)
          if (isQuery && document && !body.singleResult.errors) request.answered = { document, operation }
        },
        async didEncounterErrors({ document, errors }) {
          for (const error of errors)
            scenes.set(error, { document, signal: request.signal, report: reportTo(request.log) })
        },
      }
    },
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
