import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTHeaderParameters, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'

export const AUDIENCE = 'https://graph.example'
export const OTHER_AUDIENCE = 'https://elsewhere.example'

type Claims = Readonly<Record<string, unknown>>

/** A real issuer of OpenID Connect on a port of its own: discovery, keys and tokens are what it makes of them. */
export class Issuer {
  readonly #server: Server
  #listener: RequestListener = () => undefined
  /** With its private part. */
  key!: JWK
  /** How often its keys were asked for. */
  asked = 0

  private constructor(
    /** By client: what its tokens say beside the usual. */
    private readonly clients: Readonly<Record<string, Claims>>,
  ) {
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith('/jwks')) this.asked++
      this.#listener(request, response)
    })
  }

  static async start(clients: Readonly<Record<string, Claims>>): Promise<Issuer> {
    const issuer = new Issuer(clients)
    await issuer.listen(0)
    await issuer.rotate('first')
    return issuer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Takes a new key and forgets the one before. */
  async rotate(kid: string): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    this.key = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
    const provider = new Provider(this.url, {
      jwks: { keys: [this.key] },
      clients: Object.keys(this.clients).map((id) => ({
        client_id: id,
        client_secret: `${id}-secret`,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      })),
      ttl: { ClientCredentials: 600 },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context, resource) => ({
            scope: '',
            audience: resource,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      extraTokenClaims: (_context, token) => this.clients[token.clientId ?? ''] ?? {},
    })
    const answer = provider.callback()
    this.#listener = (request, response) => void answer(request, response)
  }

  /** An access token, as the issuer gives it out. */
  async token(client: string, audience = AUDIENCE): Promise<string> {
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client}:${client}-secret`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
    })
    const told = (await response.json()) as { access_token?: string }
    if (told.access_token === undefined) throw new Error(`no token: ${JSON.stringify(told)}`)
    return told.access_token
  }

  /** Signed with its key, though it never gave it out. */
  async sign(claims: Claims = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const usual = {
      iss: this.url,
      aud: AUDIENCE,
      sub: 'somebody',
      role: 'administrator',
      iat: now,
      exp: now + 60,
    }
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: this.key.kid ?? '', typ: 'JWT', ...header })
      .sign(await importJWK(this.key, 'RS256'))
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  /** @returns its port, to come back on */
  async stop(): Promise<number> {
    const { port } = this.#server.address() as AddressInfo
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    return port
  }
}
