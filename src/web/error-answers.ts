import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { DomainError } from '../kernel/errors.js'
import { UnauthenticatedError } from '../access/refusals.js'
import { publicError, reportTo } from '../api/errors.js'
import type { Limits } from '../api/limits.js'

/** Whatever goes wrong before or beside GraphQL is answered in GraphQL's form too, so clients read one kind of error. */
export function answerErrors(app: FastifyInstance, limits: Limits): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, description } = describe(error, limits)
    if (error instanceof UnauthenticatedError) void reply.header('www-authenticate', error.challenge)
    if (description.extensions?.['code'] === 'UNAVAILABLE') void reply.header('retry-after', '5')
    const scene = { report: reportTo(request.log) }
    sendErrors(request, reply, status, publicError(description, error, scene))
  })
  app.setNotFoundHandler((request, reply) => {
    sendErrors(
      request,
      reply,
      404,
      failure('ROUTE_NOT_FOUND', `There is nothing at ${request.method} ${pathOf(request)}`),
    )
  })
}

export function sendErrors(
  { headers: { accept = '' } }: FastifyRequest,
  reply: FastifyReply,
  status: number,
  ...errors: GraphQLFormattedError[]
): void {
  const type = /\bapplication\/graphql-response\+json\b/i.test(accept) ? 'graphql-response+json' : 'json'
  void reply.code(status).type(`application/${type}; charset=utf-8`).send(JSON.stringify({ errors }))
}

export function failure(
  code: string,
  message: string,
  more: Record<string, unknown> = {},
): GraphQLFormattedError {
  return { message, extensions: { code, ...more } }
}

interface Answer {
  readonly status: number
  readonly description: GraphQLFormattedError
}

/** Of refusals that are not 400. */
const STATUSES: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  TIMEOUT: 503,
  UNAVAILABLE: 503,
}

function describe(error: FastifyError | GraphQLError, { bodyBytes }: Limits): Answer {
  if (error instanceof DomainError)
    return { status: STATUSES[error.code] ?? 400, description: failure(error.code, error.message) }
  if (error instanceof GraphQLError)
    return { status: 400, description: failure('GRAPHQL_VALIDATION_FAILED', error.message) }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const more = { limit: 'bodyBytes', allowed: bodyBytes }
    return {
      status: 413,
      description: failure('BODY_TOO_LARGE', `The body has more than ${bodyBytes} bytes`, more),
    }
  }
  const { statusCode: status = 500, message } = error
  if (status === 415)
    return { status, description: failure('UNSUPPORTED_MEDIA_TYPE', 'Send application/json') }
  return status < 500
    ? { status, description: failure('BAD_REQUEST', message) }
    : { status: 500, description: { message } }
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? url
}
