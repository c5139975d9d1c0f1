import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { withClient } from '../support/test-run.js'
import { EventStream } from './event-stream.js'
import { headOf, rename, streaming, StreamingService } from './streaming-service.js'

const VERSIONS = 'subscription { versions { version } }'
const after = (version: number | string, fields = 'version'): string =>
  `subscription { versions(after: "${version}") { ${fields} } }`
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

const stage = streaming()
const { open, streams } = stage

/** Until it has started, and waits for what is to come. */
async function listens(stream: EventStream, { feed } = stage.service): Promise<void> {
  await stream.until(() => stream.comments > 0)
  while (feed.waiting === 0) await delay(5)
}

const reads = (where: string): Promise<number> =>
  withClient(stage.database.url, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and ${where}`,
    )
    return rows[0]?.count ?? -1
  })

describe('each version after one', () => {
  test('is told once, in order: those that were there, then those that come', async () => {
    const from = await rename(stage.database.url, 5)
    const stream = await open(after(from - 5))
    await stream.count(5)
    const to = await rename(stage.database.url, 3)
    await stream.count(8)
    expect(stream.versions).toEqual(range(from - 4, to))
    expect(stream.answers.map(({ data }) => data?.versions['version'])).toEqual(stream.versions)
    expect(stream.answers[0]).toMatchObject({ extensions: { graphVersion: String(from) } })
  })

  test('by itself from now on, with who, when, why and what', async () => {
    const stream = await open(
      'subscription { versions { version at author reason changeCount changes { subject operation summary(language: EN) } nodes: changes(kinds: [PROJECT]) { subject } needs: changes(kinds: [NEED]) { subject } } }',
    )
    await listens(stream)
    const version = await rename(stage.database.url, 1, 'A planner')
    await stream.count(1)
    expect(stream.answers[0]?.data?.versions).toEqual({
      version: String(version),
      at: expect.stringMatching(/^\d{4}-.*\.\d{6}Z$/),
      author: 'A planner',
      reason: null,
      changeCount: 1,
      changes: [
        {
          subject: 'project:VRD3-2025-08',
          operation: 'CORRECTED',
          summary: expect.stringContaining('name (English)'),
        },
      ],
      nodes: [{ subject: 'project:VRD3-2025-08' }],
      needs: [],
    })
  })

  test('also by GET, and for who comes back with Last-Event-ID', async () => {
    const head = await rename(stage.database.url, 2)
    const query = new URLSearchParams({ query: after(head) })
    const stream = await EventStream.open(`${stage.service.url}/graphql/stream?${query.toString()}`, {
      headers: { 'last-event-id': String(head - 2) },
    })
    streams.push(stream)
    await stream.count(2)
    expect(stream.versions).toEqual(range(head - 1, head))
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.response.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('of which something is left to tell, as a place within it says', async () => {
    const stream = await open(after('1.100'))
    await stream.count(1)
    expect(stream.versions[0]).toBe('1')
  })

  test('through another process on the same database too', async () => {
    const other = await StreamingService.start(stage.database.url)
    const head = await headOf(stage.database.url)
    const both = [await open(VERSIONS), await open(VERSIONS, {}, {}, other)]
    await Promise.all([listens(both[0] as EventStream), listens(both[1] as EventStream, other)])
    const to = await rename(stage.database.url, 3)
    await Promise.all(both.map((stream) => stream.count(3)))
    for (const stream of both) expect(stream.versions).toEqual(range(head + 1, to))
    await other.stop()
  })
})

describe('what was taken while a connection was cut', () => {
  test('is told after it, also where the cut hit the reading', async () => {
    const head = await headOf(stage.database.url)
    const stream = await open(after(head))
    await listens(stream)
    let to = head
    for (let i = 0; i < 6; i++) {
      const writing = rename(stage.database.url, 4)
      await withClient(stage.database.url, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
           and application_name in ('vrd-graph follows', 'vrd-graph reads')`,
        ),
      )
      to = await writing
    }
    await stream.until(() => stream.versions.at(-1) === String(to), 15_000)
    expect(stream.versions).toEqual(range(head + 1, to))
    expect(stream.answers.filter(({ errors }) => errors)).toEqual([])
  }, 30_000)
})

describe('many subscribers', () => {
  test('share one connection that listens, and hold none that reads', async () => {
    const head = await headOf(stage.database.url)
    const many = await Promise.all(Array.from({ length: 100 }, () => open(after(head))))
    await Promise.all(many.map((stream) => listens(stream)))
    const to = await rename(stage.database.url, 2)
    await Promise.all(many.map((stream) => stream.count(2)))
    for (const stream of many) expect(stream.versions).toEqual(range(head + 1, to))
    expect(await reads(`application_name = 'vrd-graph follows'`)).toBe(1)
    const { total, idle } = stage.service.pools.published.open
    expect(total - idle).toBe(0)
  })

  test('are let go when they leave', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => open(VERSIONS)))
    await Promise.all(many.map((stream) => listens(stream)))
    await Promise.all(many.map((stream) => stream.leave()))
    const end = Date.now() + 2_000
    while (stage.service.feed.waiting > 0 && Date.now() < end) await delay(5)
    expect(stage.service.feed.waiting).toBe(0)
  })

  test('one that does not read holds nothing up, and reads on later where it stood', async () => {
    const head = await headOf(stage.database.url)
    const body = JSON.stringify({ query: after('0', 'version changes { before after subject }') })
    const socket = connect(Number(new URL(stage.service.url).port), '127.0.0.1')
    socket.pause()
    socket.write(
      `POST /graphql/stream HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    // The first version alone holds the whole programme, some megabytes.
    await delay(500)
    const inUse = (): number =>
      stage.service.pools.published.open.total - stage.service.pools.published.open.idle
    for (const end = Date.now() + 10_000; inUse() > 0 && Date.now() < end;) await delay(20)
    expect(inUse()).toBe(0)
    const stream = await open(after(head))
    const to = await rename(stage.database.url, 30)
    await stream.until(() => stream.versions.at(-1) === String(to))
    expect(await idsRead(socket, to)).toEqual(range(1, to))
    socket.destroy()
  })
})

/** Reads on until an event has this id. @returns the ids of all events */
async function idsRead(socket: Socket, last: number): Promise<string[]> {
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  socket.resume()
  const ids = (): string[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id ?? '')
  const end = Date.now() + 10_000
  while (ids().at(-1) !== String(last) && Date.now() < end) await delay(20)
  return ids()
}

describe('a stream', () => {
  test('outlives the time of a request, and shows that it lives', async () => {
    const short = await StreamingService.start(stage.database.url, { milliseconds: 300 }, { heartbeat: 50 })
    const stream = await open(VERSIONS, {}, {}, short)
    await listens(stream, short)
    await delay(700)
    expect(stream.comments).toBeGreaterThan(5)
    await rename(stage.database.url)
    await stream.count(1)
    await short.stop()
    await stream.ended()
    expect(stream.told.at(-1)).toEqual({ id: undefined, event: 'complete', data: '' })
    expect(short.logged).toEqual([])
  })

  test('is completed at once when the service ends, also where nobody reads it', async () => {
    const ending = await StreamingService.start(stage.database.url, {}, { farewell: 200 })
    const many = await Promise.all(Array.from({ length: 10 }, () => open(VERSIONS, {}, {}, ending)))
    await Promise.all(many.map((stream) => listens(stream, ending)))
    const body = JSON.stringify({ query: after('0', 'changes { before after }') })
    const deaf = connect(Number(new URL(ending.url).port), '127.0.0.1')
    deaf.pause()
    deaf.on('error', () => undefined)
    deaf.write(
      `POST /graphql/stream HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    await once(ending.app.server, 'request')
    await delay(300)
    const started = Date.now()
    await ending.stop()
    expect(Date.now() - started).toBeLessThan(1_500)
    await Promise.all(many.map((stream) => stream.ended()))
    for (const { told } of many) expect(told.map(({ event }) => event)).toEqual(['complete'])
    deaf.destroy()
    expect(ending.logged).toEqual([])
  })

  test('is one of so many at once', async () => {
    const small = await StreamingService.start(stage.database.url, {}, { most: 2 })
    const [first] = [await open(VERSIONS, {}, {}, small), await open(VERSIONS, {}, {}, small)]
    const refused = await EventStream.subscribe(small.url, VERSIONS)
    expect(refused.response.status).toBe(503)
    expect(refused.response.headers.get('retry-after')).toBe('10')
    await first.leave()
    await delay(50)
    expect((await open(VERSIONS, {}, {}, small)).response.status).toBe(200)
    await small.stop()
  })
})

test('of a mistake of ours only an id is told, and who comes back starts with the same version', async () => {
  const broken = await StreamingService.start(stage.database.url)
  const head = await rename(stage.database.url, 2)
  await withClient(stage.database.url, (client) => client.query('alter view seen_version rename to hidden'))
  const stream = await open(after(head - 2), {}, {}, broken)
  await stream.ended()
  await withClient(stage.database.url, (client) => client.query('alter view hidden rename to seen_version'))
  expect(stream.told.map(({ event, id }) => [event, id])).toEqual([
    ['next', undefined],
    ['complete', undefined],
  ])
  expect(stream.told[0]?.data).not.toMatch(/seen_version|relation/)
  expect(stream.answers[0]?.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  const { errorId } = stream.answers[0]?.errors?.[0]?.extensions as { errorId: string }
  expect(broken.logged.some((line) => line.includes(errorId) && line.includes('does not exist'))).toBe(true)
  await broken.stop()
})
