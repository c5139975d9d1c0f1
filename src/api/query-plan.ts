import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql'
import { collected, type Selecting } from './selected-fields.js'
import { type Complete, NO_INFO, type Place, type PlanRun } from './plan-run.js'

/** Writes the fields of one object into the answer. */
type Fill = (run: PlanRun, source: unknown, into: Place) => void
type Args = Record<string, unknown>

/** The query is executed by graphql-js instead: it has an error to tell, or is one that is not planned. */
export class NotPlanned extends Error {}

export interface Scope extends Selecting {
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
