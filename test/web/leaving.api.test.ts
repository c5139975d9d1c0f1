import { afterEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { connect } from 'node:net'
import { JSON_BODY, SampleApp } from './sample-app.js'

const running: SampleApp[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ app }) => app.close()))
})

async function start(options: Parameters<typeof SampleApp.start>[0] = {}): Promise<SampleApp> {
  const sample = await SampleApp.start(options)
  running.push(sample)
  return sample
}

function count(sample: SampleApp, event: string): { readonly times: number } {
  const counter = { times: 0 }
  sample.events.on(event, () => counter.times++)
  return counter
}

describe('a client that leaves', () => {
  const waysToAsk: [string, string, RequestInit][] = [
    ['by POST', '/graphql', { method: 'POST', body: '{"query":"{ slow }"}', headers: JSON_BODY }],
    ['by GET', '/graphql?query={slow}', { method: 'GET', headers: JSON_BODY }],
  ]
  test.each(waysToAsk)('%s, has its work cut off and leaves no error behind', async (_name, path, init) => {
    const sample = await start()
    const leave = new AbortController()
    const cut = Promise.all(['running', 'cancelled', 'closed'].map((event) => once(sample.events, event)))
    const answer = fetch(`${sample.url}${path}`, { ...init, signal: leave.signal })
    await once(sample.events, 'running')
    leave.abort()
    await expect(answer).rejects.toThrow('aborted')
    await cut
    await sample.app.close()
    expect(sample.logs(40)).toEqual([])
  })

  test('does not wait for what does not listen', async () => {
    const sample = await start()
    const leave = new AbortController()
    const closed = once(sample.events, 'closed')
    const answer = fetch(`${sample.url}/graphql`, {
      method: 'POST',
      body: '{"query":"{ deaf }"}',
      headers: JSON_BODY,
      signal: leave.signal,
    })
    await once(sample.events, 'running')
    leave.abort()
    await expect(answer).rejects.toThrow('aborted')
    await closed
    sample.events.emit('release')
    await sample.app.close()
    expect(sample.logs(40)).toEqual([])
  })
})

describe('the time of a request', () => {
  test.each(['slow', 'deaf'])('ends the %s', async (field) => {
    const sample = await start({ limits: { milliseconds: 50 } })
    const closed = once(sample.events, 'closed')
    const answer = await sample.ask(`{ ${field} }`)
    expect(answer.status).toBe(503)
    expect(answer.body).toEqual({
      errors: [{ message: 'The answer took more than 50 milliseconds', extensions: { code: 'TIMEOUT' } }],
    })
    await closed
    sample.events.emit('release')
    await sample.app.close()
    expect(sample.logs(50)).toEqual([])
  })
})

describe('the context', () => {
  test('is opened once, used as it is, and closed once', async () => {
    const sample = await start()
    const [opened, closed] = [count(sample, 'opened'), count(sample, 'closed')]
    const answer = await sample.ask('{ language }', {}, { 'accept-language': 'en' })
    expect(answer.body).toEqual({ data: { language: 'en' }, extensions: { graphVersion: '7' } })
    await sample.app.close()
    expect([opened.times, closed.times]).toEqual([1, 1])
  })

  test('is closed also where the request is refused', async () => {
    const sample = await start()
    const [opened, closed] = [count(sample, 'opened'), count(sample, 'closed')]
    await sample.ask('{ nonsense }')
    await sample.ask('{ thing(code: "defect") { code } }')
    await sample.send({ body: '{"variables":{}}', headers: JSON_BODY })
    await sample.app.close()
    expect(closed.times).toBe(opened.times)
    expect(opened.times).toBeGreaterThan(0)
  })
})

describe('closing', () => {
  test('lets what is under way finish first', async () => {
    const sample = await start()
    const answer = sample.ask('{ deaf }')
    await once(sample.events, 'running')
    const closed = sample.app.close().then(() => 'closed')
    const first = await Promise.race([closed, new Promise((resolve) => setImmediate(resolve, 'open'))])
    expect(first).toBe('open')
    sample.events.emit('release')
    expect((await answer).body).toMatchObject({ data: { deaf: 'released' } })
    expect(await closed).toBe('closed')
  })

  test('does not wait for a connection that was opened in advance', async () => {
    const sample = await start()
    const socket = connect(Number(new URL(sample.url).port), '127.0.0.1')
    await once(sample.app.server, 'connection')
    const ended = once(socket, 'close')
    await sample.app.close()
    await ended
  }, 5000)

  test('cuts a request that never ends when its time is over', async () => {
    const sample = await start({ limits: { milliseconds: 100 } })
    const socket = connect(Number(new URL(sample.url).port), '127.0.0.1')
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n',
    )
    socket.resume()
    await once(sample.app.server, 'request')
    await sample.app.close()
  }, 5000)

  test('takes nothing new', async () => {
    const sample = await start()
    await sample.app.close()
    await expect(sample.ask('{ language }')).rejects.toThrow('fetch failed')
  })

  test('leaves signals to the one who started the service', async () => {
    const before = ['SIGINT', 'SIGTERM'].map((signal) => process.listenerCount(signal))
    await start()
    expect(['SIGINT', 'SIGTERM'].map((signal) => process.listenerCount(signal))).toEqual(before)
  })
})
