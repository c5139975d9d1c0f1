import { describe, expect, test } from '@jest/globals'
import { StartupError } from '../../src/kernel/errors.js'
import { AskError } from '../../src/terminal/graph.js'
import type { Wiring } from '../../src/terminal/run-command.js'
import { leavingAfter, run, SampleGraph } from './sample-terminal.js'
import { attachedTo, failing, MADE, MADE_LINES, MENDED, MENDED_LINES, page } from './samples.js'

const REPORT = { version: '7', hash: 'ab'.repeat(32), versions: 7, changes: 90, findings: [] }
const WITNESS = `version 7, hash ${REPORT.hash}: 90 changes verified\n`

describe('wrong usage ends with 2, says why on standard error and asks nothing:', () => {
  test.each([
    [[], 'Usage: vrd [options] [command]'],
    [['veryfy'], "error: unknown command 'veryfy'\n(Did you mean verify?)"],
    [['verify', '--loud'], "error: unknown option '--loud'"],
    [['verify', 'now'], 'error: too many arguments'],
    [['verify', '--expect', '7'], 'It must read VERSION:HASH'],
    [['verify', '--expect', `7:${'ab'.repeat(31)}`], 'It must read VERSION:HASH'],
    [
      ['verify', '--expect', `99999999999999999999:${'ab'.repeat(32)}`],
      'a version of the graph, a whole number',
    ],
    [['history'], "error: missing required argument 'reference'"],
    [['history', 'project:P-1', '--language', 'fr'], 'It must be nl or en.'],
    [['diff', '1'], "error: missing required argument 'to'"],
    [['diff', 'one', '2'], 'It must be a version of the graph, a whole number.'],
    [['changes', '--after', '-1'], 'It must be a version of the graph, a whole number.'],
    [['changes', '--kind', 'projekt'], 'It must be one of document, policy-document,'],
  ])('%j', async (args, told) => {
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(told)
  })
})

describe('help goes to standard output, with examples:', () => {
  test.each([
    [['--help'], 'Exit code: 0 fine; 1 the answer is no'],
    [['help', 'verify'], 'Keep that last line somewhere else'],
    [['verify', '--help'], 'Examples:\n  vrd verify\n  vrd verify --expect 12:0f0f'],
    [['history', '--help'], 'Examples:\n  vrd history project:VRD3-2025-08'],
    [['diff', '--help'], 'Examples:\n  vrd diff 1 4'],
    [['changes', '--help'], 'vrd changes --after 12 --follow --json >> changes.ndjson'],
  ])('%j', async (args, told) => {
    const { code, out, err } = await run(args)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(told)
  })
})

describe('where it cannot start it ends with 2:', () => {
  test('the database is not there', async () => {
    const attach = async () => Promise.reject(new StartupError('There is no data in /x: start'))
    expect(await run(['verify'], { attach })).toEqual({
      code: 2,
      out: '',
      err: 'vrd: There is no data in /x: start\n',
    })
  })

  test('it is no database of ours, and is released', async () => {
    const attached = attachedTo()
    const checkDatabase = async () => Promise.reject(new StartupError('The database has no ledger'))
    Object.assign(attached, { checkDatabase })
    const ended = await run(['verify'], attached)
    expect(ended).toEqual({ code: 2, out: '', err: 'vrd: a notice\nvrd: The database has no ledger\n' })
    expect(attached.released).toBe(1)
  })

  test('what nobody expected is told whole', async () => {
    const verifyLedger = async () => Promise.reject(new TypeError('oops'))
    const { code, err } = await run(['verify'], { ...attachedTo(), verifyLedger })
    expect(code).toBe(2)
    expect(err).toMatch(/vrd: TypeError: oops\nvrd: {5}at /)
  })
})

describe('verify', () => {
  test('prints the witness last and ends with 0', async () => {
    const attached = attachedTo()
    const asked: unknown[] = []
    const verifyLedger: Wiring['verifyLedger'] = async (...given) => {
      asked.push(...given)
      given[1]?.onProgress?.(1, 7)
      return REPORT
    }
    const args = ['verify', '--expect', `007:${'AB'.repeat(32)}`]
    expect(await run(args, { ...attached, verifyLedger })).toEqual({
      code: 0,
      out: WITNESS,
      err: 'vrd: a notice\n',
    })
    expect(asked).toEqual([
      'postgres://sample',
      { expect: { version: '7', hash: 'ab'.repeat(32) }, onProgress: expect.any(Function) },
    ])
    expect(attached.released).toBe(1)
  })

  const findings = [
    {
      version: '3',
      position: 2,
      subject: 'project:P-1',
      problem: 'the hash\nis not\x1b[2J that of the change',
    },
    { version: null, position: null, subject: null, problem: 'a version is missing' },
  ]

  test('prints each finding on one line and ends with 1', async () => {
    const verifyLedger = async () => ({ ...REPORT, findings })
    const { code, out } = await run(['verify'], { ...attachedTo(), verifyLedger })
    expect(code).toBe(1)
    expect(out).toBe(
      'version 3, change 2, project:P-1: the hash is not\\x1b[2J that of the change\n' +
        `a version is missing\n${WITNESS}`,
    )
  })

  test('prints its report as one JSON document', async () => {
    const report = { ...REPORT, findings }
    const { code, out } = await run(['verify', '--json'], {
      ...attachedTo(),
      verifyLedger: async () => report,
    })
    expect(code).toBe(1)
    expect(out).toBe(`${JSON.stringify(report)}\n`)
  })

  test('is still a no when nobody reads it', async () => {
    const verifyLedger = async () => ({ ...REPORT, findings })
    const { code, err } = await run(['verify'], { ...attachedTo(), verifyLedger, out: leavingAfter(0) })
    expect({ code, err }).toEqual({ code: 1, err: 'vrd: a notice\n' })
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('is given up at %s with %d, and lets go of the database', async (signal, code) => {
    const attached = attachedTo()
    const stop = new AbortController()
    const verifyLedger = () => new Promise<never>(() => setImmediate(() => stop.abort(signal)))
    const ended = await run(['verify'], { ...attached, verifyLedger, signal: stop.signal })
    expect(ended).toEqual({ code, out: '', err: 'vrd: a notice\n' })
    expect(attached.released).toBe(1)
  })
})

describe('history', () => {
  const node = { reference: 'project:P-1', history: [MADE, MENDED] }

  test('prints a line for each change, its summary indented', async () => {
    const graph = new SampleGraph([() => ({ graphNode: node })])
    const { code, out } = await run(['history', 'project:P-1', '--language', 'en'], attachedTo(graph))
    expect({ code, out }).toEqual({ code: 0, out: MADE_LINES + MENDED_LINES })
    expect(graph.asked).toEqual([{ reference: 'project:P-1', language: 'EN' }])
    expect(graph.isClosed).toBe(true)
  })

  test('prints one JSON document', async () => {
    const graph = new SampleGraph([() => ({ graphNode: node })])
    const { out } = await run(['history', 'project:P-1', '--json'], attachedTo(graph))
    expect(out).toBe(`${JSON.stringify(node)}\n`)
  })

  test('tells also of a node that is gone, from the ledger', async () => {
    const graph = new SampleGraph([() => ({ graphNode: null }), page([MADE], '2', '2'), page([MENDED], '9')])
    const { code, out } = await run(['history', 'project:P-1'], attachedTo(graph))
    expect({ code, out }).toEqual({ code: 0, out: MADE_LINES + MENDED_LINES })
    expect(graph.asked.slice(1)).toEqual([
      { after: '0', of: 'project:P-1' },
      { after: '2', of: 'project:P-1' },
    ])
  })

  test.each([
    ['NOT_FOUND', 1],
    ['BAD_USER_INPUT', 2],
  ])('a refusal with %s ends with %d', async (refused, code) => {
    const graph = new SampleGraph([failing(new AskError('of: there is no such node', refused))])
    const ended = await run(['history', 'project:P-9'], attachedTo(graph))
    expect(ended).toEqual({ code, out: '', err: 'vrd: a notice\nvrd: of: there is no such node\n' })
    expect(graph.isClosed).toBe(true)
  })
})

describe('diff', () => {
  const summary = 'From version 2 to 3: 1 node changed.\nproject:P-1 changed: name One → Two'
  const diff = { from: '2', to: '3', totalCount: 1, changes: [MENDED], summary }

  test('prints the difference in words and then each change', async () => {
    const graph = new SampleGraph([() => ({ diff })])
    const { code, out, err } = await run(['diff', '02', '3', '--of', 'project:P-1'], attachedTo(graph))
    expect({ code, out }).toEqual({ code: 0, out: `From version 2 to 3: 1 node changed.\n${MENDED_LINES}` })
    expect(err).toBe('vrd: a notice\n')
    expect(graph.asked).toEqual([{ from: '2', to: '3', of: 'project:P-1', language: undefined }])
  })

  test('prints one JSON document, and tells when it is not all', async () => {
    const graph = new SampleGraph([() => ({ diff: { ...diff, totalCount: 4 } })])
    const { out, err } = await run(['diff', '2', '3', '--json'], attachedTo(graph))
    expect(JSON.parse(out)).toEqual({ ...diff, totalCount: 4 })
    expect(err).toContain(
      'vrd: 3 more differences are not shown: vrd changes --after 2 prints every change\n',
    )
  })
})
