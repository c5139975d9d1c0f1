import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'
import { checkText } from './storable-text.js'

/**
 * Holds the variables, which come as JSON, against the limit of nesting, and their texts against what can be stored.
 *
 * @throws LimitError
 * @throws BadInputError naming the variable, `$filter.entity`
 */
export function checkVariables(limits: Limits, variables: unknown): void {
  let level: Place[] = [{ path: '$', value: variables }]
  for (let nesting = 0; level.length > 0; nesting++) {
    LimitError.check(limits, 'nesting', nesting)
    level = level.flatMap(inside)
  }
}

interface Place {
  readonly path: string
  readonly value: unknown
}

function inside({ path, value }: Place): Place[] {
  if (typeof value === 'string') checkText(value, () => path)
  if (typeof value !== 'object' || value === null) return []
  const separator = path === '$' ? '' : '.'
  const parts: [string, unknown][] = Object.entries(value)
  return parts.map(([name, part]) => ({ path: `${path}${separator}${name}`, value: part }))
}
