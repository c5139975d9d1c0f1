/**
 * What may go wrong by somebody's doing. Each error carries the code that callers see in `extensions.code`
 * and, where an argument is to blame, its path (`filter.entity`). Anything else that is thrown is a defect
 * and is shown to nobody.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string

  constructor(
    message: string,
    /** Dotted path of the argument or field to blame. */
    readonly path?: string,
  ) {
    super(path === undefined ? message : `${path}: ${message}`)
    this.name = new.target.name
  }
}

/** The caller wrote something that can never be right. */
export class BadInputError extends DomainError {
  readonly code = 'BAD_USER_INPUT'
}

/** The caller named a node that is not there. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND'
}

/** The answer would take more time than a request may have. */
export class TimeoutError extends DomainError {
  readonly code = 'TIMEOUT'
}

/** Something that the service needs does not answer; the same request may succeed later. */
export class UnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE'
}

/** The service cannot start; the message is one line that a stranger can act on. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
