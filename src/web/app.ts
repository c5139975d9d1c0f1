import cors from '@fastify/cors'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Authenticate } from '../access/authenticate.service.js'
import type { AnswerCache } from '../api/answer-cache.js'
import type { OpenContext } from '../api/context.js'
import { LIMITS, type Limits } from '../api/limits.js'
import type { StoredOperation } from '../api/operations.js'
import { GraphServer } from '../api/server.js'
import { type Feed, Subscriptions } from '../api/subscriptions.js'
import { answerBrokenRequest } from './broken-request.js'
import { answerErrors } from './error-answers.js'
import { serveExplorer } from './explorer-routes.js'
import { closeGracefully } from './graceful-close.js'
import { type RequestContext, serveGraph } from './graph-route.js'
import { serveStatus } from './status-routes.js'
import { serveSubscriptions, STREAM_LIMITS, type StreamLimits } from './subscription-route.js'

/** What the HTTP side needs of the rest of the service. */
export interface AppParts<Context extends RequestContext> {
  readonly schema: GraphQLSchema
  /** Called first for each GraphQL request; a DomainError thrown here refuses it. */
  readonly authenticate: Authenticate
  /** Called once for each GraphQL request that is executed; a DomainError thrown here refuses the request. */
  readonly openContext: OpenContext<Context>
  /** Without it no answer is kept. */
  readonly cache?: AnswerCache | undefined
  readonly isReady: () => Promise<boolean>
  readonly logger: FastifyBaseLogger
  /** Presets of the explorer; the first one is open when it starts. */
  readonly operations: readonly StoredOperation[]
  /** Where new versions come from; without it no subscription is served. */
  readonly feed?: Feed
  readonly streamLimits?: StreamLimits
}

/**
 * Everything the service answers over HTTP, not yet listening. `close()` takes no new requests, lets those under way
 * finish (they have a time limit) and only then ends.
 */
export async function createApp<Context extends RequestContext>(
  parts: AppParts<Context>,
  limits: Limits = LIMITS,
): Promise<FastifyInstance> {
  const {
    schema,
    authenticate,
    openContext,
    cache,
    isReady,
    logger,
    operations,
    feed,
    streamLimits = STREAM_LIMITS,
  } = parts
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.milliseconds,
    clientErrorHandler: answerBrokenRequest,
  })
  app.removeContentTypeParser('text/plain') // browsers send it across sites without asking
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    // What somebody is told for who they are is nobody else's, in whatever stands between.
    if (request.headers.authorization !== undefined) void reply.header('cache-control', 'no-store')
    done()
  })
  // Portals call from pages of their own; nothing here is told by cookies, so any origin may read what is public. A page
  // that has a token may send it: whatever headers it asks for are allowed.
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST'],
    exposedHeaders: ['www-authenticate', 'retry-after'],
    maxAge: 86_400,
    strictPreflight: false,
  })
  answerErrors(app, limits)
  closeGracefully(app, limits.milliseconds)

  const server = await GraphServer.start<Context>(schema, limits, logger)
  app.addHook('onClose', () => server.stop())
  await app.register(async (scope) => serveGraph(scope, server, { authenticate, openContext, cache }, limits))
  if (feed) {
    const subscriptions = new Subscriptions(schema, feed, openContext, limits, streamLimits.lookAtCallers)
    serveSubscriptions(app, subscriptions, authenticate, streamLimits)
  }
  serveStatus(app, schema, isReady)
  await serveExplorer(app, operations)
  return app
}
