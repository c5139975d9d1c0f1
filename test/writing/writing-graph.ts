import { randomUUID } from 'node:crypto'
import { graphql, type GraphQLSchema } from 'graphql'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { nodeIdentity } from '../../src/kernel/identity.js'
import { type Caller, PUBLIC_CALLER, type Role } from '../../src/access/caller.js'
import { ReadingPools } from '../../src/access/reading-pools.js'
import { contextOpener } from '../../src/api/context.js'
import { buildGraphSchema } from '../../src/api/schema.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

/** A caller of a role; of an entity where one is named by its code. */
export function callerOf(role: Role, code?: string): Caller {
  if (role === 'PUBLIC') return PUBLIC_CALLER
  const entity = code === undefined ? null : { id: nodeIdentity({ kind: 'ENTITY', code }), code }
  const id = `test:${role}${code ?? ''}`
  return { id, author: `${role}/tester`, role, entity, scopes: ['READ', 'WRITE'] }
}

export const OFFICE = callerOf('PROGRAMME_OFFICE')
export const STEERING = callerOf('STEERING_BODY')
export const INSPECTORATE = callerOf('INSPECTORATE')
export const SECRETARIAT = callerOf('SECRETARIAT')

export interface Answer {
  // Answers differ from one document to the next; what is wrong with them, tests tell.
  readonly data: any // eslint-disable-line @typescript-eslint/no-explicit-any
  /** What a resolver threw. */
  readonly cause?: Error | null | undefined
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[]
}

/** The schema over a seeded database of its own, asked without HTTP. */
export class WritingGraph {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly pools: ReadingPools,
    private readonly schema: GraphQLSchema,
  ) {}

  static async start(): Promise<WritingGraph> {
    const database = await createDatabase()
    const dataSource = await graphDataSource(database.url).initialize()
    const pools = new ReadingPools({ url: database.url, onCut: () => undefined, size: 4 })
    return new WritingGraph(database, dataSource, pools, await buildGraphSchema())
  }

  /** @param asOf as a request would send it in its extensions */
  async ask(
    caller: Caller,
    document: string,
    variables: object = {},
    asOf?: object,
    writes = new GraphWrites(this.dataSource),
  ): Promise<Answer> {
    const open = contextOpener(this.pools, { writes })
    const signal = new AbortController().signal
    const contextValue = await open({ caller, acceptLanguage: 'en', signal, asOf })
    try {
      const answer = await graphql({
        schema: this.schema,
        source: document,
        contextValue,
        variableValues: { ...variables },
      })
      return { ...(JSON.parse(JSON.stringify(answer)) as Answer), cause: answer.errors?.[0]?.originalError }
    } finally {
      await contextValue.close()
    }
  }

  /**
   * Sends one mutation with a key of its own and a reason.
   * @param selection beside version and errors
   * @returns its payload
   */
  async write(
    caller: Caller,
    mutation: string,
    input: object,
    selection = '',
    writes?: GraphWrites,
  ): Promise<Answer['data']> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const answer = await this.ask(
      caller,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { graphVersion errors { code message path currentVersion } ${selection} } }`,
      { input: { idempotencyKey: randomUUID(), reason: 'a test', ...input } },
      undefined,
      writes,
    )
    if (answer.errors) throw answer.cause ?? new Error(answer.errors.map(({ message }) => message).join('; '))
    return answer.data[mutation]
  }

  async version(): Promise<string> {
    const { data } = await this.ask(OFFICE, '{ graphVersion }')
    return data.graphVersion as string
  }

  async stop(): Promise<void> {
    await this.pools.end()
    await this.dataSource.destroy()
    await this.database.drop()
  }
}

/** A list in an answer. */
export function list(value: unknown): Answer['data'][] {
  return value as Answer['data'][]
}

/** The same step by three callers at once, each with a paper of its own where it makes one: one of them takes it, or none. */
export async function raceStep(
  graph: WritingGraph,
  caller: Caller,
  step: string,
  subjects: readonly string[],
  evidence: { readonly code?: string; readonly favourable?: boolean },
  more: object = {},
): Promise<Answer['data']> {
  const expectedVersion = await graph.version()
  const paper = ({ code, favourable }: typeof evidence, at: number) =>
    at === 0 || code === undefined || favourable === false ? evidence : { ...evidence, code: `${code}-${at}` }
  const calls = await Promise.all(
    [0, 1, 2].map((at) => {
      const input = { subjects, step, evidence: paper(evidence, at), expectedVersion, ...more }
      return graph.write(caller, 'takeStep', input, 'subjects { code } evidence { code }')
    }),
  )
  const taken = calls.filter(({ errors }) => list(errors).length === 0)
  const codes = calls.flatMap(({ errors }) => list(errors).map(({ code }) => String(code)))
  const expected = ['INVALID_TRANSITION', 'CONFLICT', 'CONSTRAINT_VIOLATED']
  if (taken.length > 1 || (taken.length === 1 && codes.some((code) => !expected.includes(code))))
    throw new Error(`${step} was taken ${taken.length} times; the others: ${codes.join(', ')}`)
  return taken[0] ?? calls[0]
}
