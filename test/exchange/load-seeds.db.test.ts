import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { controlTotals } from '../../src/exchange/control-totals.reads.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { fingerprint, migratedDatabase, type SeedDatabase } from './seed-database.js'
import { NOTE, SeedFolders } from './seed-folders.js'

const NOTHING = { created: 0, changed: 0, removed: 0 }

describe('the note of 2025', () => {
  let database: SeedDatabase
  let folders: SeedFolders
  beforeAll(async () => {
    database = await migratedDatabase()
    folders = await SeedFolders.create()
  })
  afterAll(() => Promise.all([database.drop(), folders.remove()]))
  const load = (folder: string) => loadSeeds(database.dataSource, [folder])
  const count = async (sql: string) => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from ${sql}`,
    )
    return row?.count
  }

  test('is written whole into an empty database, and the report counts it', async () => {
    const report = await load(NOTE)
    const [dataSet] = report.dataSets
    const nodes = Object.values(report.totals.nodes).reduce((sum, number) => sum + number, 0)
    expect(report.unchanged).toBe(false)
    expect(dataSet).toEqual({
      origin: 'vrd3-2025',
      nodes: { created: nodes, changed: 0, removed: 0 },
      relations: { created: report.totals.relations, changed: 0, removed: 0 },
      leftAlone: [],
    })
    expect(report.totals.nodes).toMatchObject({
      PROJECT: 10,
      PILLAR: 6,
      MEETING: 11,
      ENTITY: 16,
      PORTFOLIO: 6,
    })
    expect(await count(`node where origin = 'vrd3-2025'`)).toBe(nodes)
    expect(await count('relation')).toBe(report.totals.relations)
  })

  test('its money adds up to the cent', async () => {
    const totals = await controlTotals(database.dataSource)
    expect(totals.slice(0, 2)).toEqual([
      {
        code: 'VRD12-2025',
        fiscalYear: 2025,
        appropriated: '15000000.00',
        allocated: '15000000.00',
        allocations: 16,
        agrees: true,
      },
      {
        code: 'VRD3-2025',
        fiscalYear: 2025,
        appropriated: '18000000.00',
        allocated: '18000000.00',
        allocations: 10,
        agrees: true,
      },
    ])
    expect(totals.map(({ agrees }) => agrees)).toEqual(totals.map(() => true))
  })

  test('every node and every relation is cited, by places that their document declares', async () => {
    expect(await count('node n where not exists (select from citation where node_id = n.id)')).toBe(0)
    expect(await count('relation r where not exists (select from citation where relation_id = r.id)')).toBe(0)
  })

  test('the number of statements does not depend on the number of rows', async () => {
    const { dataSource } = database
    const { logger } = dataSource
    const statements: string[] = []
    dataSource.logger = new Proxy(logger, {
      get: (target, name) =>
        name === 'logQuery'
          ? (query: string) => statements.push(query)
          : (Reflect.get(target, name) as unknown),
    })
    await folders.write('vrd3-2025', { 'empty.yaml': 'needs: []' })
    await load(folders.path('vrd3-2025'))
    await load(NOTE)
    dataSource.logger = logger
    const writes = statements.map((statement) => /^(insert|delete|update)/.exec(statement.trim())?.[1])
    const sent = (kind: string) => writes.filter((write) => write === kind).length
    // Every table of seeds but the one of former codes is filled and emptied again, each by one statement.
    expect({ inserts: sent('insert'), deletes: sent('delete') }).toEqual({ inserts: 32, deletes: 32 })
    expect(statements.length).toBeLessThan(200)
  })

  test('a second time nothing is written', async () => {
    const before = await fingerprint(database)
    const report = await load(NOTE)
    expect(report.unchanged).toBe(true)
    expect(report.dataSets).toEqual([
      { origin: 'vrd3-2025', nodes: NOTHING, relations: NOTHING, leftAlone: [] },
    ])
    expect(await fingerprint(database)).toBe(before)
  })

  test('of an edited copy only what differs is written', async () => {
    await folders.copy(NOTE)
    await folders.edit(
      'vrd3-2025',
      'projects.yaml',
      'en: Implementation offer for interoperability',
      'en: Interoperability offer',
    )
    const report = await load(folders.path('vrd3-2025'))
    expect(report.dataSets).toEqual([
      {
        origin: 'vrd3-2025',
        nodes: { created: 0, changed: 1, removed: 0 },
        relations: NOTHING,
        leftAlone: [],
      },
    ])
    const written = `xmin = (select xmin from node where kind = 'PROJECT' and code = 'VRD3-2025-01')`
    expect(await count(`node where ${written}`)).toBe(1)
    expect(await count(`project where ${written}`)).toBe(0)
    expect(await count(`citation where ${written}`)).toBe(0)
  })

  test('loads at the same time wait for each other', async () => {
    const reports = await Promise.all([load(NOTE), load(NOTE), load(NOTE)])
    expect(reports.map(({ unchanged }) => unchanged).sort()).toEqual([false, true, true])
  })
})
