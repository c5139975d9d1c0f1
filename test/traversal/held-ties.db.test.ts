import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Connections } from '../../src/database/connections.js'
import { Reads } from '../../src/database/reads.js'
import { PRESENT } from '../../src/kernel/moment.js'
import { GraphSnapshot } from '../../src/history/snapshot.js'
import { Grounds } from '../../src/traversal/grounds.js'
import { HeldTies } from '../../src/traversal/memory/held-ties.js'
import { TooLargeError } from '../../src/traversal/memory/read-ties.js'
import { createGraphDatabase, type GraphDatabase, insert, insertNode } from '../database/graph-database.js'

/** Lets nobody through until it is opened. */
class Gate {
  open!: () => void
  readonly opened = new Promise<void>((resolve) => (this.open = resolve))
}

describe('ties that are held', () => {
  let database: GraphDatabase
  let connections: Connections
  let block: string
  beforeAll(async () => {
    database = await createGraphDatabase()
    connections = new Connections({ url: database.url, role: 'vrd_public', onCut: () => undefined })
    block = await insertNode(database.client, 'BUILDING_BLOCK')
  })
  afterAll(async () => {
    await connections.end()
    await database.drop()
  })

  let gate: Gate
  let failures: Error[]
  let held: HeldTies
  const hold = (mostBytes = 2 ** 20): HeldTies => {
    const gated = {
      take: async () => {
        await gate.opened
        return connections.take()
      },
      cancel: (client: never) => connections.cancel(client),
    }
    return new HeldTies(gated as never, { mostBytes, onFailure: (error) => failures.push(error) })
  }
  beforeEach(() => {
    gate = new Gate()
    failures = []
    held = hold()
  })
  afterEach(async () => {
    gate.open()
    await held.close()
  })

  /** One more building block that reuses the block: by the laws, so that the graph takes its next version. */
  const write = async (): Promise<void> => {
    const user = await insertNode(database.client, 'BUILDING_BLOCK')
    await insert(database.client, 'relation', {
      id: randomUUID(), kind: 'REUSES', source_id: user, source_kind: 'BUILDING_BLOCK', target_id: block, target_kind: 'BUILDING_BLOCK',
    }) // prettier-ignore
  }

  /** How many nodes a change of the block touches, and in how many statements that was found out. */
  const touched = async (): Promise<{ readonly count: number; readonly statements: number }> => {
    let statements = 0
    const snapshot = new GraphSnapshot(PRESENT)
    const reads = new Reads(connections, undefined, () => statements++, snapshot)
    const version = async () => {
      await reads.open()
      return String(snapshot.version)
    }
    const question = { root: { kind: 'BUILDING_BLOCK', id: block }, depth: 6, kinds: null, on: null, nodeKinds: null, first: 5 } as const // prettier-ignore
    try {
      const [answer] = await new Grounds(reads, version, held).impactOf(reads, [question])
      return { count: (answer as { count: number }).count, statements }
    } finally {
      await reads.close()
    }
  }

  const present = async (): Promise<string> => {
    const { rows } = await database.client.query<{ version: string }>('select version from graph_head')
    return String(rows[0]?.version)
  }

  /** What was read before may rest a while. */
  const untilHeld = async (version: string): Promise<void> => {
    for (let tries = 0; !held.at(version); tries++) {
      expect(tries).toBeLessThan(400)
      await held.settled()
      await delay(5)
    }
  }

  test('answer for their own version only, and after a write SQL answers until they are read anew', async () => {
    await write()
    const { count } = await touched()
    expect(await touched()).toEqual({ count, statements: 2 })
    gate.open()
    await held.settled()
    expect(await touched()).toEqual({ count, statements: 0 })

    gate = new Gate()
    const before = await present()
    await write()
    expect(held.at(before)?.version).toBe(before)
    // As long as reading took, nothing is read anew; whatever is asked meanwhile is answered rightly.
    for (let more = 1; more <= 20; more++) {
      expect(await touched()).toEqual({ count: count + more, statements: 2 })
      await write()
    }
    expect(held.at(before)).toBeUndefined()
    gate.open()
    await held.settled()
    expect(await touched()).toEqual({ count: count + 21, statements: 0 })
  })

  test('are of the version of their own snapshot, whichever was asked for', async () => {
    const asked = await present()
    expect(held.at(asked)).toBeUndefined()
    await write()
    gate.open()
    await held.settled()
    const version = await present()
    expect(held.at(version)?.version).toBe(version)
    expect(held.at(asked)).toBeUndefined()
    // Asked for an earlier version they stay as they are.
    await held.settled()
    expect(held.at(version)?.version).toBe(version)
  })

  test('are told beforehand until a later version is asked for', async () => {
    const before = await present()
    held.at(before)
    expect(held.latest).toBeUndefined()
    gate.open()
    await held.settled()
    expect(held.latest?.version).toBe(before)
    await write()
    expect(held.latest?.version).toBe(before)
    gate = new Gate()
    held.at(await present())
    expect(held.latest).toBeUndefined()
    gate.open()
    await untilHeld(await present())
    expect(held.latest?.version).toBe(await present())
  })

  test('know nodes by their codes and ids, each only as what it is', async () => {
    const named = async (kind: string, code: string) => ({
      kind,
      code,
      id: await insertNode(database.client, kind, { code }),
    })
    const nodes = [
      await named('BUILDING_BLOCK', 'magda'),
      await named('ENTITY', 'magda'),
      await named('ENTITY', 'magd'),
      await named('ENTITY', 'MAGDA'),
      await named('ENTITY', '0'),
      await named('ENTITY', 'zz.z/z'),
    ]
    await write()
    gate.open()
    await untilHeld(await present())
    const ties = held.latest
    const idOf = (key: object): string | undefined => {
      const node = ties?.nodeNamed(key as never) ?? -1
      return node < 0 ? undefined : ties?.idOfNode(node)
    }
    for (const { kind, code, id } of nodes) {
      expect(idOf({ kind, code })).toBe(id)
      expect(idOf({ kind, id })).toBe(id)
      expect(idOf({ kind: 'PROJECT', code })).toBeUndefined()
      expect(idOf({ kind: 'PROJECT', id })).toBeUndefined()
    }
    for (const code of ['mag', 'magdaa', '', '00', 'zzzz', '-'])
      expect(idOf({ kind: 'ENTITY', code })).toBeUndefined()
    expect(idOf({ kind: 'ENTITY', id: randomUUID() })).toBeUndefined()
  })

  test('are not held where they would take too much: SQL answers, and that is told once', async () => {
    held = hold(100)
    gate.open()
    const { count } = await touched()
    await held.settled()
    expect(await touched()).toMatchObject({ count })
    expect(await touched()).toMatchObject({ count })
    await held.settled()
    expect(failures).toEqual([expect.any(TooLargeError)])
    expect(failures[0]?.message).toMatch(/nodes and \d+ ties would take 1 MB/)
  })

  test('that cannot be read are told of, and SQL answers', async () => {
    gate.open()
    const refused = new Error('no connection')
    held = new HeldTies({ take: () => Promise.reject(refused) } as never, {
      mostBytes: 2 ** 20,
      onFailure: (error) => failures.push(error),
    })
    expect(await touched()).toMatchObject({ statements: 2 })
    await held.settled()
    expect(await touched()).toMatchObject({ statements: 2 })
    expect(failures).toEqual([refused])
  })

  test('are given up with the service, and nothing is told of it', async () => {
    await touched()
    const closed = held.close()
    gate.open()
    await closed
    expect(await touched()).toMatchObject({ statements: 2 })
    expect(failures).toEqual([])
  })
})
