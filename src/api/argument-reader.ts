import { type FieldNode, type OperationDefinitionNode, type ValueNode, valueFromASTUntyped } from 'graphql'

/** What a field's argument will hold, undefined where it is not given. */
export type ReadArgument = (field: FieldNode, name: string) => unknown

/** Reads arguments written in the document, given by a variable, or left to a variable's default. */
export function argumentReader(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ReadArgument {
  const defaults: [string, unknown][] = (operation.variableDefinitions ?? []).map(
    ({ variable, defaultValue }) => [variable.name.value, plain(defaultValue, {})],
  )
  const values: Record<string, unknown> = { ...Object.fromEntries(defaults), ...variables }
  return (field, name) =>
    plain(field.arguments?.find((argument) => argument.name.value === name)?.value, values)
}

function plain(node: ValueNode | undefined, variables: Record<string, unknown>): unknown {
  return node && valueFromASTUntyped(node, variables)
}
