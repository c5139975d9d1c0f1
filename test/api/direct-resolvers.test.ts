import { expect, test } from '@jest/globals'
import {
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import { buildPlainSchema } from '../../src/api/schema.js'
import { resolveDirectly } from '../../src/api/direct-resolvers.js'
import { NO_INFO } from '../../src/api/plan-run.js'

type Field = GraphQLField<unknown, unknown>

/** One method was called, on an object of its class, with these parameters. */
interface Call {
  readonly method: string
  readonly parameters: readonly unknown[]
}

const calls: Call[] = []

/** Has every method behind a field tell that it was called, instead of doing what it does. */
function listen(): void {
  const { queries, fieldResolvers } = getMetadataStorage()
  for (const { target, methodName } of [...queries, ...fieldResolvers]) {
    const { prototype, name } = target as unknown as { prototype: Record<string, unknown>; name: string }
    prototype[methodName] = function (...parameters: unknown[]) {
      expect(this).toBeInstanceOf(target)
      calls.push({ method: `${name}.${methodName}`, parameters })
      return 'called'
    }
  }
}

/** Of queries and all that they answer with; mutations and subscriptions are left as they are. */
function fieldsOf(schema: GraphQLSchema): [string, Field][] {
  const leftAlone: readonly unknown[] = [schema.getMutationType(), schema.getSubscriptionType()]
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    !isObjectType(type) || type.name.startsWith('__') || leftAlone.includes(type)
      ? []
      : Object.values(type.getFields()).map((field): [string, Field] => [
          `${type.name}.${field.name}`,
          field,
        ]),
  )
}

/** A right value, as graphql-js coerces it. */
function sample(type: GraphQLInputType): unknown {
  const shape = getNullableType(type)
  if (isListType(shape)) return [sample(shape.ofType)]
  if (isEnumType(shape)) return shape.getValues()[0]?.value
  if (isInputObjectType(shape))
    return Object.fromEntries(
      Object.values(shape.getFields()).map(({ name, type: part }) => [name, sample(part)]),
    )
  return shape.name === 'Int' ? 2 : shape.name === 'Boolean' ? true : 'x'
}

/** A row with something in each column; of a class where its methods are the fields. */
function rootFor(typeName: string): object {
  const described = getMetadataStorage().objectTypes.find(({ name }) => name === typeName)
  const isOfMethods = getMetadataStorage().fieldResolvers.some(
    ({ kind, target }) => kind === 'internal' && described?.target.prototype instanceof Object &&
      (described.target === target || described.target.prototype instanceof target),
  ) // prettier-ignore
  const columns = new Proxy(
    {},
    { get: (_, name) => (typeof name === 'string' ? `column ${name}` : undefined) },
  )
  return isOfMethods ? (Object.create(described?.target.prototype as object) as object) : columns
}

async function resolved(name: string, field: Field, args: object): Promise<unknown> {
  calls.length = 0
  const [typeName = ''] = name.split('.')
  const root = rootFor(typeName)
  const context = { context: true }
  const value = field.resolve
    ? await field.resolve(root, args, context, NO_INFO)
    : (root as Record<string, unknown>)[field.name]
  return { value, calls: calls.map(({ method, parameters }) => ({ method, parameters: parameters.map((one) => (one === root ? 'the root' : one)) })) } // prettier-ignore
}

test('each field is resolved by the method that type-graphql resolves it by, with the same parameters', async () => {
  listen()
  const plain = new Map(fieldsOf(await buildPlainSchema()))
  const schema = await buildPlainSchema()
  resolveDirectly(schema)
  const fields = fieldsOf(schema)
  expect(fields.length).toBeGreaterThan(250)
  for (const [name, field] of fields) {
    const wrapped = plain.get(name) as Field
    for (const given of [() => true, () => false]) {
      const args = () =>
        Object.fromEntries(field.args.filter(given).map((argument) => [argument.name, sample(argument.type)]))
      const direct = await resolved(name, field, args())
      expect({ name, ...(direct as object) }).toStrictEqual({
        name,
        ...((await resolved(name, wrapped, args())) as object),
      })
    }
  }
})

test('nothing stands between a query and its method any more, nor before a column', async () => {
  const plain = new Map(fieldsOf(await buildPlainSchema()))
  const schema = await buildPlainSchema()
  resolveDirectly(schema)
  const left = fieldsOf(schema).filter(([name, { resolve }]) => resolve === plain.get(name)?.resolve)
  expect(left.map(([name]) => name)).toEqual([])
})

test('what a class of arguments refuses is refused', async () => {
  const schema = await buildPlainSchema()
  resolveDirectly(schema)
  const plain = await buildPlainSchema()
  const refusal = async (of: GraphQLSchema, name: string, args: object): Promise<unknown> => {
    const field = of.getQueryType()?.getFields()[name]
    const raised = await Promise.resolve().then(() => field?.resolve?.(undefined, args, {}, NO_INFO)).catch((error: unknown) => error) // prettier-ignore
    return { raised, faults: (raised as { extensions?: unknown }).extensions }
  }
  for (const [name, args] of [
    ['projects', { first: -1 }],
    ['projects', { first: 101 }],
    ['allocations', { orderBy: Array(5).fill('CODE_ASC') }],
    ['entities', { last: 0 }],
  ] as const) {
    const direct = await refusal(schema, name, args)
    expect(direct).toEqual(await refusal(plain, name, args))
    expect(direct).toMatchObject({
      raised: expect.objectContaining({ message: 'Argument Validation Error' }),
    })
  }
})

test('nothing is thrown at once: in a list, what fails beside it would be heard by nobody', async () => {
  const schema = await buildPlainSchema()
  resolveDirectly(schema)
  const refused = schema
    .getQueryType()
    ?.getFields()
    ['projects']?.resolve?.(undefined, { first: -1 }, {}, NO_INFO)
  await expect(refused).rejects.toThrow('Argument Validation Error')
})
