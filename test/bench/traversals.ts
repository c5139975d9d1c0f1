import { fileURLToPath } from 'node:url'
import type { Variant } from './variants.js'

const SERVER = fileURLToPath(new URL('peers/traversal-server.js', import.meta.url))

interface Told {
  readonly total: number
  readonly nearest: readonly { readonly distance: number }[]
}

/** One of the ways to traverse that the peers bring (`traversal-<module>.js`), behind bare HTTP. */
const traversal = (name: string, module: string): Variant => ({
  name,
  command: ['node', SERVER, module],
  tells: 'distances',
  operations: {
    impact: {
      path: '/impact',
      body: (variables) => variables,
      canonical: (answer) => {
        const { total, nearest } = answer as Told
        return { total, distances: nearest.map(({ distance }) => distance) }
      },
    },
  },
})

/** They tell how many nodes are touched and how far the nearest are, neither names nor which comes first at one distance. */
export const TRAVERSALS: readonly Variant[] = [
  traversal('recursive SQL', 'sql'),
  traversal('graph engine', 'engine'),
  traversal('bare adjacency', 'adjacency'),
]

/** As much of our answer to impact as they tell. */
export function distancesOnly(answer: unknown): unknown {
  const { impact } = answer as { impact: { totalCount: number; hits: { distance: number }[] } }
  return { total: impact.totalCount, distances: impact.hits.map(({ distance }) => distance) }
}
