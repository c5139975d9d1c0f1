import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { randomNumbers } from '../database/random.js'
import { type Attempt, reasonOf } from './attempt.js'
import { needCodes, needMade } from './lists.js'
import { euro, idOf, type Purse } from './purse.js'

interface Asked {
  readonly mutation: string
  readonly input: object
  readonly made: readonly string[]
  readonly claimed: readonly string[]
  readonly expected: string | null
}

interface Payload {
  readonly graphVersion: string | null
  readonly errors: readonly { readonly code: string }[]
}

/** How long a writer waits for an answer before it sends the same again, in milliseconds. */
const PATIENCE = 8_000

/** Writers over HTTP that send the same with the same key until it is acknowledged, whatever dies meanwhile. */
export class HttpWriters {
  readonly attempts: Attempt[] = []
  /** How often something had to be sent again. */
  again = 0
  #ended = false
  readonly #writing: Promise<unknown>

  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly purse: Purse,
    writers: number,
  ) {
    this.#writing = Promise.all(Array.from({ length: writers }, (_, i) => this.#write(i)))
  }

  /** Waits for what was sent to be acknowledged. */
  async end(): Promise<void> {
    this.#ended = true
    await this.#writing
  }

  async #write(writer: number): Promise<void> {
    const random = randomNumbers(writer)
    let own: { readonly codes: readonly string[]; readonly version: string } | undefined
    while (!this.#ended) {
      const key = randomUUID()
      const draw = random()
      const asked = draw < 0.4 ? needs(key) : draw < 0.7 || !own ? this.#allocations(key, random) : moves(own)
      const { graphVersion, errors } = await this.#send(key, asked)
      const { mutation, made, claimed, expected } = asked
      const refused = errors.map(({ code }) => code)
      this.attempts.push({ key, mutation, made, claimed, expected, version: graphVersion, refused })
      if (mutation === 'allocate' && graphVersion !== null)
        own = { codes: needCodes(key), version: graphVersion }
      if (mutation === 'moveMoney')
        own = own && graphVersion !== null ? { ...own, version: graphVersion } : undefined
    }
  }

  async #send(key: string, { mutation, input }: Asked): Promise<Payload> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const body = JSON.stringify({
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { graphVersion errors { code } } }`,
      variables: { input: { idempotencyKey: key, reason: reasonOf(key), ...input } },
    })
    for (;;) {
      const payload = await this.#sendOnce(mutation, body).catch(() => undefined)
      if (payload) return payload
      this.again++
      await delay(50 + Math.random() * 100)
    }
  }

  /** @returns undefined where the service could not do it now. @throws where there is no answer, or a wrong one. */
  async #sendOnce(mutation: string, body: string): Promise<Payload | undefined> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}` },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    })
    const answer = (await response.json()) as { data?: Record<string, Payload | undefined> | null }
    return answer.data?.[mutation]
  }

  #allocations(key: string, random: () => number): Asked {
    const { appropriations, receiver } = this.purse
    const allocations = needCodes(key).map((code) => ({
      code,
      name: { nl: 'Proef' },
      appropriation: appropriations[Math.floor(random() * appropriations.length)],
      entity: receiver,
      amount: euro(1 + Math.floor(random() * 9)),
      allocationKind: 'INVESTMENT',
    }))
    const made = allocations.map(({ code }) => idOf('ALLOCATION', code))
    return { mutation: 'allocate', input: { allocations }, made, claimed: [], expected: null }
  }
}

function needs(key: string): Asked {
  const nodes = needCodes(key).map((code) => ({ kind: 'NEED', code, name: { nl: code } }))
  return { mutation: 'createNodes', input: { nodes }, made: needMade(key), claimed: [], expected: null }
}

function moves({ codes, version }: { readonly codes: readonly string[]; readonly version: string }): Asked {
  const [from, to] = codes
  const input = {
    from: `allocation:${from}`,
    to: `allocation:${to}`,
    amount: '0.10',
    expectedVersion: version,
  }
  const claimed = [from, to].map((code) => idOf('ALLOCATION', code ?? ''))
  return { mutation: 'moveMoney', input, made: [], claimed, expected: version }
}
