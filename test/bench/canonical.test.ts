import { describe, expect, test } from '@jest/globals'
import { firstDifference, without } from './canonical.js'

const ANSWER = {
  data: {
    projects: {
      nodes: [
        { code: 'a', owner: null },
        { code: 'b', owner: { code: 'x' } },
      ],
    },
  },
}

describe('two answers', () => {
  test('are alike whatever the order of their fields', () => {
    const turned = {
      data: {
        projects: {
          nodes: [
            { owner: null, code: 'a' },
            { owner: { code: 'x' }, code: 'b' },
          ],
        },
      },
    }
    expect(firstDifference(ANSWER, turned)).toBeUndefined()
  })

  const planted = (change: (nodes: Record<string, unknown>[]) => unknown) => {
    const copy = structuredClone(ANSWER) as unknown as typeof ANSWER & {
      data: { projects: { nodes: Record<string, unknown>[] } }
    }
    change(copy.data.projects.nodes)
    return firstDifference(ANSWER, copy)
  }

  test.each<[string, Parameters<typeof planted>[0], string]>([
    [
      'another text',
      (nodes) => (nodes[1] = { code: 'B', owner: { code: 'x' } }),
      'nodes.1.code: "b" and "B"',
    ],
    [
      'a number for a text',
      (nodes) => (nodes[1] = { code: 1, owner: { code: 'x' } }),
      'nodes.1.code: "b" and 1',
    ],
    [
      'null for an object',
      (nodes) => (nodes[1] = { code: 'b', owner: null }),
      'nodes.1.owner: {"code":"x"} and null',
    ],
    ['a field that is left out', (nodes) => (nodes[0] = { code: 'a' }), 'nodes.0.owner: null and nothing'],
    ['a field too many', (nodes) => Object.assign(nodes[0] ?? {}, { id: 7 }), 'nodes.0.id: nothing and 7'],
    ['another order', (nodes) => nodes.reverse(), 'nodes.0.code: "a" and "b"'],
    ['one item less', (nodes) => nodes.pop(), 'nodes.1: {"code":"b","owner":{"code":"x"}} and nothing'],
  ])('differ by %s', (_fault, change, told) => {
    expect(planted(change)).toBe(`data.projects.${told}`)
  })

  test('differ where one has a list and the other an object', () => {
    expect(firstDifference({ nodes: [] }, { nodes: {} })).toBe('nodes: [] and {}')
  })

  test('are compared without what is no part of the answer', () => {
    const page = { nodes: [{ pageInfo: 1, code: 'a' }], pageInfo: { endCursor: 'x' } }
    expect(without(page, 'pageInfo')).toEqual({ nodes: [{ code: 'a' }] })
  })
})
