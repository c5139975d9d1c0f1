import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { GraphWrites } from '../../src/writing/writes.service.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { BROKEN_BUILDS } from './broken-builds.js'
import { tell } from './lane.js'
import { tryOut } from './trial.js'

const LASTS = 120_000

let database: TestDatabase
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

test(
  'the build that is shipped passes every check',
  async () => {
    const found: (readonly string[])[] = []
    for await (const findings of tryOut(database.url, (dataSource) => new GraphWrites(dataSource)))
      found.push(findings)
    expect(found).toEqual([[], [], [], [], []])
  },
  LASTS,
)

describe('a build is caught in which', () => {
  test.each(BROKEN_BUILDS.map((broken) => [broken.fault, broken] as const))(
    '%s',
    async (fault, { sql, build, found }) => {
      if (sql !== undefined) await withClient(database.url, (client) => client.query(sql))
      const all: string[] = []
      for await (const findings of tryOut(database.url, build)) {
        all.push(...findings)
        if (all.some((finding) => found.test(finding))) break
      }
      expect(all).toContainEqual(expect.stringMatching(found))
      tell('caught', { [fault]: all.find((finding) => found.test(finding)) ?? '' })
    },
    LASTS,
  )
})
