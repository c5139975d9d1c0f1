import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { TimeoutError } from '../kernel/errors.js'
import type { Authenticate } from '../access/authenticate.service.js'
import type { Caller } from '../access/caller.js'
import type { AnswerCache, FreshAnswer, WholeAnswer } from '../api/answer-cache.js'
import { answerKey } from '../api/answer-key.js'
import type { OpenContext } from '../api/context.js'
import { GraphRequest } from '../api/graph-request.js'
import type { Limits } from '../api/limits.js'
import type { GraphServer, SentAnswer } from '../api/server.js'
import type { VersionedContext } from '../api/whole-queries.js'
import { failure, sendErrors } from './error-answers.js'
import { leaveJsonUnread, readJson, textOf } from './json-body.js'
import { Patience } from './patience.js'

/** What one request's resolvers share; closed once the answer is made, or at once when nobody waits for it. */
export interface RequestContext extends VersionedContext {
  close(): Promise<void>
}

/** Nobody reads anything before it is known who they are. */
export interface Entrance<Context> {
  readonly authenticate: Authenticate
  readonly openContext: OpenContext<Context>
  /** Left out where no answer is kept. */
  readonly cache: AnswerCache | undefined
}

/**
 * Serves GraphQL over HTTP, in a scope of its own. Apollo Server's own Fastify integration would do it but for three
 * things: it cannot close a context when the client leaves, it does not know the status of plain JSON answers, and it
 * makes an address of the Host header, which fails on a malformed one.
 */
export function serveGraph<Context extends RequestContext>(
  scope: FastifyInstance,
  server: GraphServer<Context>,
  entrance: Entrance<Context>,
  limits: Limits,
): void {
  const url = '/graphql'
  leaveJsonUnread(scope)
  scope.route({
    method: ['GET', 'POST'],
    url,
    exposeHeadRoute: false,
    onRequest: refuseEncoded,
    handler: (request, reply) => answer(server, entrance, request, reply, limits),
  })
  scope.route({
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
  { authenticate, openContext, cache }: Entrance<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  limits: Limits,
): Promise<FastifyReply> {
  const { method, headers, log } = request
  const search = searchOf(request)
  const patience = new Patience(reply, limits.milliseconds)
  let question: GraphRequest<Context> | undefined
  const execute = async (caller: Caller): Promise<FreshAnswer | undefined> => {
    const { signal } = patience
    const asked = new GraphRequest<Context>(method, headers, search, readJson(request), signal, log)
    question = asked
    const made = server.answer(asked, async () => {
      if (signal.aborted) throw new TimeoutError('The request was given up')
      const acceptLanguage = headers['accept-language']
      return openContext({ caller, acceptLanguage, signal, asOf: asked.parameters.asOf })
    })
    const response = await patience.until(made)
    return response && fresh(response, asked)
  }
  const answerTo = (caller: Caller): Promise<WholeAnswer | undefined> => {
    if (!cache) return execute(caller)
    const key = answerKey(caller, { method, search, headers, body: textOf(request) })
    return cache.answer(key, () => execute(caller))
  }
  try {
    const whole = await patience.until(authenticate(headers.authorization).then(answerTo))
    if (!whole || patience.isOver) return reply.hijack() // nobody is left to answer
    void reply.code(whole.status).headers(whole.headers).send(whole.body)
    return reply
  } finally {
    await question?.context
      ?.close()
      .catch((err: unknown) => log.error({ err }, 'the context could not be closed'))
  }
}

function fresh({ status, headers, parts }: SentAnswer, { hangsOn }: GraphRequest): FreshAnswer {
  return { status, headers: Object.fromEntries(headers), body: bytesOf(parts), version: hangsOn }
}

/** In memory of their own: a small buffer is else part of a larger one, which lives as long as any of its parts. */
function bytesOf(parts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0))
  let place = 0
  for (const part of parts) place += bytes.write(part, place)
  return bytes
}

/** A few bytes of gzip unpack to any number: bodies are taken as they are. */
export function refuseEncoded(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') done()
  else
    sendErrors(
      request,
      reply,
      415,
      failure('UNSUPPORTED_MEDIA_TYPE', 'Send the body without Content-Encoding'),
    )
}

export function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start)
}
