import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { Caller } from '../access/caller.js'
import type { SubscriptionRoot } from '../graph/version.resolver.js'
import type { OpenContext } from './context.js'
import { estimateCost } from './cost.js'
import { publicError, reportTo } from './errors.js'
import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'
import { SourceCheck } from './source-check.js'
import { type Identify, Standing } from './standing.js'
import type { StreamParameters } from './stream-parameters.js'
import { withinTime } from './time-limit.js'
import { Turns } from './turns.js'
import { checkVariables } from './variables-check.js'
import type { VersionedContext } from './whole-queries.js'

export interface SubscriptionContext extends VersionedContext {
  close(): Promise<void>
}

/** Where the versions come from. */
export interface Feed {
  after(version: string, signal: AbortSignal): AsyncIterable<string>
}

export interface Subscriber extends StreamParameters {
  readonly acceptLanguage: string | undefined
  readonly lastEventId: string | null
  /** Asked at the start, before each event and in between: who is no longer let in is told so, and nothing else. */
  readonly identify: Identify
  /** Aborts when the client leaves or the service ends. */
  readonly signal: AbortSignal
  readonly log: FastifyBaseLogger
}

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly GraphQLFormattedError[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** One event of a stream. Without an id it is one that cannot be told; whoever comes back starts with it again. */
export interface StreamEvent {
  readonly id: string | null
  readonly answer: Answer
}

/** A stream that is under way; its signal aborts also where its reader may no longer. */
interface Stream extends Subscriber {
  readonly caller: Caller
  readonly standing: Standing
}

/** Nothing is streamed, for this reason. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly errors: readonly GraphQLFormattedError[],
  ) {}
}

const MOST_ERRORS = 10
/** Of the ten connections for reading the others are left to those who ask. */
const EVENTS_AT_ONCE = 4
/** An answer cut by a restart of the database is right the next time; what fails so often is a mistake of ours. */
const MOST_ATTEMPTS = 4
const FIRST_PAUSE = 200
const LONGEST_PAUSE = 2_000
/** Milliseconds between two looks at whoever reads a stream. */
export const LOOK_AT_CALLERS = 15_000
const INTERNAL = ['INTERNAL_SERVER_ERROR', 'TIMEOUT']

/** Answers subscriptions, each event in a context of its own; without knowing how what it tells is sent. */
export class Subscriptions<Context extends SubscriptionContext> {
  readonly #sources: SourceCheck
  readonly #turns = new Turns(EVENTS_AT_ONCE)

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly feed: Feed,
    private readonly openContext: OpenContext<Context>,
    private readonly limits: Limits,
    private readonly lookAtCallers = LOOK_AT_CALLERS,
  ) {
    this.#sources = new SourceCheck(limits)
  }

  /**
   * What to stream: as the protocol has it also where the document or its variables are not right, for browsers show
   * a page nothing of an answer with another status.
   *
   * @throws LimitError, BadInputError, GraphQLError as GraphServer does; what `identify` throws at the start
   */
  async start(subscriber: Subscriber): Promise<AsyncIterable<StreamEvent> | Refusal> {
    const { query, variables, operationName, identify } = subscriber
    const standing = new Standing(identify, this.lookAtCallers)
    const signal = AbortSignal.any([subscriber.signal, standing.signal])
    const stream = { ...subscriber, signal, standing, caller: await standing.caller() }
    this.#sources.check(query)
    checkVariables(this.limits, variables)
    const document = parsed(query)
    if (document instanceof Refusal) return document
    const operation = getOperationAST(document, operationName)
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return notASubscription(operation != null)
    const faults = validate(this.schema, document, specifiedRules, {
      maxErrors: MOST_ERRORS,
      hideSuggestions: true,
    })
    if (faults.length > 0)
      return only(faults.map((fault) => described(fault, 'GRAPHQL_VALIDATION_FAILED', document)))
    LimitError.check(this.limits, 'cost', estimateCost(this.schema, document, operation, variables))

    const asked: ExecutionArgs = {
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      options: { maxCoercionErrors: MOST_ERRORS },
    }
    const source = await withinTime(signal, this.limits.milliseconds, (part) =>
      this.#subscribe(asked, stream, part),
    )
    if (source instanceof Refusal) return source
    return 'errors' in source ? only(source.errors) : this.#events(asked, source.versions, stream)
  }

  async #subscribe(
    asked: ExecutionArgs,
    { acceptLanguage, lastEventId, signal, log, caller }: Stream,
    part: AbortSignal,
  ): Promise<{ versions: AsyncIterable<unknown> } | { errors: readonly GraphQLFormattedError[] } | Refusal> {
    const context = await this.openContext({ caller, acceptLanguage, signal: part })
    const rootValue: SubscriptionRoot = {
      lastEventId,
      versionsAfter: (version) => this.feed.after(version, signal),
    }
    try {
      const versions = await createSourceEventStream({ ...asked, rootValue, contextValue: context })
      if (Symbol.asyncIterator in versions) return { versions }
      const scene = { document: asked.document, signal: part, report: reportTo(log) }
      const errors = (versions.errors ?? []).map((error) => publicError(error.toJSON(), error, scene))
      const isOurs = errors.some(isInternal)
      return isOurs ? new Refusal(part.reason === undefined ? 500 : 503, errors) : { errors }
    } finally {
      await closed(context, log)
    }
  }

  async *#events(
    asked: ExecutionArgs,
    versions: AsyncIterable<unknown>,
    stream: Stream,
  ): AsyncGenerator<StreamEvent> {
    const { standing, caller } = stream
    const unwatch = standing.watch(caller)
    try {
      for await (const version of versions) {
        const event = await this.#event(asked, String(version), stream)
        if (!event) break
        yield event
        if (event.id === null) return
      }
      if (standing.refusal) yield* only([refused(standing.refusal)])
    } finally {
      unwatch()
    }
  }

  /** Undefined where nobody waits for it any more, or may. A database that is away is waited for. */
  async #event(asked: ExecutionArgs, version: string, stream: Stream): Promise<StreamEvent | undefined> {
    const { signal, log } = stream
    let pause = FIRST_PAUSE
    for (let attempt = 1; !signal.aborted;) {
      try {
        const answer = await this.#turns.take(() =>
          withinTime(signal, this.limits.milliseconds, (part) => this.#answer(asked, version, stream, part)),
        )
        if (isAborted(signal)) return undefined
        if (!answer.errors?.some(isInternal)) return { id: version, answer }
        if (attempt++ >= MOST_ATTEMPTS) return { id: null, answer }
      } catch (err) {
        if (!isAborted(signal)) log.warn({ err, version }, 'a version cannot be told yet')
      }
      await delay(pause, undefined, { signal }).catch(() => undefined)
      pause = Math.min(2 * pause, LONGEST_PAUSE)
    }
    return undefined
  }

  /** @throws Error where the graph cannot be opened */
  async #answer(
    asked: ExecutionArgs,
    version: string,
    { acceptLanguage, log, standing }: Stream,
    signal: AbortSignal,
  ): Promise<Answer> {
    const caller = await standing.caller()
    const context = await this.openContext({ caller, acceptLanguage, signal })
    try {
      const graphVersion = await context.version()
      const { data, errors } = await execute({ ...asked, rootValue: version, contextValue: context })
      const scene = { document: asked.document, signal, report: reportTo(log) }
      const told = errors?.map((error) => publicError(error.toJSON(), error, scene))
      return { ...(told && { errors: told }), data, extensions: { graphVersion } }
    } finally {
      await closed(context, log)
    }
  }
}

async function closed(context: SubscriptionContext, log: FastifyBaseLogger): Promise<void> {
  await context.close().catch((err: unknown) => log.error({ err }, 'the context could not be closed'))
}

function parsed(query: string): DocumentNode | Refusal {
  try {
    return parse(query)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return new Refusal(400, [described(error, 'GRAPHQL_PARSE_FAILED')])
  }
}

function described(error: GraphQLError, code: string, document?: DocumentNode): GraphQLFormattedError {
  // What a document is refused for is never ours to look into.
  const scene = { document, report: () => undefined }
  return publicError({ ...error.toJSON(), extensions: { code } }, error, scene)
}

function refused({ code, message }: NonNullable<Standing['refusal']>): GraphQLFormattedError {
  return { message, extensions: { code } }
}

function notASubscription(isKnown: boolean): Refusal {
  const [code, message] = isKnown
    ? ['NOT_A_SUBSCRIPTION', 'Only subscriptions are streamed; send queries to /graphql']
    : ['OPERATION_RESOLUTION_FAILURE', 'The document has no such operation, or several and none is named']
  return new Refusal(400, [{ message, extensions: { code } }])
}

/** Read anew each time: it changes while others are waited for. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

function isInternal({ extensions }: GraphQLFormattedError): boolean {
  return INTERNAL.includes(String(extensions?.['code']))
}

async function* only(errors: readonly GraphQLFormattedError[]): AsyncGenerator<StreamEvent> {
  yield { id: null, answer: { errors } }
}
