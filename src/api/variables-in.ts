import { type ASTNode, BREAK, visit } from 'graphql'

/** Whether a value, or anything else of a document, hangs on variables. */
export function hangsOnVariables(part: ASTNode): boolean {
  let found = false
  visit(part, {
    Variable() {
      found = true
      return BREAK
    },
  })
  return found
}
