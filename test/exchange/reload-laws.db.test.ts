import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { writeGraph } from '../../src/history/graph-write.js'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { decide, decidedDocuments, idOf, retraction } from './decide.js'
import type { Edit } from './law-cases.js'
import { seededDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'
const SECOND_PROJECT = (code: string, number: number): Edit => [
  'programme.yaml',
  'projects:\n',
  `projects:\n  - code: ${code}\n    name: { nl: Derde, en: Third }\n    description: { nl: D., en: D. }\n    cites: [title]\n    number: ${number}\n    portfolio: portfolio:ZILVERDUIN-2031\n`,
]
const NEEDS_APP =
  'needs:\n  - code: nood\n    name: { nl: Nood, en: Need }\n    description: { nl: N., en: N. }\n    cites: [document:nota-zilverduin-2031#title]\n    relations:\n      - { answered-by: project:ZILVERDUIN-2031-02, cites: [document:nota-zilverduin-2031#title] }\n'

/** What the files ask for and cannot have because of what was decided is a fault of the files only where they have changed. */
describe('a reload beside what was decided', () => {
  let database: SeedDatabase
  let folders: SeedFolders
  beforeEach(async () => {
    database = await seededDatabase()
    folders = await SeedFolders.create()
    await folders.copy(CITY)
    await load()
  })
  afterEach(() => Promise.all([database.drop(), folders.remove()]))
  const load = (name = NAME) => loadSeeds(database.dataSource, [folders.path(name)])
  const decided = (...statements: string[]) => decide(database.dataSource, ...statements)
  const told = async (name = NAME) =>
    (await load(name)).dataSets[0]?.leftAlone.map(({ reference, what }) => `${reference} ${what}`)
  const rows = (sql: string) => database.dataSource.query<unknown[]>(sql)

  const addRelation = `insert into relation (id, kind, source_id, source_kind, target_id, target_kind)
    values (gen_random_uuid(), 'LED_BY', ${idOf('ZILVERDUIN')}, 'PROGRAMME', ${idOf('havenbedrijf-zilverduin')}, 'ENTITY')`
  test.each<readonly [what: string, decided: string[], edit: Edit, message: string]>([
    [
      'the new code of a node',
      [`update node set code = 'ZD-03' where id = ${idOf('ZILVERDUIN-2031-02')}`],
      SECOND_PROJECT('ZD-03', 3),
      'programme.yaml:32:11: expected a code that no other project bears, found "ZD-03"; it was given since through the service',
    ],
    [
      'a number',
      [`update project set number = 3 where id = ${idOf('ZILVERDUIN-2031-02')}`],
      SECOND_PROJECT('ZD-03', 3),
      'programme.yaml:32:11: expected a number that no other project of its portfolio bears, found 3',
    ],
    [
      'an OVO code',
      [`update entity set ovo_code = 'OVO999999' where id = ${idOf('vlabel')}`],
      ['governance.yaml', '    type: company\n', '    type: company\n    ovo: OVO999999\n'],
      'governance.yaml:21:11: expected an OVO code that no other entity bears, found "OVO999999"',
    ],
    [
      'the period of a relation',
      [addRelation],
      [
        'programme.yaml',
        '      - led-by: governance-body:regiegroep-zilverduin\n',
        '      - { led-by: entity:havenbedrijf-zilverduin, cites: [title] }\n      - led-by: governance-body:regiegroep-zilverduin\n',
      ],
      'programme.yaml:8:9: expected each relation once at a time, also beside those of others, found led-by again',
    ],
    [
      'money',
      [
        `update allocation set amount = 100.00 where id = ${idOf('ZILVERDUIN-2031-01-investering')}`,
        `update appropriation set amount = 500.05 where id = ${idOf('ZILVERDUIN-2031-krediet')}`,
      ],
      ['money.yaml', 'amount: 400.05', 'amount: 400.06'],
      'money.yaml:46:13: expected allocations of at most 500.05 on appropriation:ZILVERDUIN-2031-krediet, found 500.06',
    ],
  ])('takes nothing that was given to another: %s', async (_, statements, edit, message) => {
    await decided(...statements)
    const before = await decidedDocuments(database.dataSource)
    expect(await load()).toMatchObject({ unchanged: true })
    await folders.edit(NAME, ...edit)
    const [problem, ...more] = await folders.problemsOf(load())
    expect(problem?.slice(0, NAME.length + 1 + message.length)).toBe(`${NAME}/${message}`)
    expect(more).toEqual([])
    expect(await decidedDocuments(database.dataSource)).toEqual(before)
  })

  test('knows a decision on a credit, though the loader has allocated of it since', async () => {
    await decided(`update node set name_nl = 'Het krediet' where id = ${idOf('ZILVERDUIN-2031-krediet')}`)
    await folders.edit(NAME, 'money.yaml', 'amount: 400.05', 'amount: 300.00')
    const left = ['appropriation:ZILVERDUIN-2031-krediet CHANGED']
    expect(await told()).toEqual(left)
    expect(await told()).toEqual(left)
  })

  test('takes up again what the loader wrote last: money allocated of a credit is no decision on the credit', async () => {
    await decided(
      `update allocation set amount = 100.00 where id = ${idOf('ZILVERDUIN-2031-01-investering')}`,
    )
    await folders.edit(NAME, 'money.yaml', 'amount: 1000.10', 'amount: 2000.10')
    expect(await told()).toEqual(['allocation:ZILVERDUIN-2031-01-investering CHANGED'])
    expect(
      await rows(`select amount from appropriation where id = ${idOf('ZILVERDUIN-2031-krediet')}`),
    ).toEqual([{ amount: '2000.10' }])
  })

  test('writes no new data set about what is gone, and all else of it', async () => {
    await decided(...retraction('ZILVERDUIN-2031-02-investering'), ...retraction('ZILVERDUIN-2031-02'))
    await folders.write('later', { 'needs.yaml': NEEDS_APP })
    const left = ['project:ZILVERDUIN-2031-02 answers need:nood GONE']
    expect(await told('later')).toEqual(left)
    expect(await rows(`select name_nl from node where code = 'nood'`)).toEqual([{ name_nl: 'Nood' }])
    const both = await loadSeeds(database.dataSource, [folders.path(NAME), folders.path('later')])
    expect(both).toMatchObject({ unchanged: true })
    expect(both.dataSets[1]?.leftAlone).toHaveLength(1)
  })

  test('starts though what the files refer to was written through the service and taken out again', async () => {
    await decided(
      `insert into node (id, kind, code, name_nl) values (gen_random_uuid(), 'NEED', 'nood', 'Nood')`,
      `insert into need (id, kind) values (${idOf('nood')}, 'NEED')`,
    )
    const relations = '    relations:\n      - depends-on'
    await folders.edit(
      NAME,
      'programme.yaml',
      relations,
      relations.replace('      -', '      - { answers: need:nood, cites: [title] }\n      -'),
    )
    expect(await told()).toEqual([])
    await decided(...retraction('nood'))
    expect(await told()).toEqual(['project:ZILVERDUIN-2031-02 answers need:nood GONE'])
  })

  test('a node that was made anew under its own id stays as it was made', async () => {
    const kept = await rows(
      `select n.id, t.number, t.portfolio_id from node n join project t using (id) where code = 'ZILVERDUIN-2031-02'`,
    )
    const { id, number, portfolio_id: portfolio } = kept[0] as Record<string, string>
    await decided(...retraction('ZILVERDUIN-2031-02-investering'), ...retraction('ZILVERDUIN-2031-02'))
    await decided(
      `insert into node (id, kind, code, name_nl) values ('${id}', 'PROJECT', 'ZILVERDUIN-2031-02', 'Opnieuw')`,
      `insert into project (id, kind, number, portfolio_id) values ('${id}', 'PROJECT', ${number}, '${portfolio}')`,
    )
    const left = [
      'allocation:ZILVERDUIN-2031-02-investering GONE',
      'project:ZILVERDUIN-2031-02 CHANGED',
      'project:ZILVERDUIN-2031-02 depends-on project:ZILVERDUIN-2031-01 GONE',
    ]
    expect(await told()).toEqual(left)
    await folders.edit(
      NAME,
      'programme.yaml',
      '    remarks:\n',
      '    relations:\n      - { depends-on: project:ZILVERDUIN-2031-02, cites: [title] }\n    remarks:\n',
    )
    expect(await told()).toEqual(left)
    expect(await rows(`select name_nl from node where code = 'ZILVERDUIN-2031-02'`)).toEqual([
      { name_nl: 'Opnieuw' },
    ])
    expect(await rows(`select from relation where target_id = '${id}'`)).toHaveLength(1)
  })

  test('blames files that are wrong for nothing that was decided', async () => {
    await decided(
      `update allocation set amount = 100.00 where id = ${idOf('ZILVERDUIN-2031-01-investering')}`,
      `update appropriation set amount = 600.05 where id = ${idOf('ZILVERDUIN-2031-krediet')}`,
    )
    await folders.edit(
      NAME,
      'programme.yaml',
      'owner: entity:havenbedrijf-zilverduin',
      'owner: entity:niemand',
    )
    expect(await folders.problemsOf(load())).toEqual([
      `${NAME}/programme.yaml:52:12: expected a reference to an entity, found "entity:niemand"`,
    ])
  })

  test('takes what stood before the ledger for nobody’s decision', async () => {
    await writeGraph(database.dataSource, { author: 'migration', reason: null }, (manager) =>
      manager.query(`update node set name_nl = 'Oud' where id = ${idOf('ZILVERDUIN-2031-02')}`),
    )
    expect(await told()).toEqual([])
    expect(await rows(`select name_nl from node where code = 'ZILVERDUIN-2031-02'`)).toEqual([
      { name_nl: 'Sluisapp' },
    ])
  })
})
