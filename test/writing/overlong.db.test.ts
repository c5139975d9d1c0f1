import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { UnavailableError } from '../../src/kernel/errors.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createNodes } from '../../src/writing/create-nodes.service.js'
import { OFFICE, WritingGraph } from './writing-graph.js'

let graph: WritingGraph
beforeAll(async () => {
  graph = await WritingGraph.start()
})
afterAll(() => graph.stop())

test('a write of which a statement takes too long is not done, is tried once, and may be sent again', async () => {
  const writes = new GraphWrites(graph.dataSource)
  const before = await graph.version()
  const input = {
    idempotencyKey: randomUUID(),
    reason: 'slow',
    nodes: [{ kind: 'NEED' as const, code: 'trage-nood', name: { nl: 'Trage nood' } }],
    draft: false,
  }
  let tries = 0
  const send = (isSlow: boolean) =>
    writes.run(OFFICE, 'createNodes', input, async (write) => {
      tries++
      const made = await createNodes(write, input)
      if (isSlow) await write.manager.query(`set local statement_timeout = '20ms'`)
      if (isSlow) await write.manager.query('select pg_sleep(5)')
      return made
    })
  await expect(send(true)).rejects.toThrow(UnavailableError)
  expect([tries, await graph.version()]).toEqual([1, before])
  expect(await send(false)).toMatchObject({ errors: [], version: String(Number(before) + 1) })
})
