import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { TimeoutError } from '../kernel/errors.js'
import type { Authenticate } from '../access/authenticate.service.js'
import type { OpenContext } from '../api/context.js'
import { GraphRequest } from '../api/graph-request.js'
import type { Limits } from '../api/limits.js'
import type { VersionedContext } from '../api/request-plugin.js'
import type { GraphServer } from '../api/server.js'
import { failure, sendErrors } from './error-answers.js'
import { requestSignal } from './request-signal.js'

/** What one request's resolvers share; closed once the answer is made, or at once when nobody waits for it. */
export interface RequestContext extends VersionedContext {
  close(): Promise<void>
}

/** Nobody reads anything before it is known who they are. */
export interface Entrance<Context> {
  readonly authenticate: Authenticate
  readonly openContext: OpenContext<Context>
}

/**
 * Serves GraphQL over HTTP. Apollo Server's own Fastify integration would do it but for three things: it cannot close
 * a context when the client leaves, it does not know the status of plain JSON answers, and it makes an address
 * of the Host header, which fails on a malformed one.
 */
export function serveGraph<Context extends RequestContext>(
  app: FastifyInstance,
  server: GraphServer<Context>,
  { authenticate, openContext }: Entrance<Context>,
  limits: Limits,
): void {
  const url = '/graphql'
  app.route({
    method: ['GET', 'POST'],
    url,
    exposeHeadRoute: false,
    onRequest: refuseEncoded,
    handler: (request, reply) => answer(server, { authenticate, openContext }, request, reply, limits),
  })
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url,
    handler: (request, reply) => {
      const error = failure('METHOD_NOT_ALLOWED', 'Send GraphQL requests by GET or POST')
      sendErrors(request, reply.header('allow', 'GET, POST'), 405, error)
      return reply
    },
  })
}

async function answer<Context extends RequestContext>(
  server: GraphServer<Context>,
  { authenticate, openContext }: Entrance<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  limits: Limits,
): Promise<FastifyReply> {
  const { method, headers, body, log } = request
  const signal = requestSignal(reply, limits.milliseconds)
  const question = new GraphRequest<Context>(method, headers, searchOf(request), body, signal, log)
  const acceptLanguage = headers['accept-language']
  try {
    const made = authenticate(headers.authorization).then((caller) =>
      server.answer(question, async () => {
        if (signal.aborted) throw new TimeoutError('The request was given up')
        return openContext({ caller, acceptLanguage, signal, asOf: question.parameters.asOf })
      }),
    )
    const response = await Promise.race([made, aborted(signal)])
    if (signal.reason instanceof TimeoutError) throw signal.reason
    if (!response || signal.aborted) return reply.hijack() // nobody is left to answer
    if (response.body.kind !== 'complete') throw new Error('Answers in parts are not served')
    void reply
      .code(response.status ?? 200)
      .headers(Object.fromEntries(response.headers))
      .send(response.body.string)
    return reply
  } finally {
    await question.context
      ?.close()
      .catch((err: unknown) => log.error({ err }, 'the context could not be closed'))
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

/** A few bytes of gzip unpack to any number: bodies are taken as they are. */
export async function refuseEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return undefined
  sendErrors(request, reply, 415, failure('UNSUPPORTED_MEDIA_TYPE', 'Send the body without Content-Encoding'))
  return reply
}

export function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start)
}
