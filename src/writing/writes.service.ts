import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm'
import { UnavailableError } from '../kernel/errors.js'
import { type Authorship, writeGraph } from '../history/graph-write.js'
import type { ApiKey } from '../access/api-key.reads.js'
import { apiKeyOf, listApiKeys } from '../access/api-key.service.js'
import type { Caller } from '../access/caller.js'
import { mayManageKeys, writableKinds } from '../access/policies.js'
import { ForbiddenError } from '../access/refusals.js'
import { type SeedTable, seedTables } from '../exchange/seed-tables.js'
import { explainedRefusal } from './database-refusal.js'
import { claimKey, fingerprintOf, keepReceipt, type Receipt, type WriteKey } from './receipt.store.js'
import { headVersion } from './subject.reads.js'
import { RefusedWrite, type UserErrorRecord } from './user-error.js'
import { Write } from './write.js'

/** What every input of a mutation has. */
export interface WriteInput {
  readonly idempotencyKey: string
  readonly reason: string
}

/** How a write ended: with an answer and its version, or with nothing done and the reasons why. */
export type Outcome<Answer> =
  | { readonly answer: Answer; readonly version: string; readonly errors: readonly [] }
  | { readonly answer: null; readonly version: null; readonly errors: readonly UserErrorRecord[] }

/** A writer that waits longer than this for another one is told to come back; what runs once is not worth compiling. */
const LIMITS = `select set_config('lock_timeout', '4s', true), set_config('statement_timeout', '8s', true), set_config('jit', 'off', true)`

/** How long to wait before a write is tried again, in milliseconds; as many tries as there are numbers, and one. */
const PAUSES = [10, 50, 250, 1_000, 2_000]

/** A write takes so many milliseconds at most: a network that swallows the reply to a commit keeps silent for ever. */
const PATIENCE = 15_000

/** Writes to the graph on behalf of callers: each write once, whole or not at all. */
export class GraphWrites {
  readonly #tables: readonly SeedTable[]

  constructor(
    private readonly dataSource: DataSource,
    private readonly patience = PATIENCE,
  ) {
    this.#tables = seedTables(dataSource)
  }

  /**
   * Does the work in one transaction together with the receipt for its key. What a lost connection or a
   * deadlock has undone is done again; where only the reply to the commit was lost, the receipt tells what was answered.
   *
   * @param work tells what the answer is made of; it is kept with the receipt, so it holds ids and no rows.
   * @throws UnavailableError where the database does not answer: sending the same again is safe.
   */
  async run<Answer>(
    caller: Caller,
    mutation: string,
    input: WriteInput,
    work: (write: Write) => Promise<Answer>,
  ): Promise<Outcome<Answer>> {
    const { idempotencyKey, ...asked } = input
    const key: WriteKey = { caller, mutation, idempotencyKey, fingerprint: fingerprintOf(mutation, asked) }
    for (const pause of [...PAUSES, undefined]) {
      try {
        const { answer, version } = await this.#once(key, input.reason, work)
        return { answer, version, errors: [] }
      } catch (error) {
        const refusal = error instanceof RefusedWrite ? error : explainedRefusal(error, input)
        if (refusal) return { answer: null, version: null, errors: refusal.errors }
        if (isOverlong(error))
          throw new UnavailableError('the write took too long and was not done: send it again')
        if (!isPassing(error)) throw error
        if (pause === undefined) throw new UnavailableError('the write could not be done now: send it again')
        await delay(pause * (0.5 + Math.random()))
      }
    }
    throw new Error('a write neither ended nor failed')
  }

  /** The keys of machines. @throws ForbiddenError for all but the administrator. */
  async keys(caller: Caller): Promise<ApiKey[]> {
    if (!mayManageKeys(caller)) throw new ForbiddenError('only an administrator sees the keys')
    return listApiKeys(this.dataSource)
  }

  key(prefix: string): Promise<ApiKey> {
    return apiKeyOf(this.dataSource, prefix)
  }

  async #once<Answer>(
    key: WriteKey,
    reason: string,
    work: (write: Write) => Promise<Answer>,
  ): Promise<Receipt<Answer>> {
    let limit: NodeJS.Timeout | undefined
    const doIt = async (manager: EntityManager): Promise<Done<Answer>> => {
      const connection = await connectionOf(manager)
      limit = setTimeout(() => cut(connection), this.patience)
      await manager.query(LIMITS)
      const first = await claimKey<Answer>(manager, key)
      if (first) return { first }
      const write = new Write(manager, key.caller, this.#tables)
      const answer = await work(write)
      write.refusals.throwIfAny()
      return { answer }
    }
    const seal = async (manager: EntityManager, done: Done<Answer>, version: string | null) => {
      if ('first' in done) return done.first
      // What changes nothing takes no version: the graph is where the caller wants it.
      const receipt = { answer: done.answer, version: version ?? (await headVersion(manager)) }
      await keepReceipt(manager, key, receipt)
      return receipt
    }
    const { value } = await writeGraph(this.dataSource, authorship(key.caller, reason), doIt, seal).finally(
      () => clearTimeout(limit),
    )
    return value
  }
}

/** Done now, or the first time that the same was sent. */
type Done<Answer> = { readonly answer: Answer } | { readonly first: Receipt<Answer> }

function authorship(caller: Caller, reason: string): Authorship {
  const { author, entity, role } = caller
  const within =
    role === 'ADMINISTRATOR' ? undefined : { entity: entity?.id ?? null, kinds: writableKinds(caller) }
  return { author, reason, ...(within && { within }) }
}

/** What holds the socket of a connection, as the driver names it. */
interface Connected {
  readonly connection: { readonly stream: Socket }
}

async function connectionOf({ queryRunner }: EntityManager): Promise<Connected> {
  if (!queryRunner) throw new Error('a write outside a transaction')
  return (await queryRunner.connect()) as Connected
}

/** What waits for it then fails as if the server had gone. */
function cut({ connection }: Connected): void {
  connection.stream.destroy()
}

/** A statement ran into its limit: the client has no time left for another try. */
function isOverlong(error: unknown): boolean {
  return causeOf(error).code === '57014'
}

/** Deadlocks, waits that took too long, and connections that were cut: the same write may well succeed the next time. */
function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = causeOf(error)
  return (
    /^(08|40|57P0)/.test(code) ||
    code === '55P03' ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i.test(
      message,
    )
  )
}

function causeOf(error: unknown): { readonly code?: string; readonly message?: string } {
  return (error instanceof QueryFailedError ? error.driverError : error) as Error & { code?: string }
}
