import { Kind, type OperationDefinitionNode, parse, print } from 'graphql'
import { StartupError } from '../kernel/errors.js'
import { didYouMean } from '../exchange/nearest.js'
import type { StoredOperation } from '../api/operations.js'
import { readVariable, type Variable } from './variable-value.js'

/** The variables that an operation declares, in order. */
export function variablesOf({ document }: StoredOperation): Variable[] {
  const operation = parse(document).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  return (operation?.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    type: print(type),
  }))
}

/** What it answers, from the comment lines below its title. */
export function descriptionOf({ document }: StoredOperation): string {
  const lines = document.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines
    .slice(1, end)
    .map((line) => line.replace(/^# ?/, ''))
    .join(' ')
}

/**
 * By its whole name, or by what of it comes after who asks and the number: `impact-of-a-change`.
 * @throws StartupError naming the nearest one.
 */
export function operationNamed(name: string, operations: readonly StoredOperation[]): StoredOperation {
  const found =
    operations.find((operation) => operation.name === name) ??
    operations.find((operation) => shortName(operation) === name)
  if (found) return found
  const names = operations.flatMap((operation) => [operation.name, shortName(operation)])
  const hint = didYouMean(name, names)
  throw new StartupError(
    `There is no stored operation ${JSON.stringify(name)}${hint === undefined ? '' : `; ${hint}`} (vrd ask --list shows all)`,
  )
}

function shortName({ name }: StoredOperation): string {
  return name.replace(/^[a-z]+-\d+-/, '')
}

/**
 * The variables of the operation as they are stored, with those given in their place.
 * @param given `name=value`; a list takes the values of all that have its name.
 * @throws StartupError where there is no such variable, or the value is not one of its type.
 */
export function variablesGiven(
  operation: StoredOperation,
  given: readonly string[],
): Record<string, unknown> {
  const declared = variablesOf(operation)
  const texts = new Map<string, string[]>()
  for (const one of given) {
    const [, name = '', text = ''] = /^(\w+)=(.*)$/s.exec(one) ?? []
    if (name === '') throw new StartupError(`A variable must read name=value, not ${JSON.stringify(one)}`)
    texts.set(name, [...(texts.get(name) ?? []), text])
  }
  const values: Record<string, unknown> = { ...operation.variables }
  for (const [name, own] of texts) {
    const variable = declared.find((known) => known.name === name)
    if (!variable) throw unknownVariable(operation, name, declared)
    values[name] = readVariable(variable, own)
  }
  return values
}

function unknownVariable(
  { name: operation }: StoredOperation,
  name: string,
  declared: readonly Variable[],
): StartupError {
  const hint = didYouMean(
    name,
    declared.map((variable) => variable.name),
  )
  const taken = declared.map((variable) => `${variable.name}: ${variable.type}`).join(', ')
  const told = hint ?? (taken === '' ? 'it takes none' : `it takes ${taken}`)
  return new StartupError(`${operation} has no variable ${JSON.stringify(name)}; ${told}`)
}
