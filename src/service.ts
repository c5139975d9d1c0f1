import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { authenticator } from './access/authenticate.service.js'
import { IssuerTokens } from './access/issuer-tokens.js'
import { ReadingPools } from './access/reading-pools.js'
import { WrittenAnswers } from './api/written/written-answers.js'
import { AnswerCache } from './api/answer-cache.js'
import { contextOpener } from './api/context.js'
import { AUDIENCES, readOperations, type StoredOperation } from './api/operations.js'
import { buildGraphSchema } from './api/schema.js'
import type { Config } from './config.js'
import { Connections } from './database/connections.js'
import { type ControlTotal, controlTotals } from './exchange/control-totals.reads.js'
import type { LoadReport } from './exchange/load-report.js'
import { loadSeeds } from './exchange/load-seeds.service.js'
import { seedFolders } from './exchange/seed-file.js'
import { checkCycle } from './governance/check-cycle.js'
import { TRANSITIONS } from './governance/cycle.js'
import { PresentVersion } from './history/present-version.js'
import { VersionFeed } from './history/version-feed.js'
import { StartupError } from './kernel/errors.js'
import { openServiceDatabase } from './service-database.js'
import { TiesOfViews } from './traversal/memory/ties-of-views.js'
import { createApp } from './web/app.js'
import { GraphWrites } from './writing/writes.service.js'

/** A running service, and what it has to tell of its start. */
export interface Service {
  /** Where it listens, `http://127.0.0.1:4000`. */
  readonly url: string
  /** What its owner should know, one line each. */
  readonly notices: readonly string[]
  readonly loaded: LoadReport
  readonly totals: readonly ControlTotal[]
  /** One question for each who asks. */
  readonly examples: readonly StoredOperation[]
  /** Ends requests under way, then lets go of the database; stops it where it is the service's own. */
  stop(): Promise<void>
}

/**
 * Database, migrations, seeds, then HTTP: what was opened is closed again where a later step fails.
 * @throws StartupError, SeedError
 */
export async function startService(config: Config, project: string): Promise<Service> {
  checkCycle(TRANSITIONS)
  const closing: (() => Promise<unknown>)[] = []
  let isStopping = false
  const stop = async (): Promise<void> => {
    isStopping = true
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const logger = pino({ level: config.logLevel }, pino.destination(2))
    const onCut = ({ message: reason }: Error): void => {
      // An ended connection may still be on its way to the server when that is stopped.
      if (!isStopping) logger.warn({ reason }, 'an idle database connection was cut')
    }
    // One request must not end all others, whatever goes wrong in it (direct-resolvers.ts tells how it might).
    const onUnheard = (err: unknown): void => logger.error({ err }, 'something failed that nobody waited for')
    process.on('unhandledRejection', onUnheard)
    closing.push(async () => process.off('unhandledRejection', onUnheard))
    const { url: databaseUrl, dataSource, notices } = await openServiceDatabase(config, onCut, closing)
    const loaded = await loadSeeds(dataSource, await seedFolders(path.join(project, 'seeds')))
    const totals = await controlTotals(dataSource)

    const pools = new ReadingPools({ url: databaseUrl, onCut })
    closing.push(() => pools.end())
    const mostBytes = config.traversalMemoryMb * 2 ** 20
    const onFailure = ({ message: reason }: Error): void =>
      logger.warn({ reason }, 'the ties of the graph cannot be held in memory; walks over it go by SQL')
    const held = mostBytes > 0 ? new TiesOfViews(pools, { mostBytes, onFailure }) : undefined
    closing.push(async () => held?.close())
    const keys = new Connections({ url: databaseUrl, onCut, size: 4, role: 'vrd_access', writes: true })
    closing.push(() => keys.end())
    const authenticate = authenticator({
      tokens: config.issuer && new IssuerTokens(config.issuer),
      keys,
      graph: pools.all,
      publicReads: config.readAccess === 'public',
    })
    const feed = new VersionFeed(databaseUrl, (err) =>
      logger.warn({ err }, 'new versions cannot be listened for; this is tried again'),
    )
    closing.push(() => feed.close())
    const cache = openCache(config, databaseUrl, onCut, closing)
    const operations = await readOperations(path.join(project, 'schema', 'operations'))
    const schema = await buildGraphSchema()
    const app = await createApp({
      schema,
      authenticate,
      openContext: contextOpener(pools, {
        writes: new GraphWrites(dataSource),
        written: new WrittenAnswers(schema),
        held,
      }),
      cache,
      isReady: () => pools.published.isReady(),
      operations,
      logger,
      feed,
    })
    closing.push(() => app.close())
    const url = await listen(app, config)
    const examples = AUDIENCES.flatMap(
      (audience) => operations.find((known) => known.audience === audience) ?? [],
    )
    return { url, notices, loaded, totals, examples, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function openCache(
  { answerCacheMegabytes: megabytes }: Config,
  url: string,
  onCut: (error: Error) => void,
  closing: (() => Promise<unknown>)[],
): AnswerCache | undefined {
  if (megabytes === 0) return undefined
  const present = new PresentVersion(url, onCut)
  closing.push(() => present.close())
  return new AnswerCache(megabytes, present)
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? `port ${port} is taken; choose another with PORT` : message
    throw new StartupError(`The service cannot listen on ${host}: ${reason}.`)
  }
  const address = app.server.address() as AddressInfo
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${shown}:${address.port}`
}
