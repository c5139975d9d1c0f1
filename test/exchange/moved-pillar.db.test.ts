import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { migratedDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'
const NEXT = `  - code: ZILVERDUIN-2032
    name: { nl: Zilverduin in 2032, en: Zilverduin in 2032 }
    description: { nl: Het jaar daarna., en: The year after. }
    cites: [2/table-1/total]
    fiscalYear: 2032
    type: investment

pillars:
  - code: tij
    name: { nl: Tij, en: Tide }
    description: { nl: Verzonnen hoofdlijn over het tij., en: Invented main line on the tide. }
    cites: [title]
    number: 2
    portfolio: ZILVERDUIN-2031 # of the pillar
`
const PROJECT = `projects:
  - code: TIJ
    name: { nl: Tijtafel, en: Tide table }
    description: { nl: Verzonnen tafel van het tij., en: Invented table of the tide. }
    cites: [title]
    number: 3
    portfolio: ZILVERDUIN-2031 # of the project
    pillar: tij
`

let database: SeedDatabase
let folders: SeedFolders
beforeAll(async () => {
  database = await migratedDatabase()
  folders = await SeedFolders.create()
  await folders.copy(CITY)
  await folders.edit(NAME, 'programme.yaml', 'pillars:\n', NEXT)
  await folders.edit(NAME, 'programme.yaml', 'projects:\n', PROJECT)
  await loadSeeds(database.dataSource, [folders.path(NAME)])
})
afterAll(() => Promise.all([database.drop(), folders.remove()]))

/** The portfolios of the project and of its pillar. */
const where = () =>
  database.dataSource
    .query(`select p.code as project, l.code as pillar from node n join project on project.id = n.id
    join node p on p.id = project.portfolio_id left join pillar on pillar.id = project.pillar_id
    left join node l on l.id = pillar.portfolio_id where n.code = 'TIJ'`)

test('a pillar moves to another portfolio with its project, which keeps it', async () => {
  expect(await where()).toEqual([{ project: 'ZILVERDUIN-2031', pillar: 'ZILVERDUIN-2031' }])
  for (const moved of ['pillar', 'project'])
    await folders.edit(NAME, 'programme.yaml', `ZILVERDUIN-2031 # of the ${moved}`, 'ZILVERDUIN-2032')
  await loadSeeds(database.dataSource, [folders.path(NAME)])
  expect(await where()).toEqual([{ project: 'ZILVERDUIN-2032', pillar: 'ZILVERDUIN-2032' }])
})
