import type { FastifyInstance } from 'fastify'
import { type GraphQLSchema, isNonNullType } from 'graphql'
import pino from 'pino'
import { type Caller, PUBLIC_CALLER } from '../../src/access/caller.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import { WrittenAnswers } from '../../src/api/written/written-answers.js'
import { contextOpener } from '../../src/api/context.js'
import { GraphRequest } from '../../src/api/graph-request.js'
import { LIMITS } from '../../src/api/limits.js'
import { buildGraphSchema, buildPlainSchema } from '../../src/api/schema.js'
import { GraphServer } from '../../src/api/server.js'
import { encodeGlobalId } from '../../src/kernel/global-id.js'
import { kindTypeName, type NodeKind } from '../../src/kernel/node-kind.js'
import { TiesOfViews } from '../../src/traversal/memory/ties-of-views.js'
import { createApp } from '../../src/web/app.js'
import { plantDrafts } from '../database/planted-drafts.js'
import { createDatabase, type TestDatabase } from './database.js'
import type { Samples } from './random-values.js'
import { withClient } from './test-run.js'
import type { Answer, Question } from './two-ways.js'

const LOGGER = pino({ level: 'silent' })

/** One database with drafts in it, answered from in two ways. */
export class AnsweringService {
  private constructor(
    private readonly database: TestDatabase,
    private readonly pools: ReadingPools,
    /** Nothing is written while answers are compared: once read, they are those of the version that is asked. */
    readonly held: TiesOfViews,
    private readonly app: FastifyInstance,
    private readonly url: string,
    private readonly plain: GraphServer<Awaited<ReturnType<ReturnType<typeof contextOpener>>>>,
    private readonly callers: ReadonlyMap<string, Caller>,
    readonly samples: Samples,
  ) {}

  static async start(): Promise<AnsweringService> {
    const database = await createDatabase()
    const { callers, samples } = await prepare(database.url)
    const pools = new ReadingPools({ url: database.url, onCut: () => undefined })
    const schema = await buildGraphSchema()
    const onFailure = (error: Error): void => {
      throw error
    }
    const held = new TiesOfViews(pools, { mostBytes: 2 ** 26, onFailure })
    const app = await createApp({
      schema,
      authenticate: async (name = '') => callers.get(name) ?? PUBLIC_CALLER,
      openContext: contextOpener(pools, {
        written: new WrittenAnswers(schema),
        held,
      }),
      isReady: () => pools.published.isReady(),
      logger: LOGGER,
      operations: [],
    })
    const nothingPlanned = { data: async () => undefined }
    const plain = await GraphServer.start<Awaited<ReturnType<ReturnType<typeof contextOpener>>>>(
      await buildPlainSchema(),
      LIMITS,
      LOGGER,
      nothingPlanned,
    )
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const cursors = await cursorsOf(schema, url)
    return new AnsweringService(database, pools, held, app, url, plain, callers, { ...samples, cursors })
  }

  get callerNames(): readonly string[] {
    return [...this.callers.keys()]
  }

  /** By graph-js and the resolvers as type-graphql calls them; nothing of what makes the service fast. */
  readonly answerPlainly: Answer = async (question) => {
    const { signal } = new AbortController()
    const { headers, body } = httpRequest(question)
    const request = new GraphRequest<Awaited<ReturnType<ReturnType<typeof contextOpener>>>>(
      'POST', headers, '', body, signal, LOGGER,
    ) // prettier-ignore
    const caller = this.callers.get(question.caller) ?? PUBLIC_CALLER
    const open = contextOpener(this.pools)
    try {
      const { parts } = await this.plain.answer(request, () =>
        open({ caller, acceptLanguage: question.acceptLanguage, signal, asOf: question.asOf }),
      )
      return parts.join('')
    } finally {
      await request.context?.close()
    }
  }

  /** As whoever asks over HTTP is answered. */
  readonly answerAsServed: Answer = async (question) => {
    const { headers, body } = httpRequest(question)
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await fetch(`${this.url}/graphql`, init)).text()
  }

  async stop(): Promise<void> {
    await this.app.close()
    await this.held.close()
    await this.plain.stop()
    await this.pools.end()
    await this.database.drop()
  }
}

function httpRequest({ caller, acceptLanguage, document, variables, asOf }: Question) {
  const headers = {
    'content-type': 'application/json',
    'accept-language': acceptLanguage,
    authorization: caller,
  }
  return { headers, body: { query: document, variables, ...(asOf && { extensions: { asOf } }) } }
}

/** Where the first pages of the lists of everything end, by the field; and what is no cursor. */
async function cursorsOf(schema: GraphQLSchema, url: string): Promise<Samples['cursors']> {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    ({ args, type }) =>
      /Connection!$/.test(String(type)) && args.every(({ type: given }) => !isNonNullType(given)),
  )
  const query = `{ ${fields.map(({ name }) => `${name}(first: 2) { pageInfo { startCursor endCursor } }`).join(' ')} }`
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const { data } = (await response.json()) as {
    data: Record<string, { pageInfo: Record<'startCursor' | 'endCursor', string | null> }>
  }
  return (field) => {
    const { startCursor, endCursor } = data[field]?.pageInfo ?? { startCursor: null, endCursor: null }
    return [startCursor ?? '', endCursor ?? 'x', endCursor ?? 'x']
  }
}

/** Drafts of nobody and of an entity, one caller of each sort, and what there is to ask for. */
async function prepare(
  url: string,
): Promise<{ callers: Map<string, Caller>; samples: Omit<Samples, 'cursors'> }> {
  return withClient(url, async (client) => {
    const entities = await client.query<{ id: string; code: string }>(
      `select id, code from node where kind = 'ENTITY' order by code limit 2`,
    )
    const [own, other] = entities.rows
    if (!own || !other) throw new Error('no entities')
    await client.query('begin')
    await plantDrafts(client, 'ontwerp', null, own.id)
    await plantDrafts(client, 'eigen', own.id, other.id)
    await client.query('commit')
    const { rows } = await client.query<{ id: string; code: string; kind: NodeKind; reference: string }>(
      `select id, code, kind, lower(replace(kind, '_', '-')) || ':' || code as reference from node order by kind, code`,
    )
    const caller = (role: Caller['role'], entity: Caller['entity'] = null): Caller => ({
      ...PUBLIC_CALLER, id: role, author: `${role}/x`, role, entity,
    }) // prettier-ignore
    const callers = new Map([
      ['nobody', PUBLIC_CALLER],
      ['office', caller('PROGRAMME_OFFICE')],
      ['entity', caller('ENTITY', own)],
    ])
    const samples = {
      codes: rows.map(({ code }) => code),
      references: rows.map(({ reference }) => reference),
      ids: rows.map(({ kind, id }) => encodeGlobalId(kindTypeName(kind), id)),
    }
    return { callers, samples }
  })
}
