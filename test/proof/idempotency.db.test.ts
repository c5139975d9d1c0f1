import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import type { Attempt } from './attempt.js'
import { inProcess } from './in-process.js'
import { LONG, scale, tell } from './lane.js'
import { checkLedger } from './ledger-check.js'
import { idOf, makePurse, openWriting, type Purse } from './purse.js'
import { checkAnswers, type KeyAnswer, sendSameKeys } from './same-keys.js'

const KEYS = scale(60, 1_000)
const TIMES = 16
const PROCESSES = 2
const LASTS = scale(60_000, 1_800_000)

let database: TestDatabase
let client: Client
let purse: Purse
/** Of the services in the short lane; in the long one each is a process. */
let sources: DataSource[]
/** The second half of the keys finds no money the first time. */
const keys = Array.from({ length: KEYS }, (_, i) => `${i % 4}${randomUUID().slice(1)}`)
const [early, late] = [keys.slice(0, KEYS / 2), keys.slice(KEYS / 2)]

const send = async (some: readonly string[], amount: number): Promise<KeyAnswer[]> => {
  const plan = { purse, keys: some, times: TIMES / PROCESSES, amount }
  const told = sources.map((source) =>
    LONG
      ? inProcess<KeyAnswer[]>('keys-process.ts', { ...plan, url: database.url })
      : sendSameKeys(new GraphWrites(source), plan),
  )
  return (await Promise.all(told)).flat()
}

/** The tables are given what no caller asked for, so that what was refused can be done. */
const raise = (amount: number) =>
  client.query(`update appropriation set amount = $1 where portfolio_id = $2`, [
    `${amount}.00`,
    idOf('PORTFOLIO', 'keys'),
  ])

beforeAll(async () => {
  database = await createDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
  sources = await Promise.all(Array.from({ length: PROCESSES }, () => openWriting(database.url, 16)))
  purse = await makePurse(new GraphWrites(sources[0] as DataSource), 'keys', [0, 0, 0, 0])
})
afterAll(async () => {
  await Promise.all(sources.map((source) => source.destroy()))
  await client.end()
  await database.drop()
})

describe(`${KEYS} keys sent ${TIMES} times at once by ${PROCESSES} services`, () => {
  const answers: KeyAnswer[] = []

  test(
    'are all refused where there is no money, and nothing of them stands',
    async () => {
      const refused = await send(late, 10)
      expect(new Set(refused.flatMap(({ refused: codes }) => codes))).toEqual(
        new Set(['CONSTRAINT_VIOLATED']),
      )
      expect(await checkLedger(client, refused.map(attemptOf))).toEqual([])
    },
    LASTS,
  )

  test(
    'have one effect each and one answer, also those that were refused before',
    async () => {
      await raise(KEYS * 10)
      answers.push(...(await send(keys, 10)))
      expect(checkAnswers(answers, TIMES)).toEqual([])
      expect(await checkLedger(client, answers.map(attemptOf))).toEqual([])
      const { rows } = await client.query<{ effects: number; taken: string }>(
        `select count(*)::int as effects, sum(amount) as taken from allocation a join node n using (id) where n.code = any ($1)`,
        [keys],
      )
      expect(rows).toEqual([{ effects: KEYS, taken: `${KEYS * 10}.00` }])
      tell('idempotency', {
        keys: KEYS,
        sent: answers.length + late.length * TIMES,
        effects: rows[0]?.effects ?? 0,
      })
    },
    LASTS,
  )

  test(
    'are refused for anything else, and answered the same as before for the same',
    async () => {
      const others = await send(early.slice(0, 20), 11)
      expect(new Set(others.flatMap(({ refused }) => refused))).toEqual(new Set(['IDEMPOTENCY_KEY_REUSED']))
      expect(others.every(({ refused }) => refused.length === 1)).toBe(true)
      const again = await send(early.slice(0, 20), 10)
      const all = answers.filter(({ key }) => early.slice(0, 20).includes(key)).concat(again)
      expect(checkAnswers(all, 2 * TIMES)).toEqual([])
      expect(await checkLedger(client, all.map(attemptOf))).toEqual([])
    },
    LASTS,
  )
})

function attemptOf({ key, version, refused }: KeyAnswer): Attempt {
  const made = [idOf('ALLOCATION', key)]
  return { key, mutation: 'allocate', made, claimed: [], expected: null, version, refused }
}
