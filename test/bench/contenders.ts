import { existsSync } from 'node:fs'
import type { Client } from 'pg'
import type { Running } from './child.js'
import type { BenchOptions } from './options.js'
import { questionsOf } from './questions.js'
import { TRAVERSALS } from './traversals.js'
import { type Operation, type Variables, type Variant, VARIANTS } from './variants.js'

/** A variant under way on one database, with the questions that are asked there. */
export interface Contender {
  readonly name: string
  readonly running: Running
  /** Of its database, for looking at what the server spends on it. */
  readonly client: Client
  readonly questions: ReadonlyMap<Operation, readonly Variables[]>
}

/** All variants that are there for this data: ours, and the peers where they are in place. */
export async function knownVariants({ data }: Pick<BenchOptions, 'data'>): Promise<readonly Variant[]> {
  const peers = new URL('peers/variants.ts', import.meta.url)
  if (!existsSync(peers)) return VARIANTS
  if (data === 'traversal') return [...VARIANTS, ...TRAVERSALS]
  const { PEERS } = (await import(peers.href)) as { PEERS: readonly Variant[] }
  return [...VARIANTS, ...PEERS]
}

/** The variants that are asked for and serve any of the operations. @throws Error for a name that none has. */
export function chosenVariants(
  known: readonly Variant[],
  { variants, operations }: Pick<BenchOptions, 'variants' | 'operations'>,
): readonly Variant[] {
  const unknown = variants.filter((name) => !known.some((variant) => variant.name === name))
  if (unknown.length > 0) {
    throw new Error(`--variants knows ${known.map(({ name }) => name).join(', ')}, not ${unknown.join(', ')}`)
  }
  return known.filter(
    ({ name, operations: served }) =>
      (variants.length === 0 || variants.includes(name)) && operations.some((operation) => served[operation]),
  )
}

/** The questions of each operation on one database. */
export async function readQuestions(
  client: Client,
  operations: readonly Operation[],
  smallestWalk: number,
): Promise<Contender['questions']> {
  const questions = new Map<Operation, readonly Variables[]>()
  for (const operation of operations) {
    questions.set(operation, await questionsOf(client, operation, smallestWalk))
  }
  return questions
}
