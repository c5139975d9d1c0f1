import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'pg'
import type { DataSource } from 'typeorm'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { BROKEN_BUILDS } from './broken-builds.js'
import { LONG, scale, tell } from './lane.js'
import { MONEY_RULES, type MoneyRule } from './money-rules.js'
import { openWriting, type Writes } from './purse.js'
import { Scenes } from './scenes.js'
import { everyWay, Stage } from './stage.js'

/** Before what is claimed, before each write of money and before the commit. */
const FINE = /^(select id from node .* for |(insert into|update) (allocation|appropriation) |COMMIT)/
/** Before what is claimed, or made where nothing is claimed, and before the commit. */
const COARSE = /^(select id from node .* for |insert into allocation |COMMIT)/

let database: TestDatabase
let monitor: Client
let sources: DataSource[]
let stage: Stage
let writers: Writes[]

beforeAll(async () => {
  database = await createDatabase()
  monitor = new Client({ connectionString: database.url })
  await monitor.connect()
  await monitor.query(
    `alter database ${new URL(database.url).pathname.slice(1)} set deadlock_timeout = '20ms'`,
  )
  sources = await Promise.all(Array.from({ length: 3 }, () => openWriting(database.url, 1)))
  stage = new Stage(monitor, sources, LONG ? FINE : COARSE)
  writers = sources.map((source) => new GraphWrites(source))
})
afterAll(async () => {
  await Promise.all(sources.map((source) => source.destroy()))
  await monitor.end()
  await database.drop()
})

/** What becomes of a scene when one is done after the other, in every order. */
async function serialOutcomes(scenes: Scenes): Promise<Set<string>> {
  const outcomes = new Set<string>()
  for (const order of ['012', '021', '102', '120', '201', '210']) {
    const scene = await scenes.next()
    const acts = scenes.acts(scene, writers)
    const done = [false, false, false]
    for (const i of [...order].map(Number)) done[i] = (await acts[i]?.()) ?? false
    outcomes.add(await scenes.outcome(scene, done))
  }
  return outcomes
}

/** Those with hundreds of interleavings, or with circles of waiting, are for the long lane. */
const RULES = MONEY_RULES.filter(({ isLong }) => LONG || !isLong)

describe('three writers in every interleaving:', () => {
  test.each(RULES.map((rule, i): [string, MoneyRule, string] => [rule.rule, rule, `rule${i}x`]))(
    '%s',
    async (name, rule, prefix) => {
      const scenes = new Scenes(writers[0] as Writes, monitor, rule, prefix)
      const allowed = await serialOutcomes(scenes)
      const found = new Map<string, string>()
      const started = Date.now()
      const ways = await everyWay(async (choose) => {
        const scene = await scenes.next()
        const { turns, ended } = await stage.play(scenes.acts(scene, writers), choose)
        found.set(await scenes.outcome(scene, ended), turns)
        return turns
      })
      tell('interleavings', {
        [name]: ways,
        outcomes: found.size,
        'of serial': allowed.size,
        ms: Date.now() - started,
      })
      expect([...found].filter(([outcome]) => !allowed.has(outcome))).toEqual([])
      expect(ways).toBeGreaterThanOrEqual(6)
    },
    scale(120_000, 1_800_000),
  )
})

test(
  'where nothing is claimed, some interleaving ends as no order would',
  async () => {
    const rule = MONEY_RULES.find(({ rule: name }) => name.startsWith('of those who saw')) as MoneyRule
    const scenes = new Scenes(writers[0] as Writes, monitor, rule, 'broken')
    const allowed = await serialOutcomes(scenes)
    const [unclaimed] = BROKEN_BUILDS
    const broken = sources.map((source) => unclaimed?.build(source) as Writes)
    const found = new Set<string>()
    await everyWay(async (choose) => {
      const scene = await scenes.next()
      const { turns, ended } = await stage.play(scenes.acts(scene, broken), choose)
      found.add(await scenes.outcome(scene, ended))
      return turns
    })
    expect([...found].filter((outcome) => !allowed.has(outcome))).not.toEqual([])
  },
  scale(120_000, 1_800_000),
)
