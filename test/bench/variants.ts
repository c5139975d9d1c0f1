import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { without } from './canonical.js'

/** What is asked; each has a document in `operations/`. */
export const OPERATIONS = ['portal', 'small', 'allocations', 'search', 'impact', 'lineage'] as const
export type Operation = (typeof OPERATIONS)[number]

/** Those of the operation's document. */
export type Variables = Readonly<Record<string, unknown>>

/** How a variant is asked one operation, by POST. */
export interface Asking {
  readonly path: string
  body(variables: Variables): object
  /** The answer as our service has it in `data`, without cursors and page info; never timed. */
  canonical(answer: unknown): unknown
}

/** One way to serve the operations: a process that is given DATABASE_URL and PORT and prints `ready`. */
export interface Variant {
  readonly name: string
  /** The program and its arguments; `node` is the same one for all. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Asked the same few questions again and again, as a portal's front page is. */
  readonly repeats?: boolean
  /** Where it does not tell the whole of the one operation that it serves. */
  readonly tells?: 'distances'
  readonly operations: Readonly<Partial<Record<Operation, Asking>>>
}

export function documentOf(operation: Operation): string {
  return readFileSync(new URL(`operations/${operation}.graphql`, import.meta.url), 'utf8')
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const data = (answer: unknown): unknown => without((answer as { data: unknown }).data, 'pageInfo')

function each(asking: (operation: Operation) => Asking): Readonly<Record<Operation, Asking>> {
  return Object.fromEntries(
    OPERATIONS.map((operation) => [operation, asking(operation)]),
  ) as unknown as Readonly<Record<Operation, Asking>>
}

const overGraphql = each((operation) => {
  const query = documentOf(operation)
  return { path: '/graphql', body: (variables) => ({ query, variables }), canonical: data }
})

const service = (name: string, rest: Partial<Variant>): Variant => ({
  name,
  command: ['node', '--max-semi-space-size=16', '--max-old-space-size=2000', file('service.js')],
  operations: overGraphql,
  ...rest,
})

/** What all others are compared with. */
export const FLOOR: Variant = {
  name: 'floor',
  command: ['node', '--import', file('../support/typescript.js'), file('floor.ts')],
  operations: each((operation) => ({
    path: `/${operation}`,
    body: (variables) => variables,
    canonical: data,
  })),
}

export const SERVICE = service('service', { env: { ANSWER_CACHE_MB: '0' } })

/** The floor, the service without its answer cache, and the service as it is, asked again. */
export const VARIANTS: readonly Variant[] = [FLOOR, SERVICE, service('service, repeated', { repeats: true })]
