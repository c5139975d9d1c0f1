import { describe, expect, test } from '@jest/globals'
import { AskError } from '../../src/terminal/graph.js'
import { run, SampleGraph } from './sample-terminal.js'
import { attachedTo, failing } from './samples.js'

const MAGDA = { reference: 'building-block:magda', name: 'MAGDA' }
const VDIP = { reference: 'building-block:vdip', name: 'Platform\x1b[2J' }
const PROJECT = { reference: 'project:P-1', name: 'Een' }
const INTEGRATES = { kind: 'INTEGRATES', inferred: false, source: VDIP, target: MAGDA }
const DELIVERS = { kind: 'DELIVERS', inferred: true, source: PROJECT, target: VDIP }
const NOTICE = 'vrd: a notice\n'

describe('impact', () => {
  const hits = [
    { distance: 1, node: VDIP, path: [INTEGRATES] },
    { distance: 2, node: PROJECT, path: [INTEGRATES, DELIVERS] },
  ]
  const impact = { root: MAGDA, totalCount: 5, truncated: true, hits }

  test('prints each hit with the way to it, and tells when it is not all', async () => {
    const graph = new SampleGraph([() => ({ impact })])
    const args = [
      'impact',
      MAGDA.reference,
      '--depth',
      '3',
      '--first',
      '2',
      '--kind',
      'project',
      '--along',
      'delivers',
    ]
    expect(await run([...args, '--along', 'DEPENDS_ON'], attachedTo(graph))).toEqual({
      code: 0,
      out:
        '1  building-block:vdip  Platform\\x1b[2J\n' +
        '    building-block:magda <- INTEGRATES building-block:vdip\n' +
        '2  project:P-1          Een\n' +
        '    building-block:magda <- INTEGRATES building-block:vdip <- DELIVERS (afgeleid) project:P-1\n',
      err: `${NOTICE}vrd: 2 of 5 are shown: --first and --depth tell how many\n`,
    })
    expect(graph.asked).toEqual([
      { of: MAGDA.reference, depth: 3, first: 2, along: ['DELIVERS', 'DEPENDS_ON'], kinds: ['PROJECT'] },
    ])
    expect(graph.askings).toEqual([{}])
  })

  test('asks about a moment, in a language', async () => {
    const graph = new SampleGraph([() => ({ impact })])
    const moment = ['--on', '2025-07-01', '--decided-by', '2025-02-12', '--known-at', '3', '--language', 'en']
    const { out } = await run(['impact', 'x:y', ...moment, '--json'], attachedTo(graph))
    expect(JSON.parse(out)).toEqual(impact)
    const asOf = { on: '2025-07-01', decidedBy: '2025-02-12', knownAt: '3' }
    expect(graph.askings).toEqual([{ language: 'EN', asOf }])
  })

  test('of what touches nothing is an answer', async () => {
    const graph = new SampleGraph([
      () => ({ impact: { ...impact, totalCount: 0, truncated: false, hits: [] } }),
    ])
    const { code, out, err } = await run(['impact', MAGDA.reference], attachedTo(graph))
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toBe(`${NOTICE}vrd: nothing is touched when building-block:magda changes\n`)
  })

  test('of what is not there ends with 1', async () => {
    const graph = new SampleGraph([failing(new AskError('of: there is no node "project:P-9"', 'NOT_FOUND'))])
    expect((await run(['impact', 'project:P-9'], attachedTo(graph))).code).toBe(1)
  })
})

describe('path', () => {
  const paths = [{ length: 2, nodes: [MAGDA, VDIP, PROJECT], relations: [INTEGRATES, DELIVERS] }]

  test('prints each step, from which side it reads', async () => {
    const graph = new SampleGraph([
      () => ({ paths: [...paths, { length: 1, nodes: [VDIP, MAGDA], relations: [INTEGRATES] }] }),
    ])
    const { code, out } = await run(['path', 'a:b', 'c:d', '--language', 'en'], attachedTo(graph))
    expect(code).toBe(0)
    expect(out).toBe(
      '2 relations\n' +
        `${' '.repeat(26)}building-block:magda  MAGDA\n` +
        '  <- INTEGRATES           building-block:vdip   Platform\\x1b[2J\n' +
        '  <- DELIVERS (inferred)  project:P-1           Een\n' +
        '1 relation\n' +
        '                 building-block:vdip   Platform\\x1b[2J\n' +
        '  -> INTEGRATES  building-block:magda  MAGDA\n',
    )
  })

  test('where there is none ends with 1, also as JSON', async () => {
    for (const [json, printed] of [
      [[], ''],
      [['--json'], '[]\n'],
    ] as const) {
      const args = ['path', 'a:b', 'c:d', '--length', '2', ...json]
      expect(await run(args, attachedTo(new SampleGraph([() => ({ paths: [] })])))).toEqual({
        code: 1,
        out: printed,
        err: `${NOTICE}vrd: there is no way from a:b to c:d of at most 2 relations\n`,
      })
    }
  })
})

describe('lineage', () => {
  const euro = (amount: string) => ({ amount, currency: 'EUR', precision: 'EXACT' })
  const advice = {
    reference: 'advice:a',
    name: 'Advies',
    verdict: 'FAVOURABLE',
    documentNumber: null,
    date: '2025-02-13',
  }
  const trail = {
    undivided: true,
    amount: euro('1234567.50'),
    allocation: { status: 'PROPOSED' },
    steps: [MAGDA, PROJECT],
    yields: [VDIP],
    decision: { reference: 'decision:d', name: 'Besluit', status: 'PROPOSED', date: null },
    advice: [advice, { ...advice, reference: 'advice:b', documentNumber: 'K/1' }],
  }
  const fundingLineage = { subject: PROJECT, total: euro('1234567.50'), trails: [trail] }

  test('prints the way of the money, its decision, its advice and what it yields', async () => {
    const graph = new SampleGraph([() => ({ fundingLineage })])
    expect((await run(['lineage', PROJECT.reference], attachedTo(graph))).out).toBe(
      'EUR 1.234.567,50  project:P-1  Een\n' +
        '  EUR 1.234.567,50 PROPOSED onverdeeld\n' +
        '    spoor       building-block:magda  MAGDA\n' +
        '                project:P-1           Een\n' +
        '    beslissing  decision:d            Besluit (PROPOSED)\n' +
        '    advies      advice:a              Advies (FAVOURABLE, 2025-02-13)\n' +
        '                advice:b              Advies (FAVOURABLE, K/1, 2025-02-13)\n' +
        '    opbrengst   building-block:vdip   Platform\\x1b[2J\n',
    )
  })

  test('of what nothing pays for ends with 1', async () => {
    const graph = new SampleGraph([() => ({ fundingLineage: { ...fundingLineage, trails: [] } })])
    const { code, out, err } = await run(
      ['lineage', PROJECT.reference, '--language', 'en'],
      attachedTo(graph),
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(`${NOTICE}vrd: no allocation pays for project:P-1\n`)
  })
})
