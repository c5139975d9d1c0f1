import { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Authenticate } from '../../src/access/authenticate.service.js'
import { PUBLIC_CALLER } from '../../src/access/caller.js'
import { LIMITS, type Limits } from '../../src/api/limits.js'
import type { StoredOperation } from '../../src/api/operations.js'
import { createApp } from '../../src/web/app.js'
import { SampleContext } from './sample-context.js'
import { sampleSchema } from './sample-schema.js'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: {
    readonly data?: Record<string, unknown> | null
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
  }
}

/** The HTTP side around a small schema, listening on a port of its own. */
export class SampleApp {
  readonly events: EventEmitter
  /** What the service logged, one object a line. */
  readonly logged: Record<string, unknown>[]

  private constructor(
    readonly app: FastifyInstance,
    readonly url: string,
    parts: { events: EventEmitter; logged: Record<string, unknown>[] },
  ) {
    this.events = parts.events
    this.logged = parts.logged
  }

  static async start({
    limits = {},
    isReady = async () => true,
    operations = [],
    authenticate = async () => PUBLIC_CALLER,
  }: Options = {}): Promise<SampleApp> {
    const events = new EventEmitter()
    const logged: Record<string, unknown>[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged.push(JSON.parse(chunk.toString()) as Record<string, unknown>)
        done()
      },
    })
    const parts = {
      schema: await sampleSchema(),
      authenticate,
      openContext: async (request: ConstructorParameters<typeof SampleContext>[0]) =>
        new SampleContext(request, events),
      isReady,
      logger: pino({ level: 'debug' }, stream),
      operations,
    }
    const app = await createApp(parts, { ...LIMITS, ...limits })
    return new SampleApp(app, await app.listen({ host: '127.0.0.1', port: 0 }), { events, logged })
  }

  /** As a client that knows the newer media type. */
  async ask(query: string, variables?: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ body: JSON.stringify({ query, variables }), headers: { ...NEWER, ...headers } })
  }

  async send(init: RequestInit, path = '/graphql'): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, { method: 'POST', ...init })
    const text = await response.text()
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: JSON.parse(text) as Answer['body'],
    }
  }

  /** Levels of pino: 40 is a warning, 50 an error. */
  logs(level: number): Record<string, unknown>[] {
    return this.logged.filter((line) => Number(line['level']) >= level)
  }
}

interface Options {
  readonly limits?: Partial<Limits>
  readonly isReady?: () => Promise<boolean>
  readonly operations?: readonly StoredOperation[]
  readonly authenticate?: Authenticate
}

export const JSON_BODY = { 'content-type': 'application/json' }
const NEWER = { ...JSON_BODY, accept: 'application/graphql-response+json' }
