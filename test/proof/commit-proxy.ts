import { connect, createServer, type Server, type Socket } from 'node:net'

/** What becomes of a commit on its way; the reply to one that is swallowed never comes, though it was done. */
export type Fate = 'passes' | 'is lost' | 'is swallowed, and the connection cut' | 'is swallowed in silence'

/** A network between a service and PostgreSQL that loses commits, or the replies to them. */
export class CommitProxy {
  readonly counted = new Map<Fate, number>()
  readonly #sockets = new Set<Socket>()

  private constructor(
    private readonly server: Server,
    /** As that of the database, with the port of the proxy. */
    readonly url: string,
  ) {}

  /** @param fateOf each commit */
  static async start(url: string, fateOf: () => Fate): Promise<CommitProxy> {
    const { hostname, port } = new URL(url)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const through = new URL(url)
    through.hostname = '127.0.0.1'
    through.port = String(typeof address === 'object' ? address?.port : '')
    const proxy = new CommitProxy(server, through.href)
    server.on('connection', (client) => {
      const database = connect(Number(port || 5432), hostname)
      proxy.#join(client, database, fateOf)
    })
    return proxy
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  #join(client: Socket, database: Socket, fateOf: () => Fate): void {
    const cut = () => {
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) {
      this.#sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        cut()
      })
    }
    let fate: Fate = 'passes'
    const messages = new Messages()
    client.on('data', (chunk) => {
      for (const message of messages.add(chunk)) {
        if (isCommit(message)) {
          fate = fateOf()
          this.counted.set(fate, (this.counted.get(fate) ?? 0) + 1)
          if (fate === 'is lost') {
            cut()
            return
          }
        }
        database.write(message)
      }
    })
    database.on('data', (chunk) => {
      // Its reply is there: the commit was done, and nobody will hear of it.
      if (fate === 'is swallowed, and the connection cut') cut()
      else if (fate === 'passes') client.write(chunk)
    })
  }
}

function isCommit(message: Buffer): boolean {
  return message[0] === 'Q'.charCodeAt(0) && message.subarray(5, 11).toString() === 'COMMIT'
}

/** Puts together what a client of PostgreSQL sends: a start without a type, then messages of type, length and content. */
class Messages {
  #pending = Buffer.alloc(0)
  #hasStarted = false

  add(chunk: Buffer): Buffer[] {
    this.#pending = Buffer.concat([this.#pending, chunk])
    const whole: Buffer[] = []
    for (let length = this.#length(); length > 0; length = this.#length()) {
      whole.push(this.#pending.subarray(0, length))
      this.#pending = this.#pending.subarray(length)
      this.#hasStarted = true
    }
    return whole
  }

  /** Of the next message; 0 where it is not there as a whole. */
  #length(): number {
    const type = this.#hasStarted ? 1 : 0
    if (this.#pending.length < type + 4) return 0
    const length = type + this.#pending.readInt32BE(type)
    return this.#pending.length < length ? 0 : length
  }
}
