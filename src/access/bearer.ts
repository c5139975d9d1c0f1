import { UnauthenticatedError } from './refusals.js'

/** Longer ones are no token of ours, and are not worth a look at their signature. */
const LONGEST_TOKEN = 8_192

/**
 * The token of a header `Authorization: Bearer …`; undefined where there is no such header.
 *
 * @throws UnauthenticatedError where it is written otherwise.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  const [, token] = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(authorization) ?? []
  if (token === undefined) throw new UnauthenticatedError('Send the header Authorization: Bearer TOKEN')
  if (token.length > LONGEST_TOKEN) {
    throw new UnauthenticatedError(`The token has more than ${LONGEST_TOKEN} characters`)
  }
  return token
}
