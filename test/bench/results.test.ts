import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import type { Figures } from './measure.js'
import { type Committed, fallen, type Line, linesOf } from './results.js'
import { markdownTable, withResults } from './table.js'

const at = (rate: number): Figures => {
  return { rate, p50: 1, p99: 2, nodeTime: 0.5, databaseTime: null, memory: 100 }
}
const line = (variant: string, ratio: number, operation = 'portal'): Line => {
  return { operation, variant, ratio, figures: at(10) }
}

describe('the ratio of a variant', () => {
  test('is that within each round, so that a slow round is slow for all', () => {
    const rounds = [
      new Map([['floor', at(100)], ['service', at(80)]]),
      new Map([['floor', at(10)], ['service', at(9)]]),
      new Map([['floor', at(100)], ['service', at(20)]]),
    ] // prettier-ignore
    const lines = linesOf('portal', rounds, 'floor')
    expect(lines.map(({ variant, ratio }) => [variant, ratio])).toEqual([
      ['floor', 1],
      ['service', 0.8],
    ])
    expect(lines[1]?.figures).toEqual(at(20))
  })
})

describe('the check', () => {
  const committed = { date: '2025-11-25', machine: 'any', lines: [line('service', 0.8), line('peer', 0.4)] }

  test('lets through what is as fast, faster, or slower within the tolerance', () => {
    expect(fallen(committed, [line('service', 0.65), line('peer', 0.9)], 0.2)).toEqual([])
  })

  test('names what fell', () => {
    expect(fallen(committed, [line('service', 0.63), line('peer', 0.4)], 0.2)).toEqual([
      'portal, service: 0.63 instead of 0.80',
    ])
  })

  test('names what has no ratio any more, and asks nothing of what is new', () => {
    expect(fallen(committed, [line('service', NaN), line('newcomer', 0.1)])).toEqual([
      'portal, service: NaN instead of 0.80',
    ])
  })
})

test('a table tells what was not measured', () => {
  expect(
    markdownTable([line('floor', 1), line('service', 12.3)])
      .split('\n')
      .slice(2),
  ).toEqual([
    '| portal | floor   |  1.00 |       10.0 |      1 |      2 |    0.50 |  not measured |       100 |',
    '|        | service |    12 |       10.0 |      1 |      2 |    0.50 |  not measured |       100 |',
  ])
})

test('the README quotes what is committed (UPDATE_README=1 writes it anew)', () => {
  const file = fileURLToPath(new URL('../../README.md', import.meta.url))
  const readme = readFileSync(file, 'utf8')
  const committed = JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8')) as Committed
  const truth = withResults(readme, committed)
  if (process.env['UPDATE_README']) writeFileSync(file, truth)
  else expect(readme).toBe(truth)
})
