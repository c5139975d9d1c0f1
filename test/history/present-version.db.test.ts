import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { PresentVersion, type Standing } from '../../src/history/present-version.js'
import { createGraphDatabase, type GraphDatabase, insertTyped } from '../database/graph-database.js'

/** A network to the database that can be told to keep back what it answers. */
class SlowNetwork {
  /** As that of the database, with the port of the network. */
  url = ''
  /** How often something was sent to the database. */
  sent = 0
  #keptBack: (() => void)[] | undefined
  readonly #sockets = new Set<Socket>()

  private constructor(private readonly server: Server) {}

  static async start(url: string): Promise<SlowNetwork> {
    const { hostname, port } = new URL(url)
    const network = new SlowNetwork(createServer())
    network.server.listen(0, '127.0.0.1')
    await once(network.server, 'listening')
    const address = network.server.address()
    const through = new URL(url)
    through.hostname = '127.0.0.1'
    through.port = String(typeof address === 'object' ? address?.port : '')
    network.url = through.href
    network.server.on('connection', (near) => network.#join(near, connect(Number(port || 5432), hostname)))
    return network
  }

  keepBack(): void {
    this.#keptBack = []
  }

  deliver(): void {
    const late = this.#keptBack ?? []
    this.#keptBack = undefined
    for (const answer of late) answer()
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  #join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => {
      this.sent++
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (this.#keptBack) this.#keptBack.push(() => near.write(chunk))
      else near.write(chunk)
    })
  }
}

describe('the version that the graph is at', () => {
  let graph: GraphDatabase
  let client: Client
  let network: SlowNetwork
  let present: PresentVersion
  const cuts: Error[] = []
  beforeAll(async () => {
    graph = await createGraphDatabase()
    client = graph.client
    await insertTyped(client, 'NEED')
    network = await SlowNetwork.start(graph.url)
    present = new PresentVersion(network.url, (error) => cuts.push(error))
    await present.read()
  })
  afterEach(() => network.deliver())
  afterAll(async () => {
    await present.close()
    await network.stop()
    await graph.drop()
  })

  const head = async (): Promise<string | undefined> =>
    (await client.query<{ version: string }>('select version from graph_head')).rows[0]?.version
  const write = async (): Promise<string | undefined> => {
    await client.query(`update node set name_nl = gen_random_uuid()::text`)
    return head()
  }
  const connected = async (): Promise<Standing> => {
    for (;;) {
      const standing = await present.read()
      if (standing) return standing
      await delay(20)
    }
  }

  test('is told as it is', async () => {
    expect(await present.read()).toEqual({ connection: 1, version: await head() })
    const version = await write()
    expect(await present.read()).toEqual({ connection: 1, version })
  })

  test('is looked at once for all who ask at once', async () => {
    const before = network.sent
    const told = await Promise.all(Array.from({ length: 500 }, () => present.read()))
    expect(new Set(told.map((standing) => standing?.version))).toEqual(new Set([await head()]))
    expect(network.sent - before).toBe(1)
  })

  test('is never that of a look which was under way before the question', async () => {
    const before = await head()
    network.keepBack()
    const early = present.read()
    const sent = network.sent
    while (network.sent === sent) await delay(5)
    await delay(50) // the database has answered, and the answer is on its way
    const version = await write()
    const late = [present.read(), present.read()]
    network.deliver()
    expect((await early)?.version).toBe(before)
    for (const standing of await Promise.all(late)) expect(standing?.version).toBe(version)
  })

  test('cannot be told where the connection is cut, and then again, as of another connection', async () => {
    const { connection } = await connected()
    network.keepBack()
    const waiting = present.read()
    network.cut()
    expect(await waiting).toBeUndefined()
    expect(present.connection).toBeUndefined()
    network.deliver()
    const again = await connected()
    expect(again.connection).toBeGreaterThan(connection)
    expect(again.version).toBe(await head())
    expect(cuts.length).toBeGreaterThan(0)
  })

  test('is not waited for where the database answers nothing', async () => {
    await connected()
    network.keepBack()
    expect(await present.read()).toBeUndefined()
    network.deliver()
    expect((await connected()).version).toBe(await head())
  })

  test('is told no more once it is closed', async () => {
    const other = new PresentVersion(graph.url, (error) => cuts.push(error))
    expect(await other.read()).toBeDefined()
    const before = cuts.length
    await other.close()
    expect(await other.read()).toBeUndefined()
    expect(cuts.length).toBe(before)
  })
})
