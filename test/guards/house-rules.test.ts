import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { breaches, circles } from './house-rules.js'
import { readSourceFiles } from './source-files.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

describe('the house', () => {
  const files = readSourceFiles(PROJECT, 'src', 'migrations')

  test('keeps its order', () => {
    expect(files.size).toBeGreaterThan(100)
    expect(breaches(files)).toEqual([])
  })

  test('has no circle', () => {
    expect(circles(files)).toEqual([])
  })
})

describe('a planted fault is caught:', () => {
  const breachesOf = (file: string, text: string) => breaches(new Map([[file, text]]))

  test.each([
    [
      'src/graph/a.ts',
      `import { b } from '../funding/b.js'`,
      'src/graph/a.ts: graph must not import ../funding/b.js',
    ],
    [
      'src/kernel/a.ts',
      `import { b } from '../main.js'`,
      'src/kernel/a.ts: kernel must not import ../main.js',
    ],
    ['src/misc/a.ts', '', 'src/misc/a.ts: the folder misc has no place in the order'],
    [
      'src/graph/a.ts',
      `import { b } from './b.js'\nimport { k } from '../kernel/k.js'`,
      'src/graph/a.ts: the import of ../kernel/k.js stands too late',
    ],
    [
      'src/funding/a.table.ts',
      `import { b } from './b.resolver.js'`,
      'src/funding/a.table.ts: a table must not import ./b.resolver.js',
    ],
    [
      'src/funding/a.service.ts',
      `import { b } from '../graph/b.store.js'`,
      'src/funding/a.service.ts: must not import the store of another feature, ../graph/b.store.js',
    ],
    [
      'src/graph/a.ts',
      `import { Column } from 'typeorm'\nimport { Field } from 'type-graphql'`,
      'src/graph/a.ts: rows and types are two classes',
    ],
    [
      'src/graph/a.ts',
      `import { Column, Entity } from 'typeorm'`,
      "src/graph/a.ts: TypeORM's Entity is called Table here",
    ],
    ['src/graph/a.ts', 'x\n'.repeat(301), 'src/graph/a.ts: 301 lines'],
    ['src/graph/a.ts', 'export default 1', 'src/graph/a.ts: a default export'],
    ['src/graph/a.ts', `export * from './b.js'`, 'src/graph/a.ts: a barrel'],
    ['src/graph/a.ts', 'let count = 0', 'src/graph/a.ts: state of a whole module'],
  ])('%s %#', (file, text, breach) => {
    expect(breachesOf(file, text)).toEqual([breach])
  })

  test('a circle', () => {
    const files = new Map([
      ['src/graph/a.ts', `import { b } from './b.js'`],
      ['src/graph/b.ts', `import type { A } from './a.js'\nimport { c } from './c.js'`],
      ['src/graph/c.ts', `import { a } from './a.js'`],
    ])
    expect(circles(files)).toEqual(['src/graph/a.ts → src/graph/b.ts → src/graph/c.ts → src/graph/a.ts'])
  })
})
