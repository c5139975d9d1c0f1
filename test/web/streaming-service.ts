import { afterAll, afterEach, beforeAll } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Authenticate } from '../../src/access/authenticate.service.js'
import { PUBLIC_CALLER } from '../../src/access/caller.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import { VersionFeed } from '../../src/history/version-feed.js'
import { contextOpener } from '../../src/api/context.js'
import { LIMITS, type Limits } from '../../src/api/limits.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { createApp } from '../../src/web/app.js'
import { STREAM_LIMITS, type StreamLimits } from '../../src/web/subscription-route.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { EventStream } from './event-stream.js'

/** A service that streams, over a database that others may share. */
export class StreamingService {
  private constructor(
    readonly url: string,
    readonly pools: ReadingPools,
    readonly feed: VersionFeed,
    readonly app: FastifyInstance,
    /** What it logged as a warning or worse. */
    readonly logged: string[],
  ) {}

  static async start(
    databaseUrl: string,
    limits: Partial<Limits> = {},
    streamLimits: Partial<StreamLimits> = {},
    authenticate: Authenticate = async () => PUBLIC_CALLER,
  ): Promise<StreamingService> {
    const logged: string[] = []
    const pools = new ReadingPools({ url: databaseUrl, onCut: () => undefined })
    const feed = new VersionFeed(databaseUrl, () => undefined)
    const app = await createApp(
      {
        schema: await buildGraphSchema(),
        authenticate,
        openContext: contextOpener(pools),
        isReady: () => pools.published.isReady(),
        logger: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
        operations: [],
        feed,
        streamLimits: { ...STREAM_LIMITS, ...streamLimits },
      },
      { ...LIMITS, ...limits },
    )
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    return new StreamingService(url, pools, feed, app, logged)
  }

  async stop(): Promise<void> {
    await this.app.close()
    await this.feed.close()
    await this.pools.end()
  }
}

/** Changes one node's name, as many times as told, each in a transaction. @returns the last version */
export function rename(databaseUrl: string, times = 1, author = 'An officer'): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    await client.query(`select set_config('vrd.author', $1, false)`, [author])
    for (let i = 0; i < times; i++)
      await client.query(`update node set name_en = gen_random_uuid()::text where code = 'VRD3-2025-08'`)
    const { rows } = await client.query<{ version: number }>('select version::int from graph_head')
    return rows[0]?.version ?? 0
  })
}

export function headOf(databaseUrl: string): Promise<number> {
  return rename(databaseUrl, 0)
}

/** What the tests of a file share: a service that streams over a database of its own, and the streams of each test. */
export interface Streaming {
  readonly service: StreamingService
  readonly database: TestDatabase
  /** Left when the test ends. */
  readonly streams: EventStream[]
  readonly open: (
    query: string,
    headers?: Record<string, string>,
    variables?: object,
    on?: StreamingService,
  ) => Promise<EventStream>
}

/** Started before the tests of the file that calls this, stopped after them. */
export function streaming(): Streaming {
  let database: TestDatabase
  let service: StreamingService
  const streams: EventStream[] = []
  beforeAll(async () => {
    database = await createDatabase()
    service = await StreamingService.start(database.url)
  })
  afterEach(async () => {
    await Promise.all(streams.splice(0).map((stream) => stream.leave()))
  })
  afterAll(async () => {
    await service.stop()
    await database.drop()
  })
  return {
    get service() {
      return service
    },
    get database() {
      return database
    },
    streams,
    open: async (query, headers = {}, variables = {}, { url } = service) => {
      const stream = await EventStream.subscribe(url, query, headers, variables)
      streams.push(stream)
      return stream
    },
  }
}
