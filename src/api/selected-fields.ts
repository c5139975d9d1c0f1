import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** What decides which fields are selected. */
export interface Selecting {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** The variables that decide by @skip and @include. */
  readonly conditions: Readonly<Record<string, unknown>>
}

/** The fields asked of a type of object, by the names that they have in the answer. */
export function collected(
  scope: Selecting,
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

function applies(condition: string | undefined, type: GraphQLObjectType, { schema }: Selecting): boolean {
  if (condition === undefined || condition === type.name) return true
  const named = schema.getType(condition)
  return isAbstractType(named) && schema.isSubType(named, type)
}

function isAsked(selection: SelectionNode, { conditions }: Selecting): boolean {
  if (!selection.directives?.length) return true
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] !== false
  )
}
