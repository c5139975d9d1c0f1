import { describe, expect, test } from '@jest/globals'
import type { MigrationState } from '../../src/database/migrations.js'
import type { LoadReport } from '../../src/exchange/load-report.js'
import { SeedError } from '../../src/exchange/seed-problem.js'
import { NotFoundError } from '../../src/kernel/errors.js'
import type { KeyRing, KeyTold } from '../../src/terminal/key-ring.js'
import type { Tools } from '../../src/terminal/tools.js'
import { run } from './sample-terminal.js'
import { attachedTo } from './samples.js'

const NOTICE = 'vrd: a notice\n'

test('serve hands on where to listen, and its exit code', async () => {
  const asked: unknown[] = []
  const serve: Tools['serve'] = async (options) => {
    asked.push(options)
    return 1
  }
  const ended = await run(['serve', '--port', '0', '--host', '::1'], { serve })
  expect({ code: ended.code, asked }).toEqual({ code: 1, asked: [{ port: 0, host: '::1' }] })
  expect((await run(['serve', '--port', '65536'], { serve })).code).toBe(2)
})

describe('migrate', () => {
  const states =
    (...all: MigrationState['state'][]) =>
    async () =>
      all.map((state, at) => ({ name: `Step${at}`, state }))

  test('prints what it has done, and makes the database where there is none', async () => {
    const made: boolean[] = []
    const wiring = attachedTo()
    const attach = async (makes: boolean) => {
      made.push(makes)
      return { url: 'postgres://sample', notices: [], release: async () => undefined }
    }
    const migrated: string[] = []
    const migrate = async (url: string) => void migrated.push(url)
    const tools = { ...wiring, attach, migrate, migrations: states('DONE', 'PENDING') }
    expect(await run(['migrate'], tools)).toEqual({ code: 0, out: 'Step1\n', err: '' })
    expect({ made, migrated }).toEqual({ made: [true], migrated: ['postgres://sample'] })
    expect((await run(['migrate', '--json'], tools)).out).toBe('{"done":["Step1"]}\n')
    const upToDate = await run(['migrate'], { ...tools, migrations: states('DONE') })
    expect(upToDate).toEqual({ code: 0, out: '', err: 'vrd: the database was up to date\n' })
  })

  test.each([
    [['DONE', 'DONE'], 0, 'Step0  done\nStep1  done\n'],
    [['DONE', 'PENDING'], 1, 'Step0  done\nStep1  pending\n'],
    [['DONE', 'UNKNOWN'], 1, 'Step0  done\nStep1  unknown to this version of the service\n'],
  ] as const)('--status of %j changes nothing and ends with %d', async (all, code, out) => {
    const ended = await run(['migrate', '--status'], { ...attachedTo(), migrations: states(...all) })
    expect(ended).toEqual({ code, out, err: NOTICE })
  })
})

describe('seed', () => {
  const none = { created: 0, changed: 0, removed: 0 }
  const set = {
    origin: 'mine',
    nodes: { created: 2, changed: 1, removed: 0 },
    relations: none,
    leftAlone: [],
  }
  const report: LoadReport = {
    version: '4',
    unchanged: false,
    dataSets: [set],
    totals: { nodes: {}, relations: 0 },
  }
  const loading = (answer: () => LoadReport) => {
    const asked: unknown[] = []
    const loadSeeds: Tools['loadSeeds'] = async (_url, folders, dryRun) => {
      asked.push([folders, dryRun])
      return answer()
    }
    return { ...attachedTo(), loadSeeds, asked }
  }

  test('prints what changed, and what was left alone', async () => {
    const corrected = {
      reference: 'project:P-1',
      what: 'CHANGED',
      version: '3',
      author: 'ann',
      subjectId: '',
    } as const
    const left = [
      { ...corrected, reason: null },
      { ...corrected, reason: 'a\nb' },
    ]
    const kept = { ...set, leftAlone: left }
    const tools = loading(() => ({ ...report, dataSets: [kept] }))
    expect(await run(['seed', 'a', 'b'], tools)).toEqual({
      code: 0,
      out:
        'mine: nodes 2 new, 1 changed, 0 removed, relations unchanged\n' +
        '  left alone: project:P-1, changed in version 3 by ann\n' +
        '  left alone: project:P-1, changed in version 3 by ann: a b\nversion 4\n',
      err: NOTICE,
    })
    expect(tools.asked).toEqual([[['a', 'b'], false]])
  })

  test('--dry-run says that nothing was written', async () => {
    const tools = loading(() => ({ ...report, version: null }))
    const { code, out, err } = await run(['seed', '--dry-run', '--json'], tools)
    expect({ code, out: JSON.parse(out), asked: tools.asked }).toEqual({
      code: 0,
      out: { ...report, version: null },
      asked: [[[], true]],
    })
    expect(err).toBe(`${NOTICE}vrd: nothing was written\n`)
  })

  test('what is wrong with the files is told as editors read it, and ends with 1', async () => {
    const problems = [
      { file: 'a.yaml', message: 'a.yaml:1:2: expected a name, found none' },
      { file: 'b.yaml', message: 'b.yaml:3:4: expected \x1b, found none' },
    ]
    const tools = loading(() => {
      throw new SeedError(problems)
    })
    expect(await run(['seed'], tools)).toEqual({
      code: 1,
      out: '',
      err: `${NOTICE}a.yaml:1:2: expected a name, found none\nb.yaml:3:4: expected \\x1b, found none\n`,
    })
  })
})

describe('token', () => {
  const key: KeyTold = {
    prefix: '3f9c02b1d7a4',
    name: 'loader',
    role: 'PROGRAMME_OFFICE',
    scopes: ['READ', 'WRITE'],
    issuedBy: 'ADMINISTRATOR/ann',
    expiresAt: new Date('2027-01-02T03:04:05.678Z'),
    lastUsedAt: null,
    revokedAt: null,
    live: true,
  }
  const line = '3f9c02b1d7a4  live until 2027-01-02T03:04Z  programme-office  read write  never used  loader'
  const ring = (keys: Partial<KeyRing>) => ({
    ...attachedTo(),
    withKeys: <T>(_url: string, work: (all: KeyRing) => Promise<T>) => work(keys as KeyRing),
  })

  test('issue prints the key alone on standard output', async () => {
    const asked: unknown[] = []
    const issue: KeyRing['issue'] = async (...given) => {
      asked.push(given)
      return { key, text: 'vrd_secret' }
    }
    const args = [
      'token',
      'issue',
      '--role',
      'programme-office',
      '--name',
      'loader',
      '--reason',
      'nightly load',
    ]
    const ended = await run([...args, '--scope', 'read', 'WRITE'], ring({ issue }))
    expect(ended).toEqual({
      code: 0,
      out: 'vrd_secret\n',
      err: `${NOTICE}vrd: issued ${line}\nvrd: it is shown this once: keep it where nobody else reads it\n`,
    })
    const wished = {
      role: 'PROGRAMME_OFFICE',
      name: 'loader',
      entity: null,
      scopes: ['READ', 'WRITE'],
      days: 90,
    }
    expect(asked).toEqual([[wished, 'nightly load']])
  })

  test('issue without a reason, or with a role that there is not, issues nothing', async () => {
    const args = ['token', 'issue', '--name', 'loader', '--role']
    expect((await run([...args, 'administrator'], ring({}))).err).toContain(
      "required option '--reason <text>'",
    )
    const { code, err } = await run([...args, 'king', '--reason', 'r'], ring({}))
    expect(code).toBe(2)
    expect(err).toContain('It must be one of public, entity, programme-office,')
  })

  test('list prints every key and its state', async () => {
    const at = new Date('2026-11-25T09:00:00Z')
    const dead = { ...key, live: false, name: 'old' }
    const keys = [key, { ...dead, revokedAt: at, lastUsedAt: at }, { ...dead, expiresAt: at }]
    const { out } = await run(['token', 'list'], ring({ list: async () => keys }))
    expect(out).toBe(
      '3f9c02b1d7a4  live until 2027-01-02T03:04Z  programme-office  read write  never used              loader\n' +
        '3f9c02b1d7a4  revoked 2026-11-25T09:00Z     programme-office  read write  used 2026-11-25T09:00Z  old\n' +
        '3f9c02b1d7a4  expired 2026-11-25T09:00Z     programme-office  read write  never used              old\n',
    )
    const empty = await run(['token', 'list'], ring({ list: async () => [] }))
    expect(empty).toEqual({
      code: 0,
      out: '',
      err: `${NOTICE}vrd: there is no key yet: vrd token issue makes one\n`,
    })
  })

  test('revoke of what is not there ends with 1', async () => {
    const revoke = async () => Promise.reject(new NotFoundError('there is no key 000000000000', 'prefix'))
    const ended = await run(['token', 'revoke', '000000000000', '--reason', 'r'], ring({ revoke }))
    expect(ended).toEqual({ code: 1, out: '', err: `${NOTICE}vrd: prefix: there is no key 000000000000\n` })
    const fine = await run(
      ['token', 'revoke', key.prefix, '--reason', 'r'],
      ring({ revoke: async () => key }),
    )
    expect(fine).toMatchObject({ code: 0, out: `${line}\n` })
  })
})
