import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql'
import { estimateCost } from './cost.js'

interface KnownCost {
  /** Names of the variables that can say how long a list is: numbers, and lists of what is asked. */
  readonly sizes: readonly string[]
  readonly given: string
  readonly cost: number
}

/** What operations cost (cost.ts), each weighed anew only where a variable that gives a size is another than before. */
export class KnownCosts {
  readonly #known = new WeakMap<OperationDefinitionNode, KnownCost>()

  constructor(private readonly schema: GraphQLSchema) {}

  costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    const known = this.#known.get(operation)
    const sizes = known?.sizes ?? sizesOf(operation)
    const given = JSON.stringify(sizes.map((name) => variables[name] ?? null))
    if (known?.given === given) return known.cost
    const cost = estimateCost(this.schema, document, operation, variables)
    this.#known.set(operation, { sizes, given, cost })
    return cost
  }
}

function sizesOf({ variableDefinitions = [] }: OperationDefinitionNode): string[] {
  return variableDefinitions.filter(({ type }) => givesSize(type)).map(({ variable }) => variable.name.value)
}

function givesSize(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return givesSize(type.type)
  return type.kind === Kind.LIST_TYPE || type.name.value === 'Int'
}
