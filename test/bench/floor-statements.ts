import { readFileSync } from 'node:fs'
import { OPERATIONS, type Operation, type Variables } from './variants.js'

type Values = (variables: Variables) => unknown[]

const after = (reference: unknown): string => String(reference).replace(/^[^:]*:/, '')

const VALUES: Readonly<Record<Operation, Values>> = {
  portal: (variables) => {
    const [, number, code] = JSON.parse(
      Buffer.from(String(variables['after']), 'base64url').toString(),
    ) as string[]
    return [number, code]
  },
  small: ({ code }) => [code],
  allocations: ({ entity }) => [after(entity)],
  search: ({ text }) => {
    const words = String(text).split(' ')
    return [text, words, words.join(' | '), words.map((word) => `${word}:*`).join(' | ')]
  },
  impact: ({ of }) => [String(of).replace(/:.*/, '').toUpperCase().replaceAll('-', '_'), after(of)],
  lineage: ({ of }) => [after(of)],
}

export interface Statement {
  readonly text: string
  readonly values: Values
}

/**
 * One statement for each operation: it answers with the whole JSON, as a text that nobody reads on its way out. Written by
 * hand for just this question: as fast as it could be made.
 */
export const STATEMENTS = Object.fromEntries(
  OPERATIONS.map((name): [Operation, Statement] => [
    name,
    { text: readFileSync(new URL(`floor/${name}.sql`, import.meta.url), 'utf8'), values: VALUES[name] },
  ]),
) as Readonly<Record<Operation, Statement>>
