import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql'

import { DEFAULT_PAGE } from '../graphql/page-size.js'
import { weightOf } from '../graphql/weight.js'
import { argumentReader, type ReadArgument } from './argument-reader.js'
import { fragmentsOf } from './document-limits.js'
import { SIZES } from './limits.js'

/**
 * How many objects the answer to a valid operation holds at most, by estimate: lists multiply what is asked of each
 * of their items. A page counts as large as it is asked, in the document or by a variable; a list that is asked by
 * naming its items (`ids`) counts them; other lists count a fixed guess. Objects of different types never stand in
 * one place, so of fragments on different types only the dearest counts. A field that reads more than it tells says so (weight.ts).
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const root = schema.getRootType(operation.operation)
  const estimate = estimator(schema, document, argumentReader(operation, variables))
  return root ? estimate(operation.selectionSet, root, undefined) : 0
}

function estimator(schema: GraphQLSchema, document: DocumentNode, read: ReadArgument) {
  const fragments = fragmentsOf(document)
  const known = new Map<string, number>()

  /** `page`: how many items the lists directly in this selection have, where a field above was asked for a page. */
  function selections(set: SelectionSetNode, parent: GraphQLCompositeType, page: number | undefined): number {
    let always = 0
    const perType = new Map<string, number>()
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        always += field(selection, parent, page)
        continue
      }
      const { condition, cost } =
        selection.kind === Kind.INLINE_FRAGMENT
          ? part(selection.typeCondition, selection.selectionSet, parent, page)
          : fragment(selection.name.value, parent, page)
      if (isAbstractType(parent) && isObjectType(condition)) {
        perType.set(condition.name, (perType.get(condition.name) ?? 0) + cost)
      } else always += cost
    }
    return always + Math.max(0, ...perType.values())
  }

  function part(
    type: NamedTypeNode | undefined,
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    page?: number,
  ) {
    const named = type && schema.getType(type.name.value)
    const condition = isCompositeType(named) ? named : parent
    return { condition, cost: selections(set, condition, page) }
  }

  function fragment(name: string, parent: GraphQLCompositeType, page: number | undefined) {
    const definition = fragments.get(name)
    if (!definition) return { condition: parent, cost: 0 }
    const key = `${name} ${page}`
    const cost = known.get(key)
    const type = schema.getType(definition.typeCondition.name.value)
    if (cost !== undefined && isCompositeType(type)) return { condition: type, cost }
    const found = part(definition.typeCondition, definition.selectionSet, parent, page)
    known.set(key, found.cost)
    return found
  }

  function field(node: FieldNode, parent: GraphQLCompositeType, page: number | undefined): number {
    const definition = fieldOf(parent, node.name.value)
    const type = definition && getNamedType(definition.type)
    if (!definition || !isCompositeType(type)) return 0
    const own = pageSize(definition, node)
    const isList = isListType(getNullableType(definition.type))
    const count = isList ? Math.max(own ?? page ?? SIZES.list, longestList(node)) : 1
    const within = node.selectionSet ? selections(node.selectionSet, type, isList ? undefined : own) : 0
    return weightOf(definition) + count * (1 + within)
  }

  /** Undefined where the field is not paged. A size that will be refused earns nothing. */
  function pageSize(definition: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const sizes = definition.args.filter(({ name }) => name === 'first' || name === 'last')
    if (sizes.length === 0) return undefined
    const asked = sizes
      .map(({ name, defaultValue }) => read(node, name) ?? defaultValue)
      .filter((size) => size != null)
    return Math.max(...(asked.length === 0 ? [DEFAULT_PAGE] : asked.map(servedSize)))
  }

  function longestList(node: FieldNode): number {
    const lists = (node.arguments ?? []).map(({ name }) => read(node, name.value)).filter(Array.isArray)
    return Math.max(0, ...lists.map((list) => list.length))
  }

  return selections
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  return isUnionType(parent) ? undefined : parent.getFields()[name]
}

function servedSize(size: unknown): number {
  return typeof size === 'number' && Number.isInteger(size) && size >= 1
    ? Math.min(size, SIZES.page)
    : SIZES.page
}
