import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { controlTotals } from '../../src/exchange/control-totals.reads.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { fingerprint, seededDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, NOTE, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'
const NOTHING = { created: 0, changed: 0, removed: 0 }

describe('a second programme', () => {
  let database: SeedDatabase
  let folders: SeedFolders
  beforeAll(async () => {
    database = await seededDatabase()
    folders = await SeedFolders.create()
    await folders.copy(CITY)
  })
  afterAll(() => Promise.all([database.drop(), folders.remove()]))
  const load = async () => (await loadSeeds(database.dataSource, [folders.path(NAME)])).dataSets[0]
  const rows = <T>(sql: string) => database.dataSource.query<T[]>(sql)
  /** The edits of one test are undone after it. */
  afterEach(async () => {
    await folders.remove()
    folders = await SeedFolders.create()
    await folders.copy(CITY)
    await load()
  })

  test('loads beside the first by data alone, and leaves it alone', async () => {
    const first = () =>
      rows(`select md5(string_agg(n::text || n.xmin, '' order by id)) from node n where origin = 'vrd3-2025'`)
    const before = await first()
    expect(await load()).toEqual({
      origin: NAME,
      nodes: { created: 14, changed: 0, removed: 0 },
      relations: { created: 4, changed: 0, removed: 0 },
      leftAlone: [],
    })
    expect(await first()).toEqual(before)
    expect((await controlTotals(database.dataSource))[0]).toEqual({
      code: 'ZILVERDUIN-2031',
      fiscalYear: 2031,
      appropriated: '1000.10',
      allocated: '1000.10',
      allocations: 2,
      agrees: true,
    })
    const both = await loadSeeds(database.dataSource, [NOTE, CITY])
    expect(both.unchanged).toBe(true)
  })

  test('every word of a file stands in its column', async () => {
    expect(
      await rows(`select n.code, n.name_nl, n.name_en, n.inferred, n.origin, n.valid_from::text, n.valid_from_precision,
        n.valid_to::text, n.valid_to_precision from node n where kind = 'PROGRAMME' and origin = '${NAME}'`),
    ).toEqual([
      {
        code: 'ZILVERDUIN',
        name_nl: 'Zilverduin Verbonden',
        name_en: 'Zilverduin Connected',
        inferred: false,
        origin: NAME,
        valid_from: '2030-10-01',
        valid_from_precision: 'QUARTER',
        valid_to: '2034-01-01',
        valid_to_precision: 'YEAR',
      },
    ])
    expect(
      await rows(
        `select text, language, use, used_from::text, used_to::text from node_name where text = 'HBZ'`,
      ),
    ).toEqual([
      { text: 'HBZ', language: 'NL', use: 'ABBREVIATION', used_from: '2030-04-01', used_to: '2031-07-01' },
    ])
    expect(
      await rows(
        `select document_numbers, status from decision d join node n using (id) where n.code = 'ZD-2031-7'`,
      ),
    ).toEqual([{ document_numbers: ['ZD 2031/7', 'ZD 2031/7-bis'], status: 'PROPOSED' }])
    expect(
      await rows(`select article, base_allocation from budget_article where article = 'ZD-100'`),
    ).toEqual([{ article: 'ZD-100', base_allocation: '0077' }])
    expect(
      await rows(`select a.amount::text, a.amount_precision, a.status, e.code as entity, d.code as decision
        from allocation a join node n using (id) join node e on e.id = a.entity_id join node d on d.id = a.decision_id
        where n.code = 'ZILVERDUIN-2031-02-investering'`),
    ).toEqual([
      {
        amount: '400.05',
        amount_precision: 'ROUNDED',
        status: 'PROPOSED',
        entity: 'havenbedrijf-zilverduin',
        decision: 'ZD-2031-7',
      },
    ])
  })

  test('what ties in typed fields say of themselves is kept for node and column', async () => {
    expect(
      await rows(`select t.column_name, t.inferred, t.valid_from::text, t.kind from tie t join node n on n.id = t.node_id
        where n.code = 'ZILVERDUIN-2031-02' order by 1`),
    ).toEqual([
      { column_name: 'owner', inferred: false, valid_from: '2031-02-01', kind: 'MANAGED_BY' },
      { column_name: 'pillar', inferred: true, valid_from: null, kind: 'PART_OF' },
      { column_name: 'portfolio', inferred: false, valid_from: null, kind: 'PART_OF' },
    ])
    expect(
      await rows(`select column_name, locator from citation c join node n on n.id = c.node_id
        where n.code = 'ZILVERDUIN-2031-02' order by 1 nulls first`),
    ).toEqual([
      { column_name: null, locator: '2/table-1/row-2' },
      { column_name: 'owner', locator: '1/paragraph-1' },
      { column_name: 'pillar', locator: 'title' },
    ])
  })

  test('what leaves the files leaves the graph, and nothing else', async () => {
    await folders.edit(
      NAME,
      'governance.yaml',
      '    relations:\n      - part-of: governance-body:stadsraad-zilverduin\n        cites: [1/paragraph-1]\n        inferred: true\n',
      '',
    )
    await folders.edit(NAME, 'programme.yaml', '    pillar: pillar:open-haven\n', '')
    await folders.edit(NAME, 'programme.yaml', '      pillar: { cites: [title], inferred: true }\n', '')
    await folders.edit(
      NAME,
      'programme.yaml',
      '  - code: open-haven\n    name: { nl: Open haven, en: Open port }\n    description: { nl: Verzonnen hoofdlijn over de haven., en: Invented main line on the port. }\n    cites: [2/table-1/row-2]\n    number: 1\n    portfolio: ZILVERDUIN-2031\n',
      '',
    )
    await folders.edit(NAME, 'programme.yaml', 'pillars:\n', 'pillars: []\n')
    expect(await load()).toEqual({
      origin: NAME,
      nodes: { created: 0, changed: 1, removed: 1 },
      relations: { created: 0, changed: 0, removed: 1 },
      leftAlone: [],
    })
    expect(await rows(`select from node where code = 'open-haven'`)).toEqual([])
  })

  test('a corrected code keeps its id, and the old one still finds it', async () => {
    const id = async (code: string) => {
      const found = await rows<{ id: string }>(
        `select id from node where kind = 'PILLAR' and code = '${code}'`,
      )
      return found[0]?.id
    }
    const before = await id('open-haven')
    await folders.edit(
      NAME,
      'programme.yaml',
      '  - code: open-haven\n',
      '  - code: haven-open\n    formerly: [open-haven]\n',
    )
    expect((await load())?.nodes).toEqual({ created: 0, changed: 1, removed: 0 })
    expect(await id('haven-open')).toBe(before)
    expect(
      await rows(`select kind, code, node_id from node_alias where node_id = '${before ?? ''}'`),
    ).toEqual([{ kind: 'PILLAR', code: 'open-haven', node_id: before }])
  })

  test('codes and numbers can be swapped, and taken over from what goes', async () => {
    await folders.edit(
      NAME,
      'programme.yaml',
      '    number: 1\n    portfolio: portfolio:Z',
      '    number: 3\n    portfolio: portfolio:Z',
    )
    await folders.edit(NAME, 'programme.yaml', '    number: 2\n', '    number: 1\n')
    await folders.edit(NAME, 'programme.yaml', '    number: 3\n', '    number: 2\n')
    await folders.edit(NAME, 'programme.yaml', '  - code: open-haven\n', '  - code: tweede-haven\n')
    await folders.edit(NAME, 'programme.yaml', 'pillar:open-haven', 'pillar:tweede-haven')
    expect((await load())?.nodes).toEqual({ created: 1, changed: 2, removed: 1 })
    expect(
      await rows(
        `select code, number from project join node using (id) where origin = '${NAME}' order by code`,
      ),
    ).toEqual([
      { code: 'ZILVERDUIN-2031-01', number: 2 },
      { code: 'ZILVERDUIN-2031-02', number: 1 },
    ])
  })

  test('ids do not depend on the order of the files', async () => {
    const ids = () =>
      rows(`select md5(string_agg(id::text, '' order by id)) from citation
      union all select md5(string_agg(id::text, '' order by id)) from remark
      union all select md5(string_agg(id::text, '' order by id)) from relation`)
    const before = await ids()
    await folders.edit(
      NAME,
      'programme.yaml',
      '          - { text: { nl: Stadsmeter., en: City meter. }, cites: [2/table-1/row-1] }\n',
      '',
    )
    await folders.edit(
      NAME,
      'programme.yaml',
      'cites: [title] }\n  - code',
      'cites: [title] }\n          - { text: { nl: Stadsmeter., en: City meter. }, cites: [2/table-1/row-1] }\n  - code',
    )
    expect((await load())?.nodes).toEqual({ created: 0, changed: 1, removed: 0 })
    expect(await ids()).toEqual(before)
    const readings = await rows(`select r.rank, r.text_nl, c.locator from remark_reading r
      join citation c on c.remark_id = r.remark_id and c.reading_rank = r.rank
      join remark m on m.id = r.remark_id join node n on n.id = m.node_id where n.origin = '${NAME}' order by rank`)
    expect(readings).toEqual([
      { rank: 1, text_nl: 'Drukteteller.', locator: 'title' },
      { rank: 2, text_nl: 'Stadsmeter.', locator: '2/table-1/row-1' },
    ])
  })

  test('a remark with fewer readings keeps the citations of those that stay', async () => {
    await folders.edit(NAME, 'programme.yaml', 'kind: contradiction', 'kind: name-variant')
    await folders.edit(
      NAME,
      'programme.yaml',
      '          - { text: { nl: Stadsmeter., en: City meter. }, cites: [2/table-1/row-1] }\n',
      '',
    )
    await load()
    const readings = await rows(`select r.rank, c.locator from remark_reading r
      join citation c on c.remark_id = r.remark_id and c.reading_rank = r.rank
      join remark m on m.id = r.remark_id join node n on n.id = m.node_id where n.origin = '${NAME}'`)
    expect(readings).toEqual([{ rank: 1, locator: 'title' }])
  })

  test('money moves without ever being more than there is', async () => {
    await folders.edit(NAME, 'money.yaml', 'amount: 600.05', 'amount: 100.00')
    await folders.edit(NAME, 'money.yaml', 'amount: 400.05', 'amount: 900.10')
    await load()
    await folders.edit(NAME, 'money.yaml', 'amount: 100.00', 'amount: 1900.00')
    await folders.edit(NAME, 'money.yaml', 'amount: 900.10', 'amount: 100.00')
    await folders.edit(NAME, 'money.yaml', 'amount: 1000.10', 'amount: 2000.00')
    await load()
    await folders.edit(NAME, 'money.yaml', 'amount: 1900.00', 'amount: 20.00')
    await folders.edit(NAME, 'money.yaml', 'amount: 2000.00', 'amount: 120.00')
    await load()
    expect((await controlTotals(database.dataSource))[0]).toMatchObject({
      appropriated: '120.00',
      allocated: '120.00',
      agrees: true,
    })
  })

  test('another year is another year all the way down', async () => {
    for (const file of ['programme.yaml', 'money.yaml']) {
      const years = file === 'money.yaml' ? 3 : 1
      for (let at = 0; at < years; at++) {
        const before =
          [
            '    fiscalYear: 2031\n    amount: 1000.10',
            '    fiscalYear: 2031\n    amount: 600.05',
            '    fiscalYear: 2031\n    amount: 400.05',
          ][at] ?? ''
        const text = file === 'money.yaml' ? before : '    fiscalYear: 2031\n'
        await folders.edit(NAME, file, text, text.replace('2031', '2032'))
      }
    }
    expect((await load())?.nodes).toEqual({ created: 0, changed: 4, removed: 0 })
    expect((await controlTotals(database.dataSource))[0]).toMatchObject({
      fiscalYear: 2032,
      allocated: '1000.10',
      agrees: true,
    })
  })

  test('it can be taken out again', async () => {
    const before = await rows(`select count(*)::int from node where origin = 'vrd3-2025'`)
    await folders.write(NAME, { 'empty.yaml': 'projects: []\n' })
    expect(await load()).toEqual({
      origin: NAME,
      nodes: { ...NOTHING, removed: 14 },
      relations: { ...NOTHING, removed: 4 },
      leftAlone: [],
    })
    expect(await rows(`select count(*)::int from node where origin = 'vrd3-2025'`)).toEqual(before)
    expect(await rows(`select from node where origin = '${NAME}'`)).toEqual([])
    const after = await fingerprint(database)
    await load()
    expect(await fingerprint(database)).toBe(after)
  })
})
