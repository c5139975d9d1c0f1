import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import { validatedArguments } from './validated-arguments.js'

type Metadata = ReturnType<typeof getMetadataStorage>
type Handler = Metadata['queries'][number] | Metadata['fieldResolvers'][number]
type Parameter = Metadata['params'][number]
type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>
type Class = new () => object
type Methods = Readonly<Record<string, (...parameters: unknown[]) => unknown>>

/** What a parameter of a method is given of what a field is resolved with. */
type Reader = (root: unknown, args: Record<string, unknown>, context: unknown) => unknown

/**
 * Has the methods behind the fields called without type-graphql in between, which sorts and copies the parameters, makes
 * a promise and validates anew for every object of every list. A column is read as it is. Mutations stay as they are:
 * nothing is gained there, and so does every field with something that this does not know.
 */
export function resolveDirectly(schema: GraphQLSchema): void {
  const metadata = getMetadataStorage()
  const instances = new Map<object, Methods>()
  const instanceOf = (target: object): Methods => {
    const found = instances.get(target) ?? (new (target as Class)() as Methods)
    instances.set(target, found)
    return found
  }
  const queries = schema.getQueryType()?.getFields() ?? {}
  for (const handler of metadata.queries) {
    const field = queries[handler.schemaName]
    if (field) field.resolve = refusingLater(direct(field, handler, instanceOf)) ?? field.resolve
  }
  for (const { name, target } of metadata.objectTypes) {
    const type = schema.getType(name)
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const handler = handlerOf(metadata, target, field.name)
      if (handler) field.resolve = refusingLater(direct(field, handler, instanceOf)) ?? field.resolve
      else if (isColumn(metadata, target, field.name)) delete field.resolve
    }
  }
}

const VALIDATED = 'validatedArguments'

/** The arguments of a field as its method is given them; undefined where each is given by itself. */
export function validatedArgumentsOf({
  extensions,
}: GraphQLField<unknown, unknown>): ReturnType<typeof validatedArguments> | undefined {
  return extensions[VALIDATED] as ReturnType<typeof validatedArguments> | undefined
}

/** The nearest wins: a type's own method before that of what it extends. */
function handlerOf({ fieldResolvers }: Metadata, target: object, name: string): Handler | undefined {
  for (const known of ancestry(target)) {
    const own = fieldResolvers.find(
      ({ getObjectType, methodName }) => methodName === name && getObjectType?.() === known,
    )
    if (own) return own
  }
  return undefined
}

/** Whether rows hold the field under its own name, and nothing stands before it. */
function isColumn({ fields }: Metadata, target: object, name: string): boolean {
  const classes = ancestry(target)
  const field = fields.find((known) => known.schemaName === name && classes.includes(known.target))
  return field !== undefined && field.name === name && isPlain(field)
}

function isPlain({ middlewares, roles }: Pick<Handler, 'middlewares' | 'roles'>): boolean {
  return !middlewares?.length && !roles?.length
}

function ancestry(target: object): object[] {
  const above = Object.getPrototypeOf(target) as object | null
  return above === null || above === Function.prototype ? [target] : [target, ...ancestry(above)]
}

/** Undefined where a parameter is one that only type-graphql knows how to give. */
function direct(
  field: GraphQLField<unknown, unknown>,
  handler: Handler,
  instanceOf: (target: object) => Methods,
): Resolver | undefined {
  const parameters = [...(handler.params ?? [])].sort((a, b) => a.index - b.index)
  const readers = parameters
    .map((parameter) => readerOf(parameter, field))
    .filter((reader) => reader !== undefined)
  if (readers.length < parameters.length || !isPlain(handler)) return undefined
  const name = handler.methodName
  if ('kind' in handler && handler.kind === 'internal') {
    const { resolve } = field
    return (root, args, context, info) =>
      root instanceof (handler.target as Class)
        ? (root as Methods)[name]?.(...readers.map((read) => read(root, args, context)))
        : resolve?.(root, args, context, info)
  }
  return callOf(instanceOf(handler.target), name, readers)
}

/**
 * What is refused is refused by a promise. Where one object of a list throws at once, graphql-js lets go of the promises of
 * those before it; what fails of them then, nobody hears, and Node ends a process for that.
 */
function refusingLater(resolve: Resolver | undefined): Resolver | undefined {
  return (
    resolve &&
    ((root, args, context, info) => {
      try {
        return resolve(root, args, context, info)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return Promise.reject(error)
      }
    })
  )
}

/** Written out for the few parameters that methods have: a list made for each call would cost more than the call. */
function callOf(
  self: Methods,
  name: string,
  [first, second, third, ...more]: readonly Reader[],
): Resolver | undefined {
  const method = self[name]?.bind(self)
  if (!method || more.length > 0) return undefined
  if (third && second && first)
    return (root, args, context) =>
      method(first(root, args, context), second(root, args, context), third(root, args, context))
  if (second && first)
    return (root, args, context) => method(first(root, args, context), second(root, args, context))
  return first ? (root, args, context) => method(first(root, args, context)) : () => method()
}

function readerOf(parameter: Parameter, field: GraphQLField<unknown, unknown>): Reader | undefined {
  const { args } = field
  switch (parameter.kind) {
    case 'root':
      return parameter.propertyName === undefined && !parameter.getType ? (root) => root : undefined
    case 'context':
      return parameter.propertyName === undefined ? (_root, _args, context) => context : undefined
    case 'arg': {
      const { name } = parameter
      const type = args.find((argument) => argument.name === name)?.type
      return type && isLeafType(getNamedType(type)) ? (_root, given) => given[name] : undefined
    }
    case 'args': {
      const validated = validatedArguments(parameter.getType() as Class, args)
      field.extensions = { ...field.extensions, [VALIDATED]: validated }
      return (_root, given) => validated(given)
    }
    default:
      return undefined
  }
}
