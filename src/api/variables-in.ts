import { type ASTNode, BREAK, visit } from 'graphql'
import { remembered } from '../kernel/remembered.js'

/** Whether a value, or anything else of a document, hangs on variables. */
export const hangsOnVariables = remembered((part: ASTNode): boolean => {
  let found = false
  visit(part, {
    Variable() {
      found = true
      return BREAK
    },
  })
  return found
})
