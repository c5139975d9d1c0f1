import { validateSync } from 'class-validator'
import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { ArgumentValidationError, getMetadataStorage } from 'type-graphql'
import { remembered } from '../kernel/remembered.js'

type ArgumentClass = new () => object
type Arguments = Readonly<Record<string, unknown>>

/** As type-graphql asks class-validator: what is not given is not looked at. */
const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: false }

/**
 * The arguments of a field as the class that describes them, validated. Plans give the very same object for every node of
 * a list, so what was made of it is remembered with it; it is frozen, for many share it.
 *
 * @returns throws ArgumentValidationError where class-validator refuses them.
 */
export function validatedArguments(
  described: ArgumentClass,
  definitions: readonly GraphQLArgument[],
): (given: Arguments) => object {
  return remembered((given) => {
    const values = Object.fromEntries(
      definitions
        .filter(({ name }) => given[name] !== undefined)
        .map(({ name, type }) => [name, instancesOf(type, given[name])]),
    )
    const made = Object.assign(new described(), values)
    const faults = validateSync(made, OPTIONS)
    if (faults.length > 0) throw new ArgumentValidationError(faults)
    return Object.freeze(made)
  })
}

/** A coerced value in which each input object is an instance of its class. */
function instancesOf(type: GraphQLInputType, value: unknown): unknown {
  const shape = getNullableType(type)
  if (value == null) return value
  if (isListType(shape)) return (value as unknown[]).map((item) => instancesOf(shape.ofType, item))
  if (!isInputObjectType(shape)) return value
  const given = value as Arguments
  const described = getMetadataStorage().inputTypes.find(({ name }) => name === shape.name)
  if (!described) throw new Error(`No class describes the input ${shape.name}`)
  const values = Object.values(shape.getFields())
    .filter(({ name }) => given[name] !== undefined)
    .map((field) => [field.name, instancesOf(field.type, given[field.name])] as const)
  return Object.freeze(Object.assign(new (described.target as ArgumentClass)(), Object.fromEntries(values)))
}
