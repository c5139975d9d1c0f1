import { existsSync } from 'node:fs'
import type { Client } from 'pg'
import type { BenchDatabase } from './bench-database.js'
import { type Running, startVariant } from './child.js'
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

/** Starts variants on a database, one after the other; on failure none is left. */
export async function startContenders(
  variants: readonly Variant[],
  database: BenchDatabase,
  client: Client,
  questions: Contender['questions'],
  nameOf: (variant: Variant) => string = ({ name }) => name,
): Promise<Contender[]> {
  const started: Contender[] = []
  try {
    for (const variant of variants) {
      const running = await startVariant(variant, database.url)
      started.push({ name: nameOf(variant), running, client, questions })
    }
    return started
  } catch (error) {
    await stopContenders(started)
    throw error
  }
}

export async function stopContenders(contenders: readonly Contender[]): Promise<void> {
  await Promise.all(contenders.map(({ running }) => running.stop()))
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
