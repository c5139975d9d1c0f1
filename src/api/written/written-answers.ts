import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { DomainError } from '../../kernel/errors.js'
import type { Language } from '../../kernel/language.js'
import type { Statement } from '../../database/reads.js'
import type { Nodes } from '../../graph/nodes.js'
import { fragmentsOf } from '../document-limits.js'
import { collected } from '../selected-fields.js'
import { switchesOf } from '../switches.js'
import { WrittenData } from './written-data.js'
import { NotNow, type WrittenColumns, WrittenQuery } from './written-query.js'
import { NotWritten } from './written-row.js'

/** Where a query is read from. */
export interface WrittenFrom {
  readonly nodes: Nodes
  readonly language: Language
  /** Reads one row by one statement, of one snapshot; `version` in it is the graph version that it shows. */
  ahead(statement: Statement): Promise<WrittenColumns & { readonly version: string }>
}

type Variables = Readonly<Record<string, unknown>>

/** Has the database write whole answers, where it is told of everything that a query asks for how its value is written. */
export class WrittenAnswers {
  /** By document, and by the values that @skip and @include hang on and the language; null where it cannot be. */
  readonly #queries = new WeakMap<DocumentNode, Map<string, WrittenQuery | null>>()

  constructor(private readonly schema: GraphQLSchema) {}

  /** Undefined where resolvers are to make the answer. */
  async write(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    from: WrittenFrom,
  ): Promise<WrittenData | undefined> {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined
    const known = this.#queries.get(document) ?? new Map<string, WrittenQuery | null>()
    this.#queries.set(document, known)
    const key = `${operation.name?.value} ${from.language} ${switchesOf(operation, variables)}`
    try {
      let query = known.get(key)
      if (query === undefined) {
        query = this.#queryOf(document, operation, variables, from.language)
        known.set(key, query)
      }
      if (!query) return undefined
      const asked = query.ask(variables, from.nodes)
      const text = asked.tell(await from.ahead(asked.statement))
      return text === undefined ? undefined : new WrittenData(text)
    } catch (error) {
      if (error instanceof NotWritten) known.set(key, null)
      // What is wrong with a value is the resolver's to tell, or graphql-js's.
      else if (!(error instanceof NotNow || error instanceof DomainError || error instanceof GraphQLError))
        throw error
      return undefined
    }
  }

  #queryOf(
    document: DocumentNode,
    { selectionSet }: OperationDefinitionNode,
    conditions: Variables,
    language: Language,
  ): WrittenQuery | null {
    const query = this.schema.getQueryType()
    if (!query) return null
    const selecting = { schema: this.schema, fragments: fragmentsOf(document), conditions }
    return new WrittenQuery(selecting, collected(selecting, query, [selectionSet]), query, language)
  }
}
