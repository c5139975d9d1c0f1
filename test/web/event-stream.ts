/** What a stream told. */
export interface Told {
  readonly id: string | undefined
  readonly event: string
  readonly data: string
}

/** Reads server-sent events as a client of its own, and counts the comments between them. */
export class EventStream {
  readonly told: Told[] = []
  comments = 0
  readonly #leave = new AbortController()
  #reading: Promise<void> = Promise.resolve()
  #wake: () => void = () => undefined
  isEnded = false

  private constructor(readonly response: Response) {}

  /** @param url with the path; POST where there is a body */
  static async open(url: string, init: RequestInit = {}): Promise<EventStream> {
    const leave = new AbortController()
    const headers = { accept: 'text/event-stream', ...(init.headers as Record<string, string>) }
    const response = await fetch(url, { ...init, headers, signal: leave.signal })
    const stream = new EventStream(response)
    stream.#leave.signal.addEventListener('abort', () => leave.abort())
    stream.#reading = stream.#read().catch(() => undefined)
    return stream
  }

  static subscribe(
    url: string,
    query: string,
    headers: Readonly<Record<string, string>> = {},
    variables = {},
  ): Promise<EventStream> {
    return EventStream.open(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
  }

  /** The versions told so far. */
  get versions(): string[] {
    return this.told.flatMap(({ id }) => id ?? [])
  }

  /** The answers told so far. */
  get answers(): {
    data?: { versions: Record<string, unknown> } | null
    errors?: { message: string; extensions: Record<string, unknown> }[]
  }[] {
    return this.told.filter(({ event }) => event === 'next').map(({ data }) => JSON.parse(data))
  }

  /** @throws Error where it is not true in time */
  async until(isTrue: () => boolean, within = 5_000): Promise<void> {
    const end = Date.now() + within
    while (!isTrue()) {
      const left = end - Date.now()
      if (left <= 0 || this.isEnded)
        throw new Error(`told ${JSON.stringify(this.told)}, ended ${this.isEnded}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  /** Until so many events were told. */
  count(events: number, within?: number): Promise<void> {
    return this.until(() => this.told.length >= events, within)
  }

  async ended(): Promise<void> {
    await this.#reading
  }

  async leave(): Promise<void> {
    this.#leave.abort()
    await this.#reading
  }

  async #read(): Promise<void> {
    let rest = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
        this.#wake()
      }
    } finally {
      this.isEnded = true
      this.#wake()
    }
  }

  #take(block: string): void {
    const lines = block.split('\n')
    if (lines.every((line) => line.startsWith(':'))) {
      this.comments++
      return
    }
    const field = (name: string): string | undefined =>
      lines
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trimStart()
    this.told.push({ id: field('id'), event: field('event') ?? 'message', data: field('data') ?? '' })
  }
}
