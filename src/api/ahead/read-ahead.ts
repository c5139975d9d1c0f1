import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { DomainError } from '../../kernel/errors.js'
import type { Batches } from '../../database/batches.js'
import type { Statement } from '../../database/reads.js'
import type { Nodes } from '../../graph/nodes.js'
import { fragmentsOf } from '../document-limits.js'
import { switchesOf } from '../switches.js'
import { KnownTexts } from './known-texts.js'
import { type Child, NotAhead, SelectionReader } from './selection.js'
import { AheadStatement, type RowsByPart } from './statement.js'

/** The answer to such a statement. */
export type AheadRow = { readonly version: string } & RowsByPart

/** All that a query asks for, and what was written of it before. */
interface Selection {
  readonly roots: readonly Child[]
  readonly texts: KnownTexts
}

/** Where a query is read from, and where what was read is put. */
export interface AheadTarget {
  readonly nodes: Nodes
  readonly batches: Batches
  /** Reads one row by one statement, of one snapshot; `version` in it is the graph version that it shows. */
  ahead(statement: Statement): Promise<AheadRow>
}

/** Reads what a query will ask for with one statement, where all of it is known before any resolver runs. */
export class ReadAhead {
  /** By document, and by the values that @skip and @include hang on. */
  readonly #selections = new WeakMap<DocumentNode, Map<string, Selection | null>>()

  constructor(private readonly schema: GraphQLSchema) {}

  /** @returns whether all that the query asks for was read */
  async read(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    target: AheadTarget,
  ): Promise<boolean> {
    if (operation.operation !== OperationTypeNode.QUERY) return false
    const selection = this.#selection(document, operation, variables, target.nodes)
    if (!selection) return false
    try {
      const { nodes, batches } = target
      const statement = new AheadStatement(selection.roots, selection.texts, variables, nodes, batches)
      statement.receive(await target.ahead(statement.sql))
      return true
    } catch (error) {
      if (isToldLater(error)) return false
      throw error
    }
  }

  #selection(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    { sources }: Nodes,
  ): Selection | null {
    const known = this.#selections.get(document) ?? new Map<string, Selection | null>()
    this.#selections.set(document, known)
    const key = `${operation.name?.value} ${switchesOf(operation, variables)}`
    let selection = known.get(key)
    if (selection === undefined) {
      selection = this.#readSelection(document, operation, variables, sources)
      known.set(key, selection)
    }
    return selection
  }

  #readSelection(
    document: DocumentNode,
    { selectionSet }: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    sources: Nodes['sources'],
  ): Selection | null {
    const query = this.schema.getQueryType()
    if (!query || document.definitions.length === 0) return null
    try {
      const roots = new SelectionReader(this.schema, sources, fragmentsOf(document), variables).read(
        selectionSet,
        query,
      )
      return roots.length > 0 ? { roots, texts: new KnownTexts() } : null
    } catch (error) {
      if (isToldLater(error)) return null
      throw error
    }
  }
}

/** What is wrong with a value is the resolver's to tell, or graphql-js's. */
function isToldLater(error: unknown): boolean {
  return error instanceof NotAhead || error instanceof DomainError || error instanceof GraphQLError
}
