import { describe, expect, test } from '@jest/globals'
import {
  kindOfPrefix,
  kindOfTypeName,
  kindPrefix,
  kindTypeName,
  NODE_KINDS,
} from '../../src/kernel/node-kind.js'
import { formatReference, isCode, parseReference } from '../../src/kernel/reference.js'

describe('a reference', () => {
  test.each([
    ['project:VRD3-2025-08', 'PROJECT', 'VRD3-2025-08'],
    ['building-block:magda', 'BUILDING_BLOCK', 'magda'],
    ['decision:VR-2025-2802-DOC.0183/1', 'DECISION', 'VR-2025-2802-DOC.0183/1'],
  ])('%s is read, and written as it was', (text, kind, code) => {
    const reference = parseReference(text)
    expect(reference).toEqual({ kind, code })
    expect(reference && formatReference(reference)).toBe(text)
  })

  test.each([
    '', 'magda', ':magda', 'project:', 'PROJECT:a', 'building_block:magda', 'BuildingBlock:magda', 'thing:a',
    'project:a b', 'project: a', 'project:a:b', 'project:-a', 'project:é', 'project:a\n', ' project:a',
    `project:${'a'.repeat(121)}`, 'constructor:a', '__proto__:a',
  ])('is not %j', (text) => expect(parseReference(text)).toBeUndefined()) // prettier-ignore
})

test('a code has 1 to 120 signs', () => {
  expect(['', 'a', 'a'.repeat(120), 'a'.repeat(121)].map(isCode)).toEqual([false, true, true, false])
})

test('every kind of node is found by its prefix and by its type, and no two share one', () => {
  expect(NODE_KINDS.map((kind) => kindOfPrefix(kindPrefix(kind)))).toEqual(NODE_KINDS)
  expect(NODE_KINDS.map((kind) => kindOfTypeName(kindTypeName(kind)))).toEqual(NODE_KINDS)
  expect([kindPrefix('BUDGET_ARTICLE'), kindTypeName('BUDGET_ARTICLE')]).toEqual([
    'budget-article',
    'BudgetArticle',
  ])
  expect(['toString', 'Node', ''].map(kindOfTypeName)).toEqual([undefined, undefined, undefined])
})
