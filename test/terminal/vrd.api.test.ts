import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { VrdProcess } from './vrd-process.js'

const PROJECT = 'project:VRD3-2025-08'
const NEED = `needs:
  - code: X-1
    name: { nl: Nood, en: Need }
    description: { nl: Wat ontbreekt., en: What is missing. }
    cites: ['document:nota-vrd3-2025#2.A/paragraph-2']
`

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

  test('impact, path and lineage tell what the API tells', async () => {
    const impact = await vrd(
      'impact',
      'building-block:magda',
      '--depth',
      '2',
      '--kind',
      'project',
      '--language',
      'en',
    )
    expect(impact).toMatchObject({ code: 0, err: '' })
    expect(impact.out).toMatch(
      /^2 {2}project:\S+ +.+\n {4}building-block:magda <- INTEGRATES building-block:vdip <- DELIVERS project:/,
    )
    const path = await vrd('path', 'regulation:nis2', 'budget-article:sca-asja2na-wt-asj033', '--first', '1')
    expect(path).toMatchObject({ code: 0, err: '' })
    expect(path.out).toMatch(/^4 relaties\n +regulation:nis2 +NIS2\n {2}<- IMPLEMENTS +project:(.*\n){4}$/)
    const lineage = await vrd('lineage', PROJECT, '--language', 'en', '--decided-by', '2025-02-12')
    expect(lineage).toMatchObject({ code: 0, err: '' })
    expect(lineage.out).toMatch(
      /^EUR 3,450,000\.00 {2}project:VRD3-2025-08 {2}.*\n {2}EUR 3,450,000\.00 PROPOSED\n/,
    )
    expect(lineage.out).not.toContain('KDW/2025000437')
    expect((await vrd('lineage', PROJECT)).out).toContain('KDW/2025000437')
  })

  test('ask asks as of a version, with other variables', async () => {
    const named = async (...more: string[]) => {
      const { out } = await vrd('ask', 'project-page', '--json', '--language', 'nl', ...more)
      return (JSON.parse(out) as { project: { name: string } }).project.name
    }
    expect(await named()).toBe('Een nieuwe naam')
    expect(await named('--known-at', `${head}`)).not.toBe('Een nieuwe naam')
    expect(await named('--var', 'code=VRD3-2025-01')).not.toBe('Een nieuwe naam')
  })

  test('seed reports what it would change, changes it, and is refused by the line where files are wrong', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vrd-terminal-'))
    const mine = path.join(folder, 'mine')
    await mkdir(mine)
    const file = path.join(mine, 'a.yaml')
    await writeFile(file, NEED)
    const before = await versionOf(database.url)
    const tried = await vrd('seed', mine, '--dry-run')
    expect(tried).toEqual({
      code: 0,
      out: 'mine: nodes 1 new, 0 changed, 0 removed, relations unchanged\n',
      err: 'vrd: nothing was written\n',
    })
    expect(await versionOf(database.url)).toBe(before)
    expect((await vrd('seed', mine)).out).toBe(`${tried.out}version ${before + 1}\n`)
    await writeFile(file, NEED.replace('name:', 'nam:'))
    const wrong = await vrd('seed', mine)
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toMatch(
      new RegExp(`^${file}:2:5: expected the key "name" .*\\n${file}:3:5: .*did you mean "name".*\\n$`),
    )
    await rm(folder, { recursive: true })
  })

  test('doctor finds it well, but for rights that somebody has given away', async () => {
    const well = await vrd('doctor')
    expect(well.out).toMatch(/^ok {4}ledger +version \d+ of .*$/m)
    expect(well).toMatchObject({ code: 0, err: '' })
    await withClient(database.url, (client) => client.query('grant insert on graph_change to vrd_writer'))
    const unwell = await vrd('doctor')
    await withClient(database.url, (client) => client.query('revoke insert on graph_change from vrd_writer'))
    expect(unwell.code).toBe(1)
    expect(unwell.out).toMatch(/^fail {2}roles +vrd_writer may insert graph_change: run vrd migrate/m)
  })

  test('a key is issued, told of, and revoked', async () => {
    const reason = ['--reason', 'a test']
    const issued = await vrd(
      'token',
      'issue',
      '--role',
      'entity',
      '--entity',
      'OVO001835',
      '--name',
      'abb',
      ...reason,
    )
    expect(issued).toMatchObject({ code: 0, out: expect.stringMatching(/^vrd_[0-9a-f]{12}_[0-9a-f]{64}\n$/) })
    const [, prefix = '', secret = ''] = issued.out.trim().split('_')
    expect(issued.err).toContain(prefix)
    expect(issued.err).not.toContain(secret)
    const listed = await vrd('token', 'list')
    expect(listed.out).toMatch(new RegExp(`^${prefix}  live until \\S+  entity  read  never used  abb\\n$`))
    const revoked = await vrd('token', 'revoke', prefix, ...reason, '--json')
    expect(JSON.parse(revoked.out)).toMatchObject({ prefix, live: false, revokedBecause: 'a test' })
    expect(await vrd('token', 'revoke', '0'.repeat(12), ...reason)).toMatchObject({ code: 1, out: '' })
    const refused = await vrd('token', 'issue', '--role', 'entity', '--name', 'abb', ...reason)
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^vrd: entity: .*\n$/) })
  })

  test('a database that is ahead is neither migrated nor seeded', async () => {
    const future = 'FromTheFuture9999999999999'
    await withClient(database.url, (client) =>
      client.query(`insert into migration (timestamp, name) values (9999999999999, '${future}')`),
    )
    const [migrate, status, seed, doctor] = await Promise.all([
      vrd('migrate'),
      vrd('migrate', '--status'),
      vrd('seed'),
      vrd('doctor'),
    ])
    await withClient(database.url, (client) => client.query(`delete from migration where name = '${future}'`))
    expect(migrate).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(`it has the migration ${future}`),
    })
    expect(status.code).toBe(1)
    expect(status.out).toMatch(new RegExp(`\\n${future} +unknown to this version of the service\\n$`))
    expect(seed).toMatchObject({ code: 2, out: '', err: expect.stringContaining('newer than this version') })
    expect(doctor.out).toContain(`the database is ahead, with ${future}`)
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
