import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
} from 'graphql'
import { buildGraphSchema } from '../../src/api/schema.js'

const PRINTED = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url))

describe('the schema', () => {
  let schema: GraphQLSchema
  beforeAll(async () => {
    schema = await buildGraphSchema()
  })

  test('stands in schema/schema.graphql as it is built (npm run schema writes it anew)', async () => {
    expect(`${printSchema(schema)}\n`).toBe(await readFile(PRINTED, 'utf8'))
  })

  test('describes every type, field, argument and value', () => {
    expect(undescribed(schema)).toEqual([])
  })
})

/** Their fields tell what they are for; type-graphql gives them no description. */
const ROOTS = ['Query', 'Mutation', 'Subscription']

function undescribed(schema: GraphQLSchema): string[] {
  const own = Object.values(schema.getTypeMap()).filter(
    (type) => !/^(__|String$|Int$|Float$|Boolean$|ID$)/.test(type.name),
  )
  return own.flatMap((type) => {
    const found = type.description || ROOTS.includes(type.name) ? [] : [type.name]
    if (isEnumType(type)) {
      found.push(
        ...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`])),
      )
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (!field.description) found.push(`${type.name}.${field.name}`)
        for (const arg of 'args' in field ? field.args : []) {
          if (!arg.description) found.push(`${type.name}.${field.name}(${arg.name})`)
        }
      }
    }
    return found
  })
}
