import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import type { LoadReport } from '../../src/exchange/load-report.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { SeedError } from '../../src/exchange/seed-problem.js'
import { randomNumbers } from '../database/random.js'
import { decidedDocuments, documentsOf } from './decide.js'
import { decideByChance, KINDS_OF_DECISIONS } from './random-decisions.js'
import { AS_IT_IS, type Choice, choose, writeFiles } from './random-files.js'
import { seededDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'
const EPISODES = 6
const ROUNDS = 5

/** What came of all of it together, so that no test passes for want of cases. */
const seen = { decisions: new Map<string, number>(), left: new Map<string, number>(), refused: 0, written: 0 }
const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

describe('files that change and are loaded again, between decisions by chance', () => {
  let folders: SeedFolders
  /** Loads the same files, and nobody decides anything in it. */
  let pristine: SeedDatabase
  beforeAll(async () => {
    folders = await SeedFolders.create()
    await folders.copy(CITY)
    pristine = await seededDatabase()
  })
  afterAll(() => Promise.all([pristine.drop(), folders.remove()]))
  const load = ({ dataSource }: SeedDatabase) => loadSeeds(dataSource, [folders.path(NAME)])

  async function write(choice: Choice): Promise<void> {
    await writeFiles(CITY, folders.path(NAME), choice)
    await load(pristine)
  }

  /** Loads, and holds what stands against what was decided and against the files. */
  async function reload(database: SeedDatabase): Promise<LoadReport> {
    const { dataSource } = database
    const before = await decidedDocuments(dataSource)
    const report = await load(database)
    const left = new Map(
      report.dataSets.flatMap(({ leftAlone }) => leftAlone.map((one) => [one.subjectId, one.what] as const)),
    )
    const [decided, stands, asked] = [
      await decidedDocuments(dataSource),
      await documentsOf(dataSource, NAME),
      await documentsOf(pristine.dataSource, NAME),
    ]
    expect(decided).toEqual(before)
    const unlike = [...new Set([...stands.keys(), ...asked.keys()])].filter(
      (id) => stands.get(id) !== asked.get(id),
    )
    expect(unlike.sort()).toEqual([...left.keys()].sort())
    for (const what of left.values()) count(seen.left, what)
    if (!report.unchanged) seen.written++
    expect((await load(database)).dataSets[0]?.leftAlone).toEqual(report.dataSets[0]?.leftAlone)
    expect(await load(database)).toMatchObject({ unchanged: true, version: null })
    return report
  }

  test.each(Array.from({ length: EPISODES }, (_, episode) => [episode + 1]))(
    'undo nothing, and say what they left alone (seed %i)',
    async (seed) => {
      const random = randomNumbers(seed)
      const database = await seededDatabase()
      try {
        let choice = AS_IT_IS
        await write(choice)
        await load(database)
        for (let round = 0; round < ROUNDS; round++) {
          for (let i = Math.floor(random() * 4); i >= 0; i--) {
            const kind = await decideByChance(database.dataSource, random, NAME)
            if (kind !== undefined) count(seen.decisions, kind)
          }
          // What was loaded is loaded again, whatever was decided.
          expect(await reload(database)).toMatchObject({ unchanged: true })
          const next = choose(random, choice)
          await write(next)
          try {
            await reload(database)
            choice = next
          } catch (error) {
            if (!(error instanceof SeedError)) throw error
            seen.refused++
            await write(choice)
            expect(await reload(database)).toMatchObject({ unchanged: true })
          }
        }
        const { options } = database.dataSource
        const url = 'url' in options ? String(options.url) : ''
        expect(await verifyLedger(url)).toMatchObject({ findings: [] })
      } finally {
        await database.drop()
      }
    },
    120_000,
  )

  test('of all there is enough', () => {
    expect(KINDS_OF_DECISIONS.filter((kind) => !seen.decisions.has(kind))).toEqual([])
    for (const what of ['CHANGED', 'GONE', 'NEEDED']) expect(seen.left.get(what) ?? 0).toBeGreaterThan(5)
    expect(seen.written).toBeGreaterThan(EPISODES * 2)
    expect(seen.refused).toBeLessThan(seen.written / 2)
  })
})
