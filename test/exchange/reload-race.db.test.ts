import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { verifyLedger } from '../../src/history/verify-ledger.js'
import type { LoadReport } from '../../src/exchange/load-report.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { randomNumbers } from '../database/random.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { decideByChance } from './random-decisions.js'
import { NOTE, SeedFolders } from './seed-folders.js'

const NAME = 'vrd3-2025'
const WRITERS = 8
const LOADS = 10

describe(`${WRITERS} writers retract and correct what comes from files, while it is loaded ${LOADS} times`, () => {
  let database: TestDatabase
  let dataSource: DataSource
  let folders: SeedFolders
  const reports: LoadReport[] = []
  let decisions = 0
  beforeAll(async () => {
    database = await createDatabase()
    dataSource = await graphDataSource(database.url).initialize()
    folders = await SeedFolders.create()
    await folders.copy(NOTE)
    const writing = { done: false }
    const writers = Array.from({ length: WRITERS }, async (_, seed) => {
      const random = randomNumbers(seed)
      const own = await graphDataSource(database.url).initialize()
      try {
        while (!writing.done) if (await decideByChance(own, random, NAME)) decisions++
      } finally {
        await own.destroy()
      }
    })
    const loading = async () => {
      const names = ['Implementation offer for interoperability', 'Interoperability offer']
      for (let i = 0; i < LOADS; i++) {
        await folders.edit(
          NAME,
          'projects.yaml',
          `en: ${names[i % 2] ?? ''}`,
          `en: ${names[(i + 1) % 2] ?? ''}`,
        )
        reports.push(await loadSeeds(dataSource, [folders.path(NAME)]))
      }
    }
    await loading().finally(() => (writing.done = true))
    await Promise.all(writers)
  }, 180_000)
  afterAll(async () => {
    await dataSource.destroy()
    await Promise.all([database.drop(), folders.remove()])
  })

  test('no load fails, and each says more', () => {
    expect(reports).toHaveLength(LOADS)
    const counts = reports.map(({ dataSets }) => dataSets[0]?.leftAlone.length ?? 0)
    expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0)
    expect(decisions).toBeGreaterThan(LOADS)
  })

  test('none undoes what was decided before it', async () => {
    const undone = await dataSource.query<unknown[]>(
      `select l.version, l.subject_id from graph_change l join graph_version v on v.version = l.version
       where v.author = 'seeds' and l.before #- '{appropriation,0,allocated}' is distinct from l.after #- '{appropriation,0,allocated}'
         and exists (select from graph_change d join graph_version w on w.version = d.version
           where d.subject_id = l.subject_id and d.version < l.version and w.author <> 'seeds'
             and d.before #- '{appropriation,0,allocated}' is distinct from d.after #- '{appropriation,0,allocated}')`,
    )
    expect(undone).toEqual([])
    const [loads] = await dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from graph_version where author = 'seeds'`,
    )
    expect(loads?.count).toBeGreaterThan(1)
  })

  test('the ledger is whole', async () => {
    expect(await verifyLedger(database.url)).toMatchObject({ findings: [] })
  }, 60_000)
})
