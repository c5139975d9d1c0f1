import { beforeEach, describe, expect, test } from '@jest/globals'
import { setImmediate as turn } from 'node:timers/promises'
import type { Standing } from '../../src/history/present-version.js'
import { AnswerCache, type FreshAnswer } from '../../src/api/answer-cache.js'

/** A graph that stands where the test says, and counts how often it is asked. */
class Graph {
  connection: number | undefined = 1
  version = 1
  looks = 0
  made = 0

  async read(): Promise<Standing | undefined> {
    this.looks++
    const { connection, version } = this
    return connection === undefined ? undefined : { connection, version: String(version) }
  }

  /** As a query is answered: of the version that there is when it is read. */
  readonly make = async (): Promise<FreshAnswer> => this.answer(this.version)

  answer(version: number | undefined, length = 10): FreshAnswer {
    this.made++
    const body = Buffer.from(`${version} `.padEnd(length))
    return { status: 200, headers: {}, body, version: version === undefined ? undefined : String(version) }
  }
}

let graph: Graph
let cache: AnswerCache
beforeEach(() => {
  graph = new Graph()
  cache = new AnswerCache(1, graph)
})
const ask = async (key = 'a', make: () => Promise<FreshAnswer | undefined> = graph.make) =>
  (await cache.answer(key, make))?.body.toString().trim()

describe('an answer that is kept', () => {
  test('is given again while the graph stands there, and made anew once it does not', async () => {
    expect([await ask(), await ask(), graph.made]).toEqual(['1', '1', 1])
    graph.version = 2
    expect([await ask(), await ask(), graph.made]).toEqual(['2', '2', 2])
  })

  test('costs whoever asks for the first time no look at the version', async () => {
    await ask('a')
    await ask('b')
    expect(graph.looks).toBe(0)
  })

  test('is kept as of the version that it was read at, also where that came after the question', async () => {
    await ask('a', async () => {
      graph.version = 2
      return graph.answer(2)
    })
    expect([await ask(), graph.made]).toEqual(['2', 1])
    graph.version = 3
    // Read before the third version, and finished after it.
    expect(await ask('a', async () => graph.answer(2))).toBe('2')
    expect([await ask(), graph.made]).toEqual(['3', 3])
  })

  test('is of its key only', async () => {
    await ask('a')
    graph.version = 2
    await ask('b')
    expect([await ask('b'), await ask('a'), graph.made]).toEqual(['2', '2', 3])
  })

  test('is not what hangs on more than the graph, nor what was given up', async () => {
    for (const make of [async () => graph.answer(undefined), async () => undefined]) {
      await ask('a', make)
      await ask('a', make)
    }
    expect([graph.made, graph.looks]).toEqual([2, 0])
  })

  test('is not used where the version cannot be told, nor after another connection tells the same one', async () => {
    await ask()
    graph.connection = undefined
    expect([await ask(), graph.made]).toEqual(['1', 2])
    graph.connection = 2
    expect([await ask(), graph.made]).toEqual(['1', 3])
    expect([await ask(), graph.made]).toEqual(['1', 3])
  })

  test('is of the connection that there was before it was read', async () => {
    await ask('a', async () => {
      graph.connection = 2
      return graph.answer(1)
    })
    expect([await ask(), graph.made]).toEqual(['1', 2])
  })

  test('takes no more room than there is, and a large one is not kept', async () => {
    const large = async () => graph.answer(1, 70_000)
    await ask('large', large)
    await ask('large', large)
    expect(graph.made).toBe(2)
    const some = (key: number) => ask(String(key), async () => graph.answer(1, 50_000))
    for (let key = 0; key < 100; key++) await some(key)
    graph.made = 0
    for (let key = 99; key >= 0; key--) await some(key)
    expect(graph.made).toBeGreaterThan(75)
    expect(graph.made).toBeLessThan(85)
  })
})

describe('several who ask at once for what was kept earlier', () => {
  const held = () => {
    let [resolve, reject]: [(answer?: FreshAnswer) => void, (error: Error) => void] = [() => {}, () => {}]
    const promise = new Promise<FreshAnswer | undefined>((...ways) => ([resolve, reject] = ways))
    return { make: () => promise, resolve, reject }
  }
  beforeEach(async () => {
    await ask()
    graph.version = 2
    graph.made = 0
  })

  test('are answered by one of them', async () => {
    const first = held()
    const answers = [ask('a', first.make), ask(), ask()]
    await turn()
    expect(graph.made).toBe(0)
    first.resolve(graph.answer(2))
    expect([await Promise.all(answers), graph.made]).toEqual([['2', '2', '2'], 1])
  })

  test('each make their own where the first gives up, or fails', async () => {
    for (const end of ['resolve', 'reject'] as const) {
      graph.version++
      graph.made = 0
      const first = held()
      const answers = [ask('a', first.make).catch(() => 'failed'), ask(), ask()]
      await turn()
      if (end === 'resolve') first.resolve()
      else first.reject(new Error('failed'))
      const own = String(graph.version)
      expect(await Promise.all(answers)).toEqual([end === 'resolve' ? undefined : 'failed', own, own])
      expect(graph.made).toBe(2)
    }
  })

  test('do not wait for one who asked before the graph went on', async () => {
    const first = held()
    const early = ask('a', first.make)
    await turn()
    graph.version = 3
    expect(await ask()).toBe('3')
    first.resolve(graph.answer(2))
    expect(await early).toBe('2')
    expect(await ask()).toBe('3')
  })

  test.each([1, 3])(
    'are not told what the first one has read of version %i, where they are at 2',
    async (read) => {
      const first = held()
      const answers = [ask('a', first.make), ask()]
      await turn()
      first.resolve(graph.answer(read))
      expect(await Promise.all(answers)).toEqual([String(read), '2'])
    },
  )
})
