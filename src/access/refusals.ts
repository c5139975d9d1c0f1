import { DomainError } from '../kernel/errors.js'

/** Nobody is told to be on the other end, or not in a way that convinces. The message says what is wrong, not more. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'UNAUTHENTICATED'

  constructor(
    message: string,
    /** What `WWW-Authenticate` answers (RFC 6750): with an error where there was a token, without where there was none. */
    readonly challenge: 'Bearer' | 'Bearer error="invalid_token"' = 'Bearer error="invalid_token"',
  ) {
    super(message)
  }
}

/** It is known who calls, and it is not theirs. */
export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN'
}
