import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { WrittenData } from './written/written-data.js'
import { fragmentsOf } from './document-limits.js'
import { PlanRun } from './plan-run.js'
import { NotPlanned, planObject } from './query-plan.js'

/** Fields of one query, each counted once for every place and type in which it was met; so that fragments within fragments multiply. */
const LARGEST = 5_000
/** Fields of all plans that are kept, at about 1 KB each. */
const MEMORY = 50_000
/** Each combination of their values is a plan of its own. */
const MOST_CONDITIONS = 3

type Variables = Readonly<Record<string, unknown>>
type Plan = ReturnType<typeof planObject>

/** What Apollo Server knows of a query that it is about to execute. */
export interface Query {
  readonly document: DocumentNode
  /** Undefined where the document has several and none is named, whatever Apollo Server's types say. */
  readonly operation: OperationDefinitionNode | undefined
  readonly variables: Variables
  readonly context: unknown
  /** The whole data at once, where somebody else can make it. */
  readonly write?: (variables: Variables) => Promise<WrittenData | undefined>
}

/** The plans of one query: one for each combination of the variables that decide by @skip and @include. */
class Plans {
  fields = 0
  readonly #conditions: readonly string[]
  readonly #plans = new Map<string, Plan>()

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    const conditions = new Set<string>()
    visit(document, {
      Directive({ arguments: given }) {
        for (const { value } of given ?? [])
          if (value.kind === Kind.VARIABLE) conditions.add(value.name.value)
      },
    })
    this.#conditions = [...conditions]
  }

  /** @throws NotPlanned, or what graphql-js throws where a condition has no value */
  planFor(variables: Variables): Plan {
    const key = this.#conditions.map((name) => String(variables[name])).join()
    const known = this.#plans.get(key)
    if (known) return known
    const root = this.schema.getRootType(this.operation.operation)
    if (!root || this.#conditions.length > MOST_CONDITIONS || this.fields > LARGEST) throw new NotPlanned()
    const conditions = Object.fromEntries(this.#conditions.map((name) => [name, variables[name]]))
    const count = (): void => {
      if (++this.fields > LARGEST) throw new NotPlanned()
    }
    const scope = { schema: this.schema, fragments: fragmentsOf(this.document), conditions, count }
    const plan = planObject(scope, root, [this.operation.selectionSet])
    this.#plans.set(key, plan)
    return plan
  }
}

/**
 * Executes queries by plans that are kept from one request to the next, and answers exactly as graphql-js does wherever it
 * answers at all: as soon as anything is wrong, down to a null where none may be, it is left to graphql-js to execute
 * the query and to tell. Documents are told apart by their nodes, which Apollo Server keeps.
 */
export class PlannedQueries {
  readonly #known = new LRUCache<OperationDefinitionNode, Plans>({
    maxSize: MEMORY,
    sizeCalculation: ({ fields }) => 10 + fields,
  })

  constructor(private readonly schema: GraphQLSchema) {}

  /** The data of a valid query; undefined where graphql-js is to execute it. */
  async data({
    document,
    operation,
    variables,
    context,
    write,
  }: Query): Promise<Record<string, unknown> | WrittenData | undefined> {
    if (operation?.operation !== OperationTypeNode.QUERY) return undefined
    const { coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables)
    if (!coerced) return undefined
    try {
      return (await write?.(coerced)) ?? (await this.#planned(document, operation, coerced, context))
    } catch {
      return undefined
    }
  }

  /** @throws NotPlanned, or whatever went wrong first */
  async #planned(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    context: unknown,
  ): Promise<Record<string, unknown>> {
    const plans = this.#known.get(operation) ?? new Plans(this.schema, document, operation)
    const before = plans.fields
    const data: Record<string, unknown> = {}
    try {
      const plan = plans.planFor(variables)
      const run = new PlanRun(context, variables)
      plan(run, undefined, data)
      await run.ended()
      return data
    } finally {
      // Plans grow with what they meet.
      if (plans.fields > before) this.#known.set(operation, plans)
    }
  }
}
