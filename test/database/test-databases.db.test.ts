import { afterAll, describe, expect, test } from '@jest/globals'
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { removeLeftoverDatabases } from '../support/leftovers.js'
import { currentRun, urlOf, withClient } from '../support/test-run.js'

describe('databases for tests', () => {
  const made: TestDatabase[] = []
  afterAll(() => Promise.all(made.map(({ drop }) => drop())))
  const {
    serverUrl,
    templates: { seeded },
  } = currentRun()

  const fresh = async (create: () => Promise<TestDatabase>) => {
    const database = await create()
    made.push(database)
    return database
  }
  const namesLike = (pattern: string) =>
    withClient(serverUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        'select datname as name from pg_database where datname ~ $1',
        [pattern],
      )
      return rows.map(({ name }) => name)
    })

  test('many can be made at once, and none sees what another holds', async () => {
    const databases = await Promise.all([1, 2, 3, 4].map(() => fresh(createDatabase)))
    expect(new Set(databases.map(({ url }) => url)).size).toBe(4)
    const tables = await Promise.all(
      databases.map(({ url }, number) =>
        withClient(url, async (client) => {
          await client.query(`create table only_${number} ()`)
          return (await client.query(`select relname from pg_class where relname like 'only%'`)).rows
        }),
      ),
    )
    expect(tables).toEqual([0, 1, 2, 3].map((number) => [{ relname: `only_${number}` }]))
  })

  test('they hold UTF-8, whatever the server prefers', async () => {
    const { url } = await fresh(createEmptyDatabase)
    const { rows } = await withClient(url, (client) => client.query('show server_encoding'))
    expect(rows).toEqual([{ server_encoding: 'UTF8' }])
  })

  test('one can be dropped under its users', async () => {
    const { url, drop } = await createDatabase()
    const name = new URL(url).pathname.slice(1)
    await withClient(url, async (client) => {
      await client.query('select 1')
      expect(await namesLike(`^${name}$`)).toEqual([name])
      await drop()
      await expect(client.query('select 1')).rejects.toThrow()
    })
    expect(await namesLike(`^${name}$`)).toEqual([])
  })

  test('what killed runs left is removed, what living runs use is not', async () => {
    const dead = 'vrd_test_1_dead_12345678'
    await withClient(serverUrl, async (client) => {
      await client.query(`create database ${dead} template template0`)
      await removeLeftoverDatabases(client)
    })
    expect(await namesLike(`^${dead}$`)).toEqual([])
    expect(await namesLike(`^${seeded}$`)).toEqual([seeded])
    await expect(withClient(urlOf(serverUrl, seeded), async () => 'alive')).resolves.toBe('alive')
  })
})
