import { describe, expect, test } from '@jest/globals'
import { AskError } from '../../src/terminal/graph.js'
import type { Wiring } from '../../src/terminal/run-command.js'
import { leavingAfter, run, SampleGraph } from './sample-terminal.js'
import { attachedTo, failing, MADE, MADE_LINES, MENDED, MENDED_LINES, page } from './samples.js'

describe('changes', () => {
  test('prints page after page, with what was asked', async () => {
    const graph = new SampleGraph([page([MADE], '1', '2.2000'), page([MENDED], '3')])
    const args = ['changes', '--kind', 'project', 'BUILDING_BLOCK', '--kind', 'need', '--language', 'nl']
    const { code, out } = await run(args, attachedTo(graph))
    expect({ code, out }).toEqual({ code: 0, out: MADE_LINES + MENDED_LINES })
    const kinds = ['PROJECT', 'BUILDING_BLOCK', 'NEED']
    expect(graph.asked).toEqual([
      { after: '0', kinds, of: undefined, language: 'NL' },
      { after: '2.2000', kinds, of: undefined, language: 'NL' },
    ])
  })

  test('prints one JSON object a line', async () => {
    const graph = new SampleGraph([page([MADE, MENDED], '3')])
    const { out } = await run(['changes', '--after', '1', '--json'], attachedTo(graph))
    expect(
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual([MADE, MENDED])
    expect(graph.asked[0]).toMatchObject({ after: '1' })
  })

  test('ends quietly, and asks no further, when its reader leaves', async () => {
    const out = leavingAfter(1)
    const graph = new SampleGraph([page([MADE], '2', '2'), page([MENDED], '3', '3'), page([MADE], '4')])
    const { code, err } = await run(['changes'], { ...attachedTo(graph), out })
    expect({ code, err, taken: out.taken }).toEqual({ code: 0, err: 'vrd: a notice\n', taken: [MADE_LINES] })
    expect(graph.asked).toHaveLength(2)
  })
})

describe('changes --follow', () => {
  const cut = Object.assign(new Error('terminating connection'), { code: '57P01' })
  /** Yields these versions, then waits for the signal, as the real one does. */
  const following = (...versions: readonly string[]): Wiring['followVersions'] =>
    async function* (_url, after, signal, onCut) {
      expect(after).toBe('1')
      onCut?.(cut)
      yield* versions
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    }

  test('prints what each new version brought, over a cut, until it is interrupted: then 0', async () => {
    const stop = new AbortController()
    const graph = new SampleGraph([
      page([], '1'),
      page([MADE], '1', '2.2000'),
      failing(cut),
      page([], '2'),
      () => {
        stop.abort('SIGINT')
        return page([MENDED], '3')()
      },
    ])
    const attached = attachedTo(graph)
    const ended = await run(['changes', '--follow', '--after', '1'], {
      ...attached,
      signal: stop.signal,
      followVersions: following('2', '3'),
    })
    const told = 'vrd: the database connection was cut (terminating connection): trying again\n'
    expect(ended).toEqual({ code: 0, out: MADE_LINES + MENDED_LINES, err: `vrd: a notice\n${told}${told}` })
    expect(graph.asked.map(({ after }) => after)).toEqual(['1', '1', '2.2000', '2.2000', '2'])
    expect(attached.released).toBe(1)
    expect(graph.isClosed).toBe(true)
  })

  test('ends when its reader leaves', async () => {
    const graph = new SampleGraph([page([MADE], '2')])
    const wiring = { ...attachedTo(graph), followVersions: following('2', '3'), out: leavingAfter(0) }
    expect((await run(['changes', '--follow', '--after', '1'], wiring)).code).toBe(0)
  })

  test('what is given up when it is interrupted is no failure', async () => {
    const stop = new AbortController()
    const givenUp = () => {
      stop.abort('SIGINT')
      throw new Error('canceling statement due to user request')
    }
    const wiring = {
      ...attachedTo(new SampleGraph([givenUp])),
      signal: stop.signal,
      followVersions: following(),
    }
    const ended = await run(['changes', '--follow', '--after', '1'], wiring)
    expect(ended).toEqual({ code: 0, out: '', err: 'vrd: a notice\n' })
  })

  test('does not try again what is refused', async () => {
    const graph = new SampleGraph([failing(new AskError('of: there is no such node', 'NOT_FOUND'))])
    const wiring = { ...attachedTo(graph), followVersions: following('2') }
    expect((await run(['changes', '--follow', '--after', '1', '--of', 'project:P-9'], wiring)).code).toBe(1)
  })
})
