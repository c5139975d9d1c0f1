import { v5, validate } from 'uuid'
import { type Reference, formatReference } from './reference.js'

/** Fixed for ever: every id in every database is derived from it. */
const NAMESPACE = '7d0c2f0e-9f4b-5b1e-8b42-6f1d5a3c2e10'

/** The id of a node: UUID v5 of the first reference it ever had, so that the same seeds give the same ids anywhere. */
export function nodeIdentity(first: Reference): string {
  return v5(formatReference(first), NAMESPACE)
}

/** The id of something that has no code of its own (a relation, a remark), from what sets it apart. */
export function derivedIdentity(...parts: readonly string[]): string {
  return v5(parts.join('\n'), NAMESPACE)
}

export function isIdentity(text: string): boolean {
  return validate(text)
}
