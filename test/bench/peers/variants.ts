import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { without } from '../canonical.js'
import type { Asking, Operation, Variant, Variables } from '../variants.js'
import * as postgraphile from './postgraphile/answers.js'

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/**
 * What a user of each peer writes with it. Search and funding lineage are left out: in all of them it would be the service's
 * own SQL in one field, and say nothing of the peer; impact has peers of its own
 * (`../traversals.ts`).
 */
const ASKED = ['portal', 'small', 'allocations'] as const

function each(asking: (operation: (typeof ASKED)[number]) => Asking): Partial<Record<Operation, Asking>> {
  return Object.fromEntries(ASKED.map((operation) => [operation, asking(operation)]))
}

/** The schema is written by hand, so it is our own: the same questions, the same answers. */
const ours = each((operation) => {
  const query = text(`../operations/${operation}.graphql`)
  return {
    path: '/graphql',
    body: (variables: Variables) => ({ query, variables }),
    canonical: (answer: unknown) => without((answer as { data: unknown }).data, 'pageInfo'),
  }
})

const node = (...args: readonly string[]): string[] => ['node', '--max-semi-space-size=32', ...args]
const PRODUCTION = { NODE_ENV: 'production', GRAPHILE_ENV: 'production' }

/** The peers over HTTP. All have what the service has: a pool of ten, PostgreSQL's compiler off, room for young objects. */
export const PEERS: readonly Variant[] = [
  {
    name: 'PostGraphile',
    command: node(file('postgraphile.js')),
    env: PRODUCTION,
    operations: each((operation) => {
      const query = text(`postgraphile/${operation}.graphql`)
      return {
        path: '/graphql',
        body: (variables: Variables) => ({ query, variables: postgraphile.VARIABLES[operation](variables) }),
        canonical: (answer: unknown) => postgraphile.ANSWERS[operation]((answer as { data: never }).data),
      }
    }),
  },
  { name: 'Mercurius', command: node(file('mercurius.js')), env: PRODUCTION, operations: ours },
  { name: 'Yoga + Pothos', command: node(file('yoga.js')), env: PRODUCTION, operations: ours },
  {
    name: 'Yoga + Pothos + JIT',
    command: node(file('yoga.js')),
    env: { ...PRODUCTION, JIT: '1' },
    operations: ours,
  },
]
