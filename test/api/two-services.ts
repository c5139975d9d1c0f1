import { issueApiKey, type KeyWish } from '../../src/access/api-key.service.js'
import { AccessService } from '../access/access-service.js'
import { withClient } from '../support/test-run.js'

export const JSON_BODY = { 'content-type': 'application/json' }
export const DEED = { author: 'a', reason: 'b' }

/** What a client sees of an answer. */
export interface Seen {
  readonly status: number
  readonly headers: readonly (string | null)[]
  readonly body: string
}

export function posted(query: string, headers: Record<string, string> = {}, more: object = {}): RequestInit {
  return { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify({ query, ...more }) }
}

export async function sent(service: AccessService, init: RequestInit, search = ''): Promise<Seen> {
  const response = await fetch(`${service.url}/graphql${search}`, init)
  const { status, headers } = response
  const told = ['content-type', 'cache-control', 'content-length', 'vary'].map((name) => headers.get(name))
  return { status, headers: told, body: await response.text() }
}

/** A service that keeps answers, and one that keeps none, over the same database. */
export class TwoServices {
  private constructor(
    readonly kept: AccessService,
    readonly fresh: AccessService,
  ) {}

  static async start(): Promise<TwoServices> {
    const kept = await AccessService.start({ cache: 16 })
    return new TwoServices(kept, await AccessService.start({ over: kept.database }))
  }

  /** A new key, as a header and by its prefix. */
  async key(name: string, more: Partial<KeyWish> = {}): Promise<{ authorization: string; prefix: string }> {
    const wish: KeyWish = { name, role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ'], ...more }
    const { text, key: made } = await issueApiKey(this.kept.dataSource, wish, DEED)
    return { authorization: `Bearer ${text}`, prefix: made.prefix }
  }

  /** Asks the one that keeps answers, and tells whether nothing was read for it. */
  async ask(init: RequestInit): Promise<{ seen: Seen; isKept: boolean }> {
    const before = this.kept.statements.length
    const seen = await sent(this.kept, init)
    return { seen, isKept: this.kept.statements.length === before }
  }

  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return withClient(
      this.kept.database.url,
      async (client) => (await client.query<Row>(text, [...values])).rows,
    )
  }

  async stop(): Promise<void> {
    await this.fresh.stop()
    await this.kept.stop()
  }
}
