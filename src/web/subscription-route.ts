import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticate } from '../access/authenticate.service.js'
import { readStreamParameters } from '../api/stream-parameters.js'
import {
  LOOK_AT_CALLERS,
  Refusal,
  type StreamEvent,
  type SubscriptionContext,
  type Subscriptions,
} from '../api/subscriptions.js'
import { failure, sendErrors } from './error-answers.js'
import { refuseEncoded, searchOf } from './graph-route.js'

export interface StreamLimits {
  /** How many streams may be open at once. */
  readonly most: number
  /** Milliseconds between two signs of life; what stands between takes a silent connection for a dead one. */
  readonly heartbeat: number
  /** Milliseconds that a client may take to read the end when the service ends. */
  readonly farewell: number
  /** Milliseconds between two looks whether whoever reads a stream would still be let in. */
  readonly lookAtCallers: number
}

export const STREAM_LIMITS: StreamLimits = {
  most: 1_000,
  heartbeat: 15_000,
  farewell: 1_000,
  lookAtCallers: LOOK_AT_CALLERS,
}

const EVENT_STREAM = 'text/event-stream'
/** A line that every reader passes over. */
const SIGN_OF_LIFE = ':\n\n'
/** Those that browsers send across sites without asking first. */
const UNASKED = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']
const HEADERS = {
  'content-type': `${EVENT_STREAM}; charset=utf-8`,
  'cache-control': 'no-store',
  'x-accel-buffering': 'no', // nginx would keep events until its buffer is full
}

/**
 * Serves subscriptions by server-sent events, in the protocol of graphql-sse with a connection for each (its "distinct
 * connections mode"). The package itself keeps what a slow client does not read in a queue without bound, opens
 * reserved streams for whoever asks, and gives events no id to come back with.
 */
export function serveSubscriptions<Context extends SubscriptionContext>(
  app: FastifyInstance,
  subscriptions: Subscriptions<Context>,
  authenticate: Authenticate,
  limits: StreamLimits,
): void {
  const streams = new Streams(limits)
  const url = '/graphql/stream'
  app.addHook('preClose', () => streams.end())
  app.route({
    method: ['GET', 'POST'],
    url,
    exposeHeadRoute: false,
    onRequest: refuseEncoded,
    handler: async (request, reply) =>
      // Without a pause between them, so that the places are counted right.
      refuse(request, reply, streams) ?? stream(subscriptions, authenticate, request, reply, streams),
  })
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url,
    handler: (request, reply) => {
      const error = failure('METHOD_NOT_ALLOWED', 'Send subscriptions by GET or POST')
      sendErrors(request, reply.header('allow', 'GET, POST'), 405, error)
      return reply
    },
  })
}

/** The streams that are open. */
class Streams {
  readonly #open = new Map<FastifyReply['raw'], AbortController>()

  constructor(readonly limits: StreamLimits) {}

  get isFull(): boolean {
    return this.#open.size >= this.limits.most
  }

  /** Keeps count of a stream until its connection is done with it. @returns aborts then, or when all must end */
  open({ raw }: FastifyReply): AbortSignal {
    const controller = new AbortController()
    this.#open.set(raw, controller)
    const heart = setInterval(() => {
      // Events are written whole, so this stands between two; and it need not wait in line behind one that is not read.
      if (raw.headersSent && !raw.writableEnded && !raw.writableNeedDrain) raw.write(SIGN_OF_LIFE)
    }, this.limits.heartbeat)
    raw.once('close', () => {
      clearInterval(heart)
      this.#open.delete(raw)
      controller.abort()
    })
    return controller.signal
  }

  /** Completes each stream, and cuts off who does not read so much in time. */
  async end(): Promise<void> {
    for (const controller of this.#open.values()) controller.abort()
    const end = Date.now() + this.limits.farewell
    while (this.#open.size > 0 && Date.now() < end) await delay(5)
    for (const raw of this.#open.keys()) raw.destroy()
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, streams: Streams): FastifyReply | undefined {
  const { accept = '' } = request.headers
  if (!mediaTypes(accept).includes(EVENT_STREAM)) {
    sendErrors(request, reply, 406, failure('NOT_ACCEPTABLE', `Send the header accept: ${EVENT_STREAM}`))
    return reply
  }
  if (request.method === 'GET' && mayBeUnasked(request)) {
    const message = `Send no other media type in accept than ${EVENT_STREAM}, or content-type: application/json`
    sendErrors(request, reply, 400, failure('BAD_REQUEST', message))
    return reply
  }
  if (!streams.isFull) return undefined
  const message = `There are ${streams.limits.most} streams already; try again later`
  sendErrors(request, reply.header('retry-after', '10'), 503, failure('TOO_MANY_STREAMS', message))
  return reply
}

/** As Apollo Server decides it on /graphql; and no form, link or image asks for events and nothing else. */
function mayBeUnasked({ headers }: FastifyRequest): boolean {
  const [type] = mediaTypes(headers['content-type'] ?? '')
  const isAsked = type !== undefined && !UNASKED.includes(type)
  const isNamed = ['x-apollo-operation-name', 'apollo-require-preflight'].some((name) => headers[name])
  return !isAsked && !isNamed && headers.accept?.trim().toLowerCase() !== EVENT_STREAM
}

function mediaTypes(header: string): string[] {
  return header.split(',').flatMap((part) => part.split(';', 1)[0]?.trim().toLowerCase() || [])
}

async function stream<Context extends SubscriptionContext>(
  subscriptions: Subscriptions<Context>,
  authenticate: Authenticate,
  request: FastifyRequest,
  reply: FastifyReply,
  streams: Streams,
): Promise<FastifyReply> {
  const { method, headers, body, log } = request
  const lastEventId = headers['last-event-id']
  const events = await subscriptions.start({
    ...readStreamParameters(method, searchOf(request), body),
    acceptLanguage: headers['accept-language'],
    lastEventId: typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null,
    identify: () => authenticate(headers.authorization),
    signal: streams.open(reply),
    log,
  })
  if (reply.raw.destroyed) return reply.hijack() // nobody is left to answer
  if (events instanceof Refusal) {
    sendErrors(request, reply, events.status, ...events.errors)
    return reply
  }
  // Read only as fast as the client takes it: one event is kept ready, the next not made.
  return reply.headers(HEADERS).send(Readable.from(written(events), { objectMode: false, highWaterMark: 1 }))
}

async function* written(events: AsyncIterable<StreamEvent>): AsyncGenerator<string> {
  yield SIGN_OF_LIFE // so that the headers are sent
  for await (const { id, answer } of events) {
    yield `${id === null ? '' : `id: ${id}\n`}event: next\ndata: ${JSON.stringify(answer)}\n\n`
  }
  yield 'event: complete\ndata:\n\n'
}
