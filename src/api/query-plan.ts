import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql'
import { type Complete, NO_INFO, type Place, type PlanRun } from './plan-run.js'

/** Writes the fields of one object into the answer. */
type Fill = (run: PlanRun, source: unknown, into: Place) => void
type Args = Record<string, unknown>

/** The query is executed by graphql-js instead: it has an error to tell, or is one that is not planned. */
export class NotPlanned extends Error {}

export interface Scope {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** The variables that decide by @skip and @include. */
  readonly conditions: Readonly<Record<string, unknown>>
  /** Told of each field that is planned; throws once there are too many. */
  readonly count: () => void
}

/**
 * Plans what is asked of one type of object: which fields, with which arguments, how their values become part of the answer.
 * graphql-js finds that out anew for each object. What is asked of the objects within is planned when the first one comes.
 */
export function planObject(scope: Scope, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Fill {
  const fields = [...collected(scope, type, sets)].map(([key, nodes]) => planField(scope, type, key, nodes))
  return (run, source, into) => {
    for (const fill of fields) fill(run, source, into)
  }
}

function planField(scope: Scope, type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Fill {
  scope.count()
  const [node] = nodes as [FieldNode]
  const { value: name } = node.name
  if (key === '__proto__') throw new NotPlanned(key)
  if (name === TypeNameMetaFieldDef.name)
    return (_run, _source, into) => {
      into[key] = type.name
    }
  const field = type.getFields()[name]
  if (!field) throw new NotPlanned(key)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const complete = planValue(scope, field.type, sets)
  const { resolve } = field
  if (!resolve) return (run, source, into) => run.settle(complete, columnOf(source, name), into, key)
  const args = argsOf(field, node)
  return (run, source, into) =>
    run.settle(complete, resolve(source, args(run), run.context, NO_INFO), into, key)
}

function columnOf(source: unknown, name: string): unknown {
  const value = (source as Place | undefined)?.[name]
  if (typeof value === 'function') throw new NotPlanned(name)
  return value
}

/** The very same object for the same arguments, so that what is made of it can be remembered with it. */
function argsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): (run: PlanRun) => Args {
  const variables = new Set<string>()
  for (const given of node.arguments ?? [])
    visit(given, { Variable: ({ name }) => void variables.add(name.value) })
  const read = (values: PlanRun['variables']) => getArgumentValues(field, node, values)
  if (variables.size > 0) return (run) => run.argsOf(read)
  const args = read({})
  return () => args
}

function planValue(scope: Scope, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
  if (isNonNullType(type)) {
    const complete = planValue(scope, type.ofType, sets)
    return (run, value, into, key) => {
      if (value == null) throw new NotPlanned('null')
      complete(run, value, into, key)
    }
  }
  const complete = planPresent(scope, type, sets)
  return (run, value, into, key) => {
    if (value == null) into[key] = null
    else if (value instanceof Error) throw value
    else complete(run, value, into, key)
  }
}

function planPresent(scope: Scope, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
  if (isLeafType(type))
    return (_run, value, into, key) => {
      const shown = type.serialize(value)
      if (shown == null) throw new NotPlanned('no value')
      into[key] = shown
    }
  if (isListType(type)) {
    const complete = planValue(scope, type.ofType, sets)
    return (run, value, into, key) => {
      if (!Array.isArray(value)) throw new NotPlanned('no list')
      const list: unknown[] = new Array(value.length)
      into[key] = list
      for (let at = 0; at < value.length; at++) run.settle(complete, value[at], list as unknown as Place, at)
    }
  }
  const plans = new Map<unknown, Fill>()
  const planFor = (known: unknown): Fill => {
    const object = typeof known === 'string' ? scope.schema.getType(known) : known
    const isPossible = isAbstractType(type) && isObjectType(object) && scope.schema.isSubType(type, object)
    if (!isObjectType(object) || !(object === type || isPossible) || object.isTypeOf)
      throw new NotPlanned(type.name)
    const plan = planObject(scope, object, sets)
    plans.set(known, plan)
    return plan
  }
  const typeOf = isAbstractType(type) ? type.resolveType : () => type
  if (!typeOf) throw new NotPlanned(type.name)
  return (run, value, into, key) => {
    const known: unknown = typeOf(value, run.context, NO_INFO, type as never)
    const fill = plans.get(known) ?? planFor(known)
    const object: Place = {}
    into[key] = object
    fill(run, value, object)
  }
}

/** The fields asked of a type of object, by the names that they have in the answer. */
function collected(
  scope: Scope,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const spread = new Set<string>()
  const collect = (selection: SelectionNode): void => {
    const isAgain = selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)
    if (isAgain || !isAsked(selection, scope)) return
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value
      const known = fields.get(key)
      if (known) known.push(selection)
      else fields.set(key, [selection])
      return
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value)
    const part =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : scope.fragments.get(selection.name.value)
    if (part && applies(part.typeCondition?.name.value, type, scope))
      part.selectionSet.selections.forEach(collect)
  }
  for (const { selections } of sets) selections.forEach(collect)
  return fields
}

function applies(condition: string | undefined, type: GraphQLObjectType, { schema }: Scope): boolean {
  if (condition === undefined || condition === type.name) return true
  const named = schema.getType(condition)
  return isAbstractType(named) && schema.isSubType(named, type)
}

function isAsked(selection: SelectionNode, { conditions }: Scope): boolean {
  if (!selection.directives?.length) return true
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] !== false
  )
}
