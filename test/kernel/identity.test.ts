import { describe, expect, test } from '@jest/globals'
import { derivedIdentity, isIdentity, nodeIdentity } from '../../src/kernel/identity.js'

/** Computed by another program (Python's uuid5): should one of these ever change, every link to the graph breaks. */
describe('for ever', () => {
  test.each([
    [{ kind: 'PROJECT', code: 'VRD3-2025-08' }, 'd80dd379-fb20-5484-9d5a-096d6863c2cd'],
    [{ kind: 'BUILDING_BLOCK', code: 'magda' }, 'a82d3527-3b2d-5f71-87e0-8c7d013f978f'],
    [{ kind: 'ENTITY', code: 'digitaal-vlaanderen' }, '60a157e9-8a2d-5153-b008-e6a704f5c849'],
  ] as const)('the node %o is %s', (reference, id) => expect(nodeIdentity(reference)).toBe(id))

  test('what has no code is known by its parts in their order', () => {
    const parts = ['DELIVERS', 'project:VRD3-2025-08', 'building-block:magda']
    expect(derivedIdentity(...parts)).toBe('b536c9da-add7-5166-a011-5711294ce7a5')
    expect(derivedIdentity(...parts.toReversed())).not.toBe(derivedIdentity(...parts))
  })
})

test('an identity is a UUID and nothing else', () => {
  expect(isIdentity('d80dd379-fb20-5484-9d5a-096d6863c2cd')).toBe(true)
  for (const text of ['', 'd80dd379fb2054849d5a096d6863c2cd', '{d80dd379-fb20-5484-9d5a-096d6863c2cd}']) {
    expect(isIdentity(text)).toBe(false)
  }
})
