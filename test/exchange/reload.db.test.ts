import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { loadSeeds } from '../../src/exchange/load-seeds.service.js'
import { decide, decidedDocuments, OFFICER } from './decide.js'
import { RELOAD_CASES } from './reload-cases.js'
import { seededDatabase, type SeedDatabase } from './seed-database.js'
import { CITY, SeedFolders } from './seed-folders.js'

const NAME = 'zilverduin-2031'

describe('a reload', () => {
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

  test.each(RELOAD_CASES)('leaves alone %s', async (_, { decided, edits = [], left }) => {
    const { dataSource } = database
    const version = await decide(dataSource, ...decided)
    const before = await decidedDocuments(dataSource)
    expect(await load()).toMatchObject({ unchanged: true, version: null })
    for (const [file, from, to] of edits) await folders.edit(NAME, file, from, to)
    const [told] = (await load()).dataSets
    expect(told?.leftAlone.map(({ reference, what }) => `${reference} ${what}`)).toEqual(left)
    for (const one of told?.leftAlone ?? [])
      expect(one).toMatchObject({ version, author: OFFICER.author, reason: OFFICER.reason })
    expect(await decidedDocuments(dataSource)).toEqual(before)
    expect(await load()).toMatchObject({
      unchanged: true,
      version: null,
      dataSets: [{ leftAlone: told?.leftAlone }],
    })
  })
})
