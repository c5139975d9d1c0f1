import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { DomainError, UnavailableError } from '../kernel/errors.js'
import { type ClaimNames, type Identity, readIdentity } from './identity.js'
import { IssuerKeys, type IssuerKeysOptions, UNAVAILABLE } from './issuer-keys.js'
import { UnauthenticatedError } from './refusals.js'

export interface IssuerOptions extends IssuerKeysOptions {
  /** Whom its tokens must be meant for. */
  readonly audience: string
  readonly claims: ClaimNames
}

/** A shared secret is none between an issuer and all who read its tokens: only signatures by a key of its own count. */
const ALGORITHMS = [
  'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519',
] // prettier-ignore
/** Of access tokens and ID tokens; an issuer signs other things with the same keys. */
const TYPES = [undefined, 'jwt', 'at+jwt']
/** Seconds by which the clocks of issuer and service may differ. */
const TOLERANCE = 5

/** Reads the tokens of one issuer of OpenID Connect: access tokens and ID tokens, as JWT. */
export class IssuerTokens {
  readonly #keys: IssuerKeys

  constructor(private readonly options: IssuerOptions) {
    this.#keys = new IssuerKeys(options)
  }

  /**
   * @throws UnauthenticatedError where the token is not one that counts, ForbiddenError where its bearer has no role
   *   that is known, UnavailableError where the issuer cannot be asked for its keys
   */
  async read(token: string): Promise<Identity> {
    const { issuer, audience, claims } = this.options
    this.#glance(token)
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE,
        requiredClaims: ['exp', 'sub'],
      })
      if (payload['cnf'] !== undefined)
        throw new UnauthenticatedError(
          'The token is bound to a key of its bearer, and does not count without',
        )
      return readIdentity(payload, claims)
    } catch (error) {
      throw refusalOf(error)
    }
  }

  /** What is wrong at first sight is not worth a question to the issuer. */
  #glance(token: string): void {
    let issuer: string | undefined
    let type: string | undefined
    try {
      issuer = decodeJwt(token).iss
      type = decodeProtectedHeader(token)
        .typ?.toLowerCase()
        .replace(/^application\//, '')
    } catch {
      throw new UnauthenticatedError('The token is neither a key of this service nor a token of its issuer')
    }
    if (issuer !== this.options.issuer)
      throw new UnauthenticatedError('The token is not of the issuer that this service trusts')
    if (!TYPES.includes(type))
      throw new UnauthenticatedError('The token is neither an access token nor an ID token')
  }
}

/** In words of ours: those of the library may tell what stands in the token. */
function refusalOf(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof errors.JOSEError)) return error
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('The token has expired')
  if (error instanceof errors.JWTClaimValidationFailed)
    return new UnauthenticatedError(CLAIMS[error.claim] ?? 'A claim of the token is not right')
  const words = WORDS[error.code]
  return words === undefined ? new UnavailableError(UNAVAILABLE) : new UnauthenticatedError(words)
}

const CLAIMS: Readonly<Record<string, string>> = {
  aud: 'The token is meant for another audience (aud)',
  exp: 'The token does not say when it expires (exp)',
  nbf: 'The token is not valid yet (nbf)',
  sub: 'The token does not say whom it is about (sub)',
}

const MALFORMED = 'The token is malformed'
const WORDS: Readonly<Record<string, string>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'The token is not signed in a way that counts',
  ERR_JOSE_NOT_SUPPORTED: 'The token is not signed in a way that counts',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'The token does not say which key of its issuer signed it (kid)',
  ERR_JWKS_NO_MATCHING_KEY: 'The token is signed with a key that its issuer does not have',
  ERR_JWS_INVALID: MALFORMED,
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'The signature of the token is wrong',
  ERR_JWT_INVALID: MALFORMED,
}
