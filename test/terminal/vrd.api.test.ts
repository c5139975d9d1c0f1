import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { VrdProcess } from './vrd-process.js'

const PROJECT = 'project:VRD3-2025-08'

describe('vrd on a database', () => {
  let database: TestDatabase
  let head: number
  beforeAll(async () => {
    database = await createDatabase()
    head = await versionOf(database.url)
    await rename('Een nieuwe naam', 'a new name')
  })
  afterAll(() => database.drop())

  const vrd = (...args: string[]) => VrdProcess.run(args, { DATABASE_URL: database.url })
  const rename = (name: string, reason: string) =>
    withClient(database.url, async (client) => {
      await client.query(
        `begin; select set_config('vrd.author', 'ann', true), set_config('vrd.reason', '${reason}', true);
         update node set name_nl = '${name}' where code = 'VRD3-2025-08' and kind = 'PROJECT'; commit`,
      )
    })
  const correction = (version: number) => ({
    version: String(version),
    author: 'ann',
    operation: 'CORRECTED',
    subject: PROJECT,
  })

  test('history tells when a node came and how it changed', async () => {
    const { code, out, err } = await vrd('history', PROJECT, '--language', 'en')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      new RegExp(
        `^\\d+  \\d{4}-\\S+Z  CREATED  ${PROJECT}  .+\\n    .+\\n` +
          `${head + 1}  \\d{4}-\\S+Z  CORRECTED  ${PROJECT}  ann\\n    .*Een nieuwe naam.*\\n$`,
      ),
    )
  })

  test('history as JSON has all of it', async () => {
    const { out } = await vrd('history', PROJECT, '--json')
    const { reference, history } = JSON.parse(out)
    expect(reference).toBe(PROJECT)
    expect(history).toHaveLength(2)
    expect(history[1]).toMatchObject({ ...correction(head + 1), reason: 'a new name' })
    expect(history[1].before).toEqual(history[0].after)
  })

  test.each([
    [['history', 'project:NONE'], 1, 'vrd: of: there is and was no node "project:NONE"\n'],
    [['changes', '--of', 'project:NONE'], 1, 'vrd: of: there is and was no node "project:NONE"\n'],
    [['history', 'nonsense'], 2, 'nonsense'],
    [['diff', '2', '1'], 2, 'vrd: from: must not be later than to, 1\n'],
    [['diff', '0', '999999'], 2, 'vrd: to: 999999 is not a version yet'],
  ])('%j ends with %d', async (args, expected, told) => {
    const { code, out, err } = await vrd(...args)
    expect({ code, out }).toEqual({ code: expected, out: '' })
    expect(err).toContain(told)
    expect(err).toMatch(/^vrd: .*\n$/)
  })

  test('diff tells what is different', async () => {
    const { code, out, err } = await vrd(
      'diff',
      `${head}`,
      `${head + 1}`,
      '--of',
      PROJECT,
      '--language',
      'en',
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      new RegExp(`^.*1 .*\\n${head + 1}  \\S+  CORRECTED  ${PROJECT}  ann\\n    .*Een nieuwe naam.*\\n$`),
    )
    const json = JSON.parse((await vrd('diff', `${head}`, `${head + 1}`, '--json')).out)
    expect(json).toMatchObject({ from: `${head}`, to: `${head + 1}`, changes: [correction(head + 1)] })
  })

  test('changes prints the whole ledger, each change once and in order', async () => {
    const { code, out, err } = await vrd('changes', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const printed = out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { version: string; operation: string; subject: string })
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ version: string; operation: string; reference: string | null }>(
        'select version::text, operation, reference from graph_change order by graph_change.version, position',
      ),
    )
    const told = printed.map(({ version, operation, subject }) => [
      version,
      operation,
      subject.includes(':') ? subject : null,
    ])
    expect(told).toEqual(rows.map(({ version, operation, reference }) => [version, operation, reference]))
  })

  test('changes of one kind after a version', async () => {
    const { out } = await vrd('changes', '--after', `${head}`, '--kind', 'project', '--json')
    expect(
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toMatchObject([correction(head + 1)])
    expect((await vrd('changes', '--after', `${head}`, '--kind', 'need')).out).toBe('')
  })

  test('a reader that leaves ends it quietly', async () => {
    const process = VrdProcess.spawn(['changes', '--json'], { DATABASE_URL: database.url })
    await process.lines(1)
    process.leave()
    expect(await process.ended()).toMatchObject({ code: 0, err: '' })
  })

  test('verify finds the ledger whole, and its witness holds later', async () => {
    const { code, out, err } = await vrd('verify')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [, version, hash] = /^version (\d+), hash ([0-9a-f]{64}): \d+ changes verified\n$/.exec(out) ?? []
    expect(Number(version)).toBeGreaterThan(head)
    expect(await vrd('verify', '--expect', `${version}:${hash}`)).toEqual({ code: 0, out, err: '' })
    const other = await vrd('verify', '--expect', `${version}:${'0'.repeat(64)}`, '--json')
    expect(other.code).toBe(1)
    expect(JSON.parse(other.out)).toMatchObject({ version, hash, findings: [{ version }] })
  })

  test('changes --follow prints each later change once, also over a cut, until SIGINT', async () => {
    const from = await versionOf(database.url)
    const process = VrdProcess.spawn(['changes', '--follow', '--json', '--after', `${from - 1}`], {
      DATABASE_URL: database.url,
    })
    await process.lines(1)
    await rename('Naam twee', 'second')
    await process.lines(2)
    await withClient(database.url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    )
    await rename('Naam drie', 'third')
    await process.says('vrd: the database connection was cut')
    await rename('Naam vier', 'fourth')
    const printed = (await process.lines(4)).map((line) => JSON.parse(line))
    expect(printed).toMatchObject([0, 1, 2, 3].map((more) => correction(from + more)))
    const { code, out } = await process.stop('SIGINT')
    expect({ code, lines: out.split('\n').length - 1 }).toEqual({ code: 0, lines: 4 })
  })
})

describe('where it cannot start it ends with 2 and says why in one line:', () => {
  test('the database cannot be reached, and its password is not told', async () => {
    const ended = await VrdProcess.run(['verify'], {
      DATABASE_URL: 'postgres://someone:secret@127.0.0.1:9/vrd',
    })
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(
      /^vrd: The database at 127\.0\.0\.1:9\/vrd cannot be reached: .*ECONNREFUSED.*\n$/,
    )
    expect(ended.err).not.toContain('secret')
  })

  test('the database has no ledger', async () => {
    const { url, drop } = await createEmptyDatabase()
    const ended = await VrdProcess.run(['changes'], { DATABASE_URL: url })
    await drop()
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(
      /^vrd: The database at \S+ has no ledger: run vrd migrate, or start this version of the service on it once\.\n$/,
    )
  })

  test('there is no data yet', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vrd-terminal-'))
    const ended = await VrdProcess.run(['verify'], { DATA_DIR: folder })
    await rm(folder, { recursive: true })
    expect(ended).toEqual({
      code: 2,
      out: '',
      err: `vrd: There is no data in ${folder}: start the service once with npm start, or set DATA_DIR or DATABASE_URL to where the data is\n`,
    })
  })

  test('the environment is wrong', async () => {
    const ended = await VrdProcess.run(['verify'], { DATABASE_URL: 'mysql://here' })
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(/^vrd: The environment is not right: DATABASE_URL must read postgres:.*\n$/)
  })
})

async function versionOf(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query('select version::int as version from graph_head')
    return rows[0].version
  })
}
