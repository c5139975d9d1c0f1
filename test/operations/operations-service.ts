import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { PUBLIC_CALLER } from '../../src/access/caller.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import type { Statement } from '../../src/database/connections.js'
import { WrittenAnswers } from '../../src/api/written/written-answers.js'
import { contextOpener } from '../../src/api/context.js'
import type { StoredOperation } from '../../src/api/operations.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { TiesOfViews } from '../../src/traversal/memory/ties-of-views.js'
import { createApp } from '../../src/web/app.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

export interface Answered {
  readonly status: number
  readonly body: {
    readonly data?: unknown
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
    readonly extensions?: unknown
  }
  /** How many SQL statements it took. */
  readonly statements: number
}

/** The whole service over a database of its own, listening on a port of its own. */
export class OperationsService {
  #statements: Statement[] = []

  private constructor(
    readonly database: TestDatabase,
    private readonly pools: ReadingPools,
    /** The ties in memory; undefined where all walks go by SQL, so that the number of statements is always the same. */
    readonly held: TiesOfViews | undefined,
    private readonly app: FastifyInstance,
    private readonly url: string,
  ) {}

  /**
   * @param prepare is given the address of the database before anything is asked of it.
   * @param holdsTies whether walks over the graph go over ties in memory once they are read
   */
  static async start(
    prepare: (url: string) => Promise<void> = async () => {},
    holdsTies = false,
  ): Promise<OperationsService> {
    const database = await createDatabase()
    await prepare(database.url)
    const pools = new ReadingPools({ url: database.url, onCut: () => undefined })
    const onFailure = (error: Error): void => {
      throw error
    }
    const held = holdsTies ? new TiesOfViews(pools, { mostBytes: 2 ** 26, onFailure }) : undefined
    const counter = { count: (_: Statement) => {} }
    const schema = await buildGraphSchema()
    const app = await createApp({
      schema,
      authenticate: async () => PUBLIC_CALLER,
      openContext: contextOpener(pools, {
        onStatement: (text, values) => counter.count({ text, values }),
        written: new WrittenAnswers(schema),
        ...(held ? { held } : {}),
      }),
      isReady: () => pools.published.isReady(),
      logger: pino({ level: 'silent' }),
      operations: [],
    })
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const service = new OperationsService(database, pools, held, app, url)
    counter.count = (statement) => service.#statements.push(statement)
    return service
  }

  /** One at a time: the statements of all that is asked meanwhile would count together. */
  async ask(
    { document, variables }: Pick<StoredOperation, 'document' | 'variables'>,
    asOf?: Readonly<Record<string, unknown>>,
  ): Promise<Answered> {
    this.#statements = []
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document, variables, extensions: asOf && { asOf } }),
    })
    const body = (await response.json()) as Answered['body']
    return { status: response.status, body, statements: this.#statements.length }
  }

  /** The statements that the last question took. */
  get statements(): readonly Statement[] {
    return this.#statements
  }

  /** By GET, with these parameters. */
  async get(parameters: Readonly<Record<string, string>>): Promise<Omit<Answered, 'statements'>> {
    const response = await fetch(`${this.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: (await response.json()) as Answered['body'] }
  }

  async stop(): Promise<void> {
    await this.app.close()
    await this.held?.close()
    await this.pools.end()
    await this.database.drop()
  }
}
