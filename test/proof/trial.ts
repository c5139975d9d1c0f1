import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import type { Attempt } from './attempt.js'
import { CommitProxy, type Fate } from './commit-proxy.js'
import { checkLedger } from './ledger-check.js'
import { overdraw, writeNeeds } from './lists.js'
import { watchMoney } from './money-snapshots.js'
import { MoneyWriters } from './money-writers.js'
import { idOf, makePurse, openWriting, type Purse, type Writes } from './purse.js'
import { checkAnswers, sendSameKeys } from './same-keys.js'

/** Builds the writes over a database, as they are shipped or with a fault in them. */
export type Build = (dataSource: DataSource) => Writes

interface Tried {
  readonly url: string
  readonly client: Client
  readonly build: Build
  readonly purse: Purse
}

/**
 * Tries a build in each of the ways in which the proof tries the one that is shipped, and holds it against the same checks.
 *
 * @returns what each way found, one after the other.
 */
export async function* tryOut(url: string, build: Build): AsyncGenerator<readonly string[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const dataSource = await openWriting(url, 1)
  try {
    const purse = await makePurse(new GraphWrites(dataSource), 'trial', [300, 400])
    const tried = { url, client, build, purse }
    for (const way of [tryKeys, tryLists, tryLostReplies, tryMoney]) yield await way(tried)
    yield (await verifyLedger(url)).findings.map(({ problem }) => `verify: ${problem}`)
  } finally {
    await dataSource.destroy()
    await client.end()
  }
}

async function tryKeys({ url, client, build, purse }: Tried): Promise<string[]> {
  return withWrites(url, build, async (writes) => {
    const keys = Array.from({ length: 6 }, () => `0${randomUUID().slice(1)}`)
    const answers = await sendSameKeys(writes, { purse, keys, times: 8, amount: 5 })
    const attempts = answers.map(({ key, version, refused }): Attempt => {
      const made = [idOf('ALLOCATION', key)]
      return { key, mutation: 'allocate', made, claimed: [], expected: null, version, refused }
    })
    return [...checkAnswers(answers, 8), ...(await checkLedger(client, attempts))]
  })
}

async function tryLists({ url, client, build, purse }: Tried): Promise<string[]> {
  return withWrites(url, build, async (writes) =>
    checkLedger(client, [await overdraw(writes, purse), await writeNeeds(writes)]),
  )
}

/** Every other commit is lost, or the reply to it. */
async function tryLostReplies({ url, client, build }: Tried): Promise<string[]> {
  const fates: Fate[] = ['is swallowed, and the connection cut', 'passes', 'is lost', 'passes']
  let commits = 0
  const proxy = await CommitProxy.start(url, () => fates[commits++ % fates.length] ?? 'passes')
  try {
    return await withWrites(proxy.url, build, async (writes) => {
      const attempts: Attempt[] = []
      for (let i = 0; i < 6; i++) attempts.push(await writeNeeds(writes))
      return checkLedger(client, attempts)
    })
  } finally {
    await proxy.stop()
  }
}

async function tryMoney({ url, client, build, purse }: Tried): Promise<string[]> {
  return withWrites(url, build, async (writes) => {
    const { rows } = await client.query<{ version: number }>('select version::int from graph_head')
    const writing = { done: false }
    const reader = new Client({ connectionString: url })
    await reader.connect()
    const watching = watchMoney(reader, writing, rows[0]?.version ?? 0)
    const plan = { purse, writers: 16, attempts: 160, ceiling: 400, seed: 3 }
    const attempts = await new MoneyWriters([writes], plan).run().finally(() => (writing.done = true))
    const { findings } = await watching
    await reader.end()
    return [...findings, ...(await checkLedger(client, attempts))]
  })
}

async function withWrites(
  url: string,
  build: Build,
  work: (writes: Writes) => Promise<string[]>,
): Promise<string[]> {
  const dataSource = await openWriting(url, 16)
  return work(build(dataSource)).finally(() => dataSource.destroy())
}
