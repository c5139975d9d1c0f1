import { registerEnumType } from 'type-graphql'

type EnumOf<Value extends string> = { readonly [Name in Value]: Name }

/** A GraphQL enum whose values stand for themselves; each value has its own description, with the Dutch term. */
export function graphqlEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): EnumOf<Value> {
  const names = Object.keys(values) as Value[]
  const members = Object.fromEntries(names.map((value) => [value, value])) as EnumOf<Value>
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]))
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never })
  return members
}
