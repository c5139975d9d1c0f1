import type { DataSource } from 'typeorm'
import { graphDataSource } from '../../ormconfig.js'
import { UnavailableError } from '../../src/kernel/errors.js'
import { nodeIdentity } from '../../src/kernel/identity.js'
import type { NodeKind } from '../../src/kernel/node-kind.js'
import { createNodes } from '../../src/writing/create-nodes.service.js'
import type { NewNodeInput } from '../../src/writing/node.input.js'
import type { GraphWrites } from '../../src/writing/writes.service.js'
import { callerOf } from '../writing/writing-graph.js'

/** What makes each write happen once and whole: the sound one, or one that was broken to see it caught. */
export type Writes = Pick<GraphWrites, 'run'>

export const OFFICE = callerOf('PROGRAMME_OFFICE')

/** Connections to write with. */
export function openWriting(url: string, size = 4): Promise<DataSource> {
  return graphDataSource(url, { size, role: 'vrd_reader', onCut: () => undefined }).initialize()
}

export function idOf(kind: NodeKind, code: string): string {
  return nodeIdentity({ kind, code })
}

export function euro(amount: number): string {
  return `${amount}.00`
}

/** Appropriations of one portfolio, and who receives of them. */
export interface Purse {
  readonly receiver: string
  readonly portfolio: string
  /** References. */
  readonly appropriations: readonly string[]
}

export function purseNamed(name: string, amounts: number): Purse {
  return {
    receiver: `entity:${name}`,
    portfolio: `portfolio:${name}`,
    appropriations: Array.from({ length: amounts }, (_, i) => `appropriation:${name}-${i}`),
  }
}

/** The nodes of a purse. @param amounts in whole euro, one for each appropriation */
export function purseNodes(name: string, amounts: readonly number[]): NewNodeInput[] {
  const { portfolio } = purseNamed(name, amounts.length)
  return [
    { kind: 'ENTITY', code: name, name: { nl: name }, details: { entity: { entityType: 'DEPARTMENT' } } },
    {
      kind: 'PORTFOLIO',
      code: name,
      name: { nl: name },
      details: { portfolio: { fiscalYear: 2026, portfolioKind: 'INVESTMENT' } },
    },
    ...amounts.map((amount, i): NewNodeInput => {
      const appropriation = { portfolio, fiscalYear: 2026, amount: euro(amount) }
      return {
        kind: 'APPROPRIATION',
        code: `${name}-${i}`,
        name: { nl: name },
        details: { appropriation },
      }
    }),
  ]
}

export async function makePurse(writes: Writes, name: string, amounts: readonly number[]): Promise<Purse> {
  await mustDo(writes, purseNodes(name, amounts), `purse ${name}`)
  return purseNamed(name, amounts.length)
}

/** @returns the version it made. */
export async function mustDo(
  writes: Writes,
  nodes: NewNodeInput[],
  idempotencyKey: string,
  draft = false,
): Promise<string> {
  const input = { idempotencyKey, reason: 'before the proof', nodes, draft }
  const { version, errors } = await writes.run(OFFICE, 'createNodes', input, (write) =>
    createNodes(write, input),
  )
  if (version === null) throw new Error(errors.map(({ told }) => told.en).join('; '))
  return version
}

/** Who is told that it cannot be done now sends the same again. */
export async function untilAnswered<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
    }
  }
}
