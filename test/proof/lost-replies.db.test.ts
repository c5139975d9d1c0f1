import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { randomNumbers } from '../database/random.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { type Attempt, outcomes } from './attempt.js'
import { CommitProxy, type Fate } from './commit-proxy.js'
import { scale, tell } from './lane.js'
import { checkLedger } from './ledger-check.js'
import { writeNeeds } from './lists.js'
import { openWriting } from './purse.js'

const WRITERS = 16
const WRITES = scale(60, 2_000)
/** Milliseconds after which a connection that keeps silent is given up. */
const PATIENCE = 3_000
const LASTS = scale(120_000, 1_800_000)

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

test(
  `of ${WRITES} writes through a network that loses commits and swallows their replies each is done once`,
  async () => {
    const random = randomNumbers(11)
    const fateOf = (): Fate => {
      const draw = random()
      if (draw < 0.1) return 'is lost'
      if (draw < 0.25) return 'is swallowed, and the connection cut'
      return draw < 0.3 ? 'is swallowed in silence' : 'passes'
    }
    const proxy = await CommitProxy.start(database.url, fateOf)
    const dataSource = await openWriting(proxy.url, WRITERS)
    const writes = new GraphWrites(dataSource, PATIENCE)
    const attempts: Attempt[] = []
    let left = WRITES
    const write = async () => {
      while (left-- > 0) attempts.push(await writeNeeds(writes))
    }
    await Promise.all(Array.from({ length: WRITERS }, write))
    await dataSource.destroy()
    await proxy.stop()

    const findings = await withClient(database.url, (client) => checkLedger(client, attempts))
    tell('lost replies', {
      ...outcomes(attempts),
      ...Object.fromEntries(proxy.counted),
      findings: findings.length,
    })
    expect(attempts.filter(({ version }) => version !== null)).toHaveLength(WRITES)
    expect(findings).toEqual([])
    expect(proxy.counted.size).toBe(4)
    expect(await verifyLedger(database.url)).toMatchObject({ findings: [] })
  },
  LASTS,
)
