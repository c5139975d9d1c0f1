import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { Pool } from 'pg'
import { graphDataSource } from '../../ormconfig.js'
import { issueApiKey, type KeyWish } from '../../src/access/api-key.service.js'
import { AnswerCache, type MakeAnswer } from '../../src/api/answer-cache.js'
import { readConfig } from '../../src/config.js'
import { type Service, startService } from '../../src/service.js'
import { pick, randomNumbers } from '../database/random.js'
import { createDatabase, type TestDatabase } from '../support/database.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const CLIENTS = 6
const STEPS = 40
const NEEDS = Array.from({ length: CLIENTS }, (_, i) => `hot-${i}`)
/** What every client reads: the needs that each of them writes, alone and together, and in the past. */
const QUESTIONS: [string, string] = [
  `{ graphVersion ${NEEDS.map((code, i) => `n${i}: graphNode(reference: "need:${code}") { name draft }`).join(' ')} }`,
  `{ search(text: "heet", first: 50, kinds: [NEED]) { totalCount } ${NEEDS.map((code, i) => `n${i}: graphNode(reference: "need:${code}") { name history { version author } }`).join(' ')} }`,
]

let database: TestDatabase
let dataSource: DataSource
let plain: Pool
let kept: [Service, Service]
let fresh: Service
let first: number
let callers: [string, undefined, string]
const counted = { asked: 0, made: 0 }

beforeAll(async () => {
  database = await createDatabase()
  dataSource = await graphDataSource(database.url).initialize()
  plain = new Pool({ connectionString: database.url, max: 2 })
  const start = (megabytes: string): Promise<Service> =>
    startService(
      readConfig(
        { PORT: '0', DATABASE_URL: database.url, ANSWER_CACHE_MB: megabytes, LOG_LEVEL: 'silent' },
        PROJECT,
      ),
      PROJECT,
    )
  kept = [await start('16'), await start('16')]
  fresh = await start('0')
  const issue = async (wish: Partial<KeyWish> & { name: string }): Promise<string> => {
    const whole: KeyWish = { role: 'PROGRAMME_OFFICE', entity: null, scopes: ['READ', 'WRITE'], ...wish }
    return `Bearer ${(await issueApiKey(dataSource, whole, { author: 'a', reason: 'b' })).text}`
  }
  callers = [
    await issue({ name: 'office' }),
    undefined,
    await issue({ name: 'entity', role: 'ENTITY', entity: 'OVO001835' }),
  ]
  const nodes = NEEDS.map((code) => ({ kind: 'NEED', code, name: { nl: 'heet 0' } }))
  first = await write(fresh, 'createNodes', { nodes })
  countMade()
}, 60_000)
afterAll(async () => {
  jest.restoreAllMocks()
  for (const service of [...kept, fresh]) await service.stop()
  await plain.end()
  await dataSource.destroy()
  await database.drop()
})

function countMade(): void {
  const answer = Object.getOwnPropertyDescriptor(AnswerCache.prototype, 'answer')
    ?.value as AnswerCache['answer']
  jest.spyOn(AnswerCache.prototype, 'answer').mockImplementation(function (
    this: AnswerCache,
    key: string,
    make: MakeAnswer,
  ) {
    counted.asked++
    return answer.call(this, key, () => {
      counted.made++
      return make()
    })
  })
}

interface Told {
  readonly text: string
  readonly data: Record<string, { name: string } | undefined>
  readonly version: number
}

async function ask(service: Service, authorization: string | undefined, body: object): Promise<Told> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const { data, errors, extensions } = JSON.parse(text) as {
    data: Told['data']
    errors?: unknown
    extensions: { graphVersion: string }
  }
  expect([response.status, errors]).toEqual([200, undefined])
  return { text, data, version: Number(extensions.graphVersion) }
}

/** @returns the version that the receipt tells */
async function write(service: Service, mutation: string, input: object): Promise<number> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data } = await ask(service, callers[0], {
    query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { graphVersion errors { message } } }`,
    variables: { input: { idempotencyKey: randomUUID(), reason: 'a test', ...input } },
  })
  const told = data[mutation] as unknown as { graphVersion: string; errors: unknown[] }
  expect(told.errors).toEqual([])
  return Number(told.graphVersion)
}

/** By another program than ours. @returns the version that the graph is at afterwards, or a later one */
async function writePlainly(code: string, name: string): Promise<number> {
  await plain.query(`update node set name_nl = $2 where kind = 'NEED' and code = $1`, [code, name])
  return Number((await plain.query<{ version: string }>('select version from graph_head')).rows[0]?.version)
}

test(`${CLIENTS} clients write and read through two services that keep answers, and none is told anything stale`, async () => {
  const compared = { same: 0, differing: [] as unknown[] }
  await Promise.all(
    NEEDS.map(async (code, i) => {
      const random = randomNumbers(i + 1)
      let [name, least] = ['heet 0', first]
      for (let step = 0; step < STEPS; step++) {
        if (random() < 0.3) {
          name = `heet ${step}`
          least = Math.max(
            least,
            random() < 0.5
              ? await writePlainly(code, name)
              : await write(pick(random, [fresh, ...kept]), 'correctNode', {
                  expectedVersion: String(least),
                  node: `need:${code}`,
                  change: { name: { nl: name } },
                }),
          )
        }
        const [caller, query] = [pick<string | undefined>(random, callers), pick(random, QUESTIONS)]
        const told = await ask(pick(random, kept), caller, { query })
        expect(told.version).toBeGreaterThanOrEqual(least)
        expect(told.data[`n${i}`]?.name).toBe(name)
        least = told.version
        const now = await ask(fresh, caller, { query })
        if (now.version !== told.version) continue
        compared.same++
        if (now.text !== told.text) compared.differing.push([told, now])
      }
    }),
  )
  expect(compared.differing).toEqual([])
  expect(compared.same).toBeGreaterThan(CLIENTS * 5)
  expect(counted.asked - counted.made).toBeGreaterThan(CLIENTS * 5)
}, 120_000)
