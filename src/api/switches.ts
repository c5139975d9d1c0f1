import type { OperationDefinitionNode } from 'graphql'

/** The values of the variables that may decide by @skip and @include: what is selected hangs on them and on no others. */
export function switchesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string {
  return variableDefinitions
    .map(({ variable }) => variables[variable.name.value])
    .map((value) => (value == null || typeof value === 'boolean' ? String(value) : ''))
    .join()
}
