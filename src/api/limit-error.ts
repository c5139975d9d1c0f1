import { DomainError } from '../kernel/errors.js'
import type { Limits } from './limits.js'

const UNITS: Readonly<Record<keyof Limits, string>> = {
  bodyBytes: 'bytes',
  tokens: 'tokens',
  nesting: 'levels of brackets',
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields at its root',
  directives: 'directives',
  cost: 'objects in its answer by estimate',
  milliseconds: 'milliseconds',
}

/** The request asks for more than one request may; it says of what, how much was allowed and how much was asked. */
export class LimitError extends DomainError {
  readonly code = 'QUERY_TOO_COMPLEX'
  readonly actual: number

  constructor(
    readonly limit: keyof Limits,
    readonly allowed: number,
    actual: number,
  ) {
    const counted = Math.min(actual, Number.MAX_SAFE_INTEGER)
    super(`The request has ${counted} ${UNITS[limit]}; at most ${allowed} are allowed (limit "${limit}").`)
    this.actual = counted
  }

  /** @throws LimitError where more was asked than is allowed. */
  static check(limits: Limits, limit: keyof Limits, actual: number): void {
    if (actual > limits[limit]) throw new LimitError(limit, limits[limit], actual)
  }
}
