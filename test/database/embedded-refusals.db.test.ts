import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from '@jest/globals'
import { findDistribution } from '../../src/database/embedded/distribution.js'
import { missingExtensions } from '../../src/database/embedded/extensions.js'
import { dataDirectories } from '../support/data-directories.js'
import { createEmptyDatabase } from '../support/database.js'
import { ordinaryUser, othersCanRunThis } from '../support/ordinary-user.js'
import { startServiceProcess } from '../support/service-process.js'
import { withClient } from '../support/test-run.js'

const withOthers = (await othersCanRunThis()) ? test : test.skip

describe('a stranger is told in one line what to do', () => {
  const directories = dataDirectories()
  afterAll(() => directories.remove())
  const start = (dataDirectory: string) => directories.start(dataDirectory)

  test('data of another PostgreSQL version is refused and left alone', async () => {
    const directory = await directories.create()
    await chmod(directory, 0o755)
    await mkdir(`${directory}/pg/data`, { recursive: true })
    await writeFile(`${directory}/pg/data/PG_VERSION`, '16\n')
    await expect(start(directory)).rejects.toThrow(
      `The data in ${directory}/pg was written by PostgreSQL 16 and this service brings 18: ` +
        'move that folder away to start afresh, or set DATA_DIR to another one',
    )
    expect(await readFile(`${directory}/pg/data/PG_VERSION`, 'utf8')).toBe('16\n')
  })

  test('a folder with something else in it is refused', async () => {
    const directory = await directories.create()
    await chmod(directory, 0o755)
    await mkdir(`${directory}/pg`)
    await writeFile(`${directory}/pg/holiday.jpg`, '')
    await expect(start(directory)).rejects.toThrow(
      `${directory}/pg holds something else than the data of this service`,
    )
  })

  test('a file instead of a folder is refused', async () => {
    const directory = await directories.create()
    await writeFile(`${directory}/file`, '')
    await expect(start(`${directory}/file`)).rejects.toThrow('Set DATA_DIR to a folder; a file stands at')
    await expect(start(`${directory}/file/data`)).rejects.toThrow(
      'Set DATA_DIR to a folder; a file stands on the way',
    )
  })

  test('when PostgreSQL itself does not start, its own reason is told', async () => {
    const directory = await directories.createUsed()
    const configuration = `${directory}/pg/data/postgresql.conf`
    await writeFile(configuration, 'shared_buffers = plenty\n')
    await expect(start(directory)).rejects.toThrow(
      `PostgreSQL does not start: configuration file "${configuration}" contains errors ` +
        `(more in ${directory}/pg/data/server.log)`,
    )
  })

  test('a platform without a distribution is pointed to DATABASE_URL', () => {
    expect(() => findDistribution('sunos-sparc')).toThrow(
      'No PostgreSQL comes with this service for sunos-sparc: set DATABASE_URL to a PostgreSQL 15 to 18 server',
    )
  })

  test('a server without the extensions is noticed', async () => {
    const { url, drop } = await createEmptyDatabase()
    expect(await withClient(url, missingExtensions)).toEqual([])
    await withClient(url, async (client) => {
      await client.query(`create view pg_temp.pg_available_extensions as select 'unaccent'::name as name`)
      await client.query('set search_path = pg_temp, pg_catalog')
      expect(await missingExtensions(client)).toEqual(['btree_gist', 'pg_trgm'])
    })
    await drop()
  })

  withOthers('a folder that may not be written is refused', async () => {
    const directory = await directories.create()
    await chmod(directory, 0o555)
    const refused = await startServiceProcess(`${directory}/data`, ordinaryUser())
    expect(refused.answer.refused).toMatch(
      /^StartupError: Start as the user who owns the data directory, or set DATA_DIR to a folder you may write, not .* \(EACCES: permission denied/,
    )
    expect(await refused.end()).toBe(1)
  })
})
