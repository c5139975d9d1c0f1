import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { writeGraph } from '../../src/history/graph-write.js'
import { fingerprint, seededDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'

/** What the files cannot tell: it depends on what others have written in the meantime. */
describe('what the database refuses', () => {
  let database: SeedDatabase
  let folders: SeedFolders
  beforeAll(async () => {
    database = await seededDatabase()
    folders = await SeedFolders.create()
    await load(await folders.copy(CITY))
  })
  afterAll(() => Promise.all([database.drop(), folders.remove()]))
  beforeEach(async () => {
    await folders.write(NAME, {})
    await folders.copy(CITY)
  })
  /** What others have written goes, so that each test stands on its own. */
  afterEach(async () => {
    await query(`delete from relation where origin is null`)
    await asLoader(
      `delete from relation where target_id = ${idOf('ZILVERDUIN-2031-02')} and origin = 'vrd3-2025'`,
    )
    await query(`delete from node where origin is null`)
    await asLoader(`delete from citation where node_id = ${idOf('VRD3')} and locator = '2/table-1/total'`)
  })
  const load = (folder = folders.path(NAME)) => loadSeeds(database.dataSource, [folder])
  const query = (sql: string) => database.dataSource.query<unknown[]>(sql)
  /** As if it stood in the files of another data set. */
  const asLoader = (sql: string) =>
    writeGraph(database.dataSource, { author: 'seeds', reason: null }, (manager) => manager.query(sql))
  const idOf = (code: string) => `(select id from node where code = '${code}')`

  async function refused(...messages: string[]): Promise<void> {
    const before = await fingerprint(database)
    expect(await folders.problemsOf(load())).toEqual(messages)
    expect(await fingerprint(database)).toBe(before)
  }

  test('a node that goes while another data set still needs it', async () => {
    await asLoader(`insert into relation (id, kind, source_id, source_kind, target_id, target_kind, origin)
      values (gen_random_uuid(), 'DEPENDS_ON', ${idOf('VRD3-2025-01')}, 'PROJECT', ${idOf('ZILVERDUIN-2031-02')}, 'PROJECT', 'vrd3-2025')`)
    await folders.edit(NAME, 'programme.yaml', '    number: 2\n', '    number: 3\n')
    await folders.edit(NAME, 'programme.yaml', '  - code: ZILVERDUIN-2031-02', '  - code: ZILVERDUIN-2031-03')
    await folders.edit(
      NAME,
      'money.yaml',
      'project: project:ZILVERDUIN-2031-02',
      'project: project:ZILVERDUIN-2031-03',
    )
    await refused(
      `${NAME}: expected nothing else in the database to refer to what is no longer in the files, found project:ZILVERDUIN-2031-02 gone and still needed; relation_target_fk`,
    )
  })

  test('an OVO code that an entity of another data set bears', async () => {
    await folders.edit(
      NAME,
      'governance.yaml',
      '    type: company\n',
      '    type: company\n    ovo: OVO000032\n',
    )
    await refused(
      `${NAME}/governance.yaml:21:11: expected an OVO code that no other entity bears, found "OVO000032"`,
    )
  })

  test('a place that is cited elsewhere and no longer declared', async () => {
    await asLoader(`insert into citation (id, document_id, locator, position, node_id)
      values (gen_random_uuid(), ${idOf('nota-zilverduin-2031')}, '2/table-1/total', 1, ${idOf('VRD3')})`)
    for (const [file, before] of [
      ['governance.yaml', '      - { at: 2/table-1/total, title: { nl: Totaal, en: Total } }\n'],
    ] as const)
      await folders.edit(NAME, file, before, '')
    await folders.edit(NAME, 'programme.yaml', 'cites: [2/table-1/total]', 'cites: [title]')
    await folders.edit(
      NAME,
      'money.yaml',
      '    cites: [2/table-1/total]\n    article',
      '    cites: [title]\n    article',
    )
    await folders.edit(
      NAME,
      'money.yaml',
      '    cites: [2/table-1/total]\n    portfolio',
      '    cites: [title]\n    portfolio',
    )
    await refused(
      `${NAME}/governance.yaml:4:11: expected every place that is cited elsewhere to be declared still, found "2/table-1/total"`,
    )
  })

  test('a relation that somebody has written already', async () => {
    await query(`insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
      values (gen_random_uuid(), 'LED_BY', ${idOf('ZILVERDUIN')}, 'PROGRAMME', ${idOf('digitaal-vlaanderen')}, 'ENTITY')`)
    const relations = '    relations:\n      - led-by: governance-body:regiegroep-zilverduin\n'
    const added = '    relations:\n      - led-by: entity:digitaal-vlaanderen\n        cites: [title]\n'
    await folders.edit(NAME, 'programme.yaml', relations, relations.replace('    relations:\n', added))
    await refused(
      `${NAME}/programme.yaml:8:9: expected each relation once at a time, also beside those of others, found led-by again`,
    )
  })

  test('money that others have taken of the same credit is counted before it is written', async () => {
    await folders.edit(NAME, 'money.yaml', 'amount: 400.05', 'amount: 400.00')
    await load()
    await query(
      `insert into node (id, kind, code, name_nl) values (gen_random_uuid(), 'ALLOCATION', 'elders', 'Elders')`,
    )
    await query(`insert into allocation (id, kind, allocation_kind, status, amount, fiscal_year, portfolio_id, appropriation_id)
      select ${idOf('elders')}, 'ALLOCATION', 'INVESTMENT', 'GRANTED', 0.05, 2031, portfolio_id, id
      from appropriation where id = ${idOf('ZILVERDUIN-2031-krediet')}`)
    await load()
    await folders.copy(CITY)
    await refused(
      `${NAME}/money.yaml:18:13: expected allocations of at most 1000.10 on appropriation:ZILVERDUIN-2031-krediet, found 1000.15`,
    )
  })

  test('what is written through the service stays as it is', async () => {
    await query(
      `insert into node (id, kind, code, name_nl) values (gen_random_uuid(), 'NEED', 'nood-van-nu', 'Nood van nu')`,
    )
    await folders.write('later', {
      'needs.yaml':
        'needs:\n  - code: nood-van-nu\n    name: { nl: A, en: B }\n    description: { nl: A., en: B. }\n    cites: [document:nota-vrd3-2025#signature]\n',
    })
    expect(await folders.problemsOf(load(folders.path('later')))).toEqual([
      'later/needs.yaml:2:11: expected a code that no other need bears, found "nood-van-nu"; it was written through the service',
    ])
    await load()
    expect(await query(`select code, origin, name_nl from node where code = 'nood-van-nu'`)).toEqual([
      { code: 'nood-van-nu', origin: null, name_nl: 'Nood van nu' },
    ])
  })

  test('anything but a law is no fault of the files', async () => {
    await query(`alter table remark rename to remark_elsewhere`)
    await expect(load()).rejects.toThrow('relation "remark" does not exist')
    await query(`alter table remark_elsewhere rename to remark`)
  })
})
