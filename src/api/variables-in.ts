import { type ASTNode, BREAK, visit } from 'graphql'

const known = new WeakMap<ASTNode, boolean>()

/** Whether a value, or anything else of a document, hangs on variables. */
export function hangsOnVariables(part: ASTNode): boolean {
  const before = known.get(part)
  if (before !== undefined) return before
  let found = false
  visit(part, {
    Variable() {
      found = true
      return BREAK
    },
  })
  known.set(part, found)
  return found
}
