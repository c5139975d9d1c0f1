import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { UnavailableError } from '../kernel/errors.js'

export interface IssuerKeysOptions {
  /** As it stands in its tokens and its metadata, to the letter. */
  readonly issuer: string
  /** Where its keys are; undefined to ask its metadata (OpenID Connect Discovery 1.0). */
  readonly jwksUri: string | undefined
  /** Milliseconds between two looks at the keys for the sake of one that is not among them. */
  readonly cooldown?: number
  /** Milliseconds for which an issuer that did not answer is left alone. */
  readonly quiet?: number
}

/** Milliseconds that an issuer may take to answer, and that its keys are believed: a withdrawn one is good no longer. */
const PATIENCE = 5_000
const KEYS_LAST = 600_000
const COOLDOWN = 30_000
const QUIET = 2_000

type Resolved = ReturnType<typeof createRemoteJWKSet>

/** The public keys of an issuer, fetched when they are first needed, kept, and fetched anew when one is missing. */
export class IssuerKeys {
  #keys: Promise<Resolved> | undefined
  #quietUntil = 0

  constructor(private readonly options: IssuerKeysOptions) {}

  /** @throws UnavailableError where the issuer does not answer as it should */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const keys = (this.#keys ??= this.#open())
    try {
      return await (
        await keys
      )(header, token)
    } catch (error) {
      // The address of the keys may have changed: it is asked for again.
      if (error instanceof UnavailableError && this.#keys === keys) this.#keys = undefined
      throw error
    }
  }

  async #open(): Promise<Resolved> {
    const { jwksUri, cooldown = COOLDOWN } = this.options
    const url = jwksUri ?? (await this.#discover())
    return createRemoteJWKSet(new URL(url), {
      timeoutDuration: PATIENCE,
      cacheMaxAge: KEYS_LAST,
      cooldownDuration: cooldown,
      [customFetch]: (address, options) => this.#fetch(address, options),
    })
  }

  async #discover(): Promise<string> {
    const { issuer } = this.options
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await this.#fetch(address, { signal: AbortSignal.timeout(PATIENCE) })
    const told = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined
    const uri = told?.['jwks_uri']
    if (told?.['issuer'] !== issuer || typeof uri !== 'string' || !isTrusted(uri, issuer))
      throw this.#unavailable()
    return uri
  }

  async #fetch(address: string, options: Parameters<typeof fetch>[1]): Promise<Response> {
    if (Date.now() < this.#quietUntil) throw new UnavailableError(UNAVAILABLE)
    try {
      const response = await fetch(address, { ...options, redirect: 'error' })
      if (response.status === 200) return response
    } catch {
      // As good as another status: the issuer cannot be asked.
    }
    throw this.#unavailable()
  }

  #unavailable(): UnavailableError {
    this.#quietUntil = Date.now() + (this.options.quiet ?? QUIET)
    return new UnavailableError(UNAVAILABLE)
  }
}

export const UNAVAILABLE =
  'The issuer of tokens does not answer, so nobody can be recognised by one; try again later'

/** Keys that came unprotected, while the issuer itself did not, could be anybody's. */
function isTrusted(uri: string, issuer: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol } = new URL(uri)
  return protocol === 'https:' || protocol === new URL(issuer).protocol
}
