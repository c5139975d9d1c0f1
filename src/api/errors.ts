import { randomUUID } from 'node:crypto'
import { unwrapResolverError } from '@apollo/server/errors'
import type { ValidationError } from 'class-validator'
import type { FastifyBaseLogger } from 'fastify'
import { type DocumentNode, GraphQLError, type GraphQLFormattedError } from 'graphql'
import { ArgumentValidationError } from 'type-graphql'
import { DomainError, TimeoutError } from '../kernel/errors.js'
import { AnyWriteInput } from '../writing/write.input.js'
import { badValueIn } from './bad-value.js'
import { LimitError } from './limit-error.js'

/** What is known of the request in which an error was raised. */
export interface ErrorScene {
  /** Undefined where the error was raised before the document could be read. */
  readonly document?: DocumentNode | undefined
  /** Aborted where nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
  readonly report: (errorId: string, error: unknown) => void
}

/** Leaves the cause of a masked error in the log, under the id that the caller is told. */
export function reportTo(log: FastifyBaseLogger): ErrorScene['report'] {
  return (errorId, error) => log.error({ errorId, err: error }, 'unexpected error')
}

const INTERNAL = 'INTERNAL_SERVER_ERROR'
/** Messages repeat what the caller sent; more than this helps nobody to find it. */
const LONGEST_MESSAGE = 600

/**
 * The one place where errors become what callers see: expected ones with their code, message and the argument to
 * blame; refused values as BAD_USER_INPUT; everything else only as an id that stands in the log with the cause.
 */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  scene: ErrorScene,
): GraphQLFormattedError {
  const cause = causeOf(error)
  const code = formatted.extensions?.['code']
  const { message, extensions } =
    describeBadValue(error, scene.document) ??
    describeExpected(cause) ??
    (code === undefined || code === INTERNAL
      ? mask(cause, scene)
      : { message: formatted.message, extensions: { code } })
  return { ...formatted, message: shorten(message), extensions }
}

/** Wraps what was expected to go wrong before execution, so that the whole request is refused with this status. */
export function refusal(error: unknown, status: number): unknown {
  if (!(error instanceof DomainError)) return error
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status } },
  })
}

/** What a resolver or a check of ours threw; graphql-js wraps it. */
function causeOf(error: unknown): unknown {
  const isRefusal = error instanceof GraphQLError && error.originalError instanceof DomainError
  return isRefusal ? error.originalError : unwrapResolverError(error)
}

interface Description {
  readonly message: string
  readonly extensions: { readonly code: unknown; readonly [key: string]: unknown }
}

function describeExpected(cause: unknown): Description | undefined {
  if (cause instanceof LimitError) {
    const { message, code, limit, allowed, actual } = cause
    return { message, extensions: { code, limit, allowed, actual } }
  }
  if (cause instanceof DomainError) return described(cause.code, cause.message, cause.path)
  if (cause instanceof ArgumentValidationError) {
    const faults = cause.extensions.validationErrors.flatMap((fault) =>
      faultsOf(fault, fault.target instanceof AnyWriteInput ? 'input.' : ''),
    )
    return described(
      'BAD_USER_INPUT',
      faults.map(({ path, text }) => `${path}: ${text}`).join('; '),
      faults[0]?.path,
    )
  }
  return undefined
}

function describeBadValue(error: unknown, document: DocumentNode | undefined): Description | undefined {
  const bad = document && error instanceof GraphQLError ? badValueIn(document, error) : undefined
  return (
    bad &&
    described(
      'BAD_USER_INPUT',
      bad.path === undefined ? bad.message : `${bad.path}: ${bad.message}`,
      bad.path,
    )
  )
}

function described(code: string, message: string, argument: string | undefined): Description {
  return { message, extensions: argument === undefined ? { code } : { code, argument } }
}

/** class-validator's tree, which does not tell the name of the argument that an input is, as paths and texts: `filter.many.1.year`. The tree itself holds the caller's objects. */
function faultsOf(
  { property, constraints, children }: ValidationError,
  parent: string,
): { path: string; text: string }[] {
  const path = `${parent}${property}`
  const own = Object.values(constraints ?? {}).map((text) => ({
    path,
    text: text.startsWith(`${property} `) ? text.slice(property.length + 1) : text,
  }))
  return [...own, ...(children ?? []).flatMap((child) => faultsOf(child, `${path}.`))]
}

/** Once nobody waits, a cut statement is what was asked for and nothing to report. */
function mask(cause: unknown, { signal, report }: ErrorScene): Description {
  if (signal?.aborted) return described(new TimeoutError('').code, 'The request was given up', undefined)
  const errorId = randomUUID()
  report(errorId, cause)
  return { message: 'Something went wrong on our side', extensions: { code: INTERNAL, errorId } }
}

function shorten(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`
}
