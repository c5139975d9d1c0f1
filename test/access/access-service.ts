import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { Connections } from '../../src/database/connections.js'
import { PresentVersion } from '../../src/history/present-version.js'
import { VersionFeed } from '../../src/history/version-feed.js'
import { authenticator } from '../../src/access/authenticate.service.js'
import { type IssuerOptions, IssuerTokens } from '../../src/access/issuer-tokens.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import { AnswerCache } from '../../src/api/answer-cache.js'
import { contextOpener } from '../../src/api/context.js'
import { LIMITS } from '../../src/api/limits.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { createApp } from '../../src/web/app.js'
import { STREAM_LIMITS } from '../../src/web/subscription-route.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

export interface Told {
  readonly status: number
  readonly challenge: string | null
  readonly headers: Headers
  readonly body: {
    readonly data?: Record<string, unknown> | null
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
  }
}

interface Options {
  readonly issuer?: Partial<IssuerOptions> & { readonly issuer: string; readonly audience: string }
  readonly publicReads?: boolean
  /** Megabytes of answers that are kept; none unless told. */
  readonly cache?: number
  /** One that stays, for another service to share; otherwise one of its own. */
  readonly over?: TestDatabase
}

const VERSION = '{ graphVersion: __typename }'

/** Everything between a header and the rows, over a database of its own. */
export class AccessService {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly pools: ReadingPools,
    readonly keys: Connections,
    private readonly app: FastifyInstance,
    private readonly closeRest: () => Promise<unknown>,
    readonly url: string,
    /** All that was logged, at any level. */
    readonly logged: string[],
    /** The statements that asked for data. */
    readonly statements: string[],
  ) {}

  static async start({ issuer, publicReads = true, cache, over }: Options = {}): Promise<AccessService> {
    const database = over ?? (await createDatabase())
    const { url } = database
    const dataSource = await graphDataSource(url, { role: 'vrd_reader' }).initialize()
    const onCut = () => undefined
    const pools = new ReadingPools({ url, onCut, size: 3 })
    const keys = new Connections({ url, onCut, size: 2, role: 'vrd_access', writes: true })
    const feed = new VersionFeed(url, onCut)
    const present = cache === undefined ? undefined : new PresentVersion(url, onCut)
    const logged: string[] = []
    const statements: string[] = []
    const claims = { role: 'role', entity: 'entity' }
    const tokens = issuer && new IssuerTokens({ jwksUri: undefined, claims, ...issuer })
    const app = await createApp(
      {
        schema: await buildGraphSchema(),
        authenticate: authenticator({ tokens, keys, graph: pools.all, publicReads }),
        openContext: contextOpener(pools, (text) => statements.push(text), new GraphWrites(dataSource)),
        cache: present && new AnswerCache(cache ?? 0, present),
        isReady: () => pools.published.isReady(),
        logger: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
        operations: [],
        feed,
        streamLimits: { ...STREAM_LIMITS, lookAtCallers: 50 },
      },
      LIMITS,
    )
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const closeRest = async (): Promise<void> => {
      await Promise.all([feed.close(), present?.close()])
      await Promise.all([pools.end(), keys.end(), dataSource.destroy()])
      if (!over) await database.drop()
    }
    return new AccessService(database, dataSource, pools, keys, app, closeRest, address, logged, statements)
  }

  async ask(authorization?: string, query = VERSION, extensions?: object): Promise<Told> {
    return this.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify({ query, extensions }),
    })
  }

  async send(path: string, init: RequestInit): Promise<Told> {
    const response = await fetch(`${this.url}${path}`, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      challenge: response.headers.get('www-authenticate'),
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Told['body']) : {},
    }
  }

  /** A stream of versions, as the text that came, until it ends. */
  stream(authorization: string, signal: AbortSignal): Promise<Response> {
    const query = encodeURIComponent('subscription { versions(after: "0") { version } }')
    return fetch(`${this.url}/graphql/stream?query=${query}`, {
      headers: { accept: 'text/event-stream', authorization },
      signal,
    })
  }

  async stop(): Promise<void> {
    await this.app.close()
    await this.closeRest()
  }
}

/** How a request was refused: status, code, challenge and message. */
export function refusal({ status, challenge, body }: Told): readonly unknown[] {
  const [error] = body.errors ?? []
  return [status, error?.extensions['code'], challenge, error?.message]
}
