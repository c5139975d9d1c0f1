import { type ASTNode, BREAK, type DocumentNode, Kind, visit } from 'graphql'

/**
 * Dotted path of the argument, or part of an argument, whose value holds a position of the document
 * (`filter.minAmount`, `kinds.2`, `$from` for a variable's default); undefined outside values.
 */
export function argumentPathAt(document: DocumentNode, position: number): string | undefined {
  const path: string[] = []
  visit(document, {
    enter(node) {
      if (!holds(node, position)) return false
      if (node.kind === Kind.ARGUMENT) {
        if (holds(node.value, position)) path.push(node.name.value)
      } else if (node.kind === Kind.VARIABLE_DEFINITION) {
        if (node.defaultValue && holds(node.defaultValue, position)) path.push(`$${node.variable.name.value}`)
      } else if (node.kind === Kind.OBJECT_FIELD) path.push(node.name.value)
      else if (node.kind === Kind.LIST) {
        const index = node.values.findIndex((value) => holds(value, position))
        if (index >= 0) path.push(String(index))
      }
      return undefined
    },
  })
  return path.length === 0 ? undefined : path.join('.')
}

/** The path of the first argument that a variable is given to. */
export function argumentPathOfVariable(document: DocumentNode, name: string): string | undefined {
  let path: string | undefined
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      if (node.name.value !== name || !node.loc) return undefined
      path = argumentPathAt(document, node.loc.start)
      return BREAK
    },
  })
  return path
}

function holds(node: ASTNode, position: number): boolean {
  return node.loc !== undefined && node.loc.start <= position && position < node.loc.end
}
