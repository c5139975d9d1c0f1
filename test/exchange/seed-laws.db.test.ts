import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { fingerprint, seededDatabase, type SeedDatabase } from './seed-database.js'
import { LAW_CASES } from './law-cases.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'

describe('the laws of seed files', () => {
  let database: SeedDatabase
  let folders: SeedFolders
  let before: string
  beforeAll(async () => {
    database = await seededDatabase()
    folders = await SeedFolders.create()
    before = await fingerprint(database)
  })
  afterAll(() => Promise.all([database.drop(), folders.remove()]))
  const load = () => loadSeeds(database.dataSource, [folders.path(NAME)])

  test.each(LAW_CASES)('%s', async (_, edits, messages) => {
    await folders.copy(CITY)
    for (const [file, from, to] of edits) await folders.edit(NAME, file, from, to)
    const told = await folders.problemsOf(load())
    expect(told.map((message) => message.replaceAll(`${NAME}/`, ''))).toEqual(messages)
  })

  test('what only looks like a breach is none', async () => {
    await folders.copy(CITY)
    const again =
      '      - { depends-on: project:ZILVERDUIN-2031-01, cites: [title], valid: { from: 2033 } }\n'
    await folders.edit(
      NAME,
      'programme.yaml',
      '    relations:\n      - depends-on',
      `    relations:\n${again}      - depends-on`,
    )
    await folders.edit(NAME, 'money.yaml', '    amount: 400.05\n', '    amount: 400000.00\n')
    await folders.edit(
      NAME,
      'money.yaml',
      '    status: proposed\n    fiscalYear: 2031\n    amount: 400',
      '    status: draft\n    fiscalYear: 2031\n    amount: 400',
    )
    await load()
    await folders.write(NAME, { 'empty.yaml': 'needs: []' })
    await load()
  })

  test('after a file that is not YAML, references to what it holds are not blamed', async () => {
    await folders.copy(CITY)
    await folders.edit(
      NAME,
      'programme.yaml',
      '    number: 1\n    portfolio: Z',
      '    number: [\n    portfolio: Z',
    )
    const messages = await folders.problemsOf(load())
    expect(messages.map((message) => message.replace(/:\d+:.*/, ''))).toEqual(
      messages.map(() => `${NAME}/programme.yaml`),
    )
    expect(messages[0]).toContain('expected YAML, found a fault')
  })

  test('two folders of one name', async () => {
    await folders.copy(CITY)
    const { dataSource } = database
    expect(await folders.problemsOf(loadSeeds(dataSource, [CITY, folders.path(NAME)]))).toContain(
      `${NAME}: expected a folder for each data set, found zilverduin-2031 again`,
    )
  })

  test('none of these has written anything', async () => {
    expect(await fingerprint(database)).toBe(before)
  })
})
