import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { withClient } from '../support/test-run.js'
import { VrdProcess } from './vrd-process.js'

const PROJECT = 'project:VRD3-2025-08'
const NEED = `needs:
  - code: X-1
    name: { nl: Nood, en: Need }
    description: { nl: Wat ontbreekt., en: What is missing. }
    cites: ['document:nota-vrd3-2025#2.A/paragraph-2']
`

/** Each command is a process of its own, and several make a test. */
jest.setTimeout(120_000)

describe('vrd asks a database, and looks after it', () => {
  let database: TestDatabase
  let head: number
  beforeAll(async () => {
    database = await createDatabase()
    head = await versionOf(database.url)
    await withClient(database.url, (client) =>
      client.query(
        `update node set name_nl = 'Een nieuwe naam' where code = 'VRD3-2025-08' and kind = 'PROJECT'`,
      ),
    )
  })
  afterAll(() => database.drop())

  const vrd = (...args: string[]) => VrdProcess.run(args, { DATABASE_URL: database.url })

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
})

async function versionOf(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query('select version::int as version from graph_head')
    return rows[0].version
  })
}
