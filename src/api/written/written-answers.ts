import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import sql, { type Sql } from 'sql-template-tag'
import { DomainError } from '../../kernel/errors.js'
import type { Language } from '../../kernel/language.js'
import type { Statement } from '../../database/connections.js'
import type { Nodes } from '../../graph/nodes.js'
import { literal, type WrittenFind, type WrittenFinding } from '../../graph/written.js'
import { writtenOf } from '../../graph/written.type.js'
import { fragmentsOf } from '../document-limits.js'
import { collected, type Selecting } from '../selected-fields.js'
import { switchesOf } from '../switches.js'
import { AnswerWriter, givenArguments } from './answer-writer.js'
import { json, MISSING, named } from './json-text.js'
import { type KnownTexts, wholeStatement } from './kept-part.js'
import { NotNow, NotWritten } from './not-written.js'
import { KnownPlaces, Selected } from './place-writer.js'
import { StatementHead } from './statement-head.js'
import { WrittenData } from './written-data.js'

/** Where a query is read from. */
export interface WrittenFrom {
  readonly nodes: Nodes
  readonly language: Language
  /** Of the request, for what is found by other means than a statement. */
  readonly context: unknown
  /**
   * Reads one row by one statement, of one snapshot; `version` in it is the graph version that it shows.
   * @throws NotNow where that is another version than this
   */
  alone(statement: Statement, version?: string): Promise<WrittenRow>
}

export interface WrittenRow {
  readonly version: string
  /** The whole data as JSON. */
  readonly data: string
  /** Whether every node that an argument names is there. */
  readonly found: boolean
}

/** Of one document; its switches may be many, and whoever writes it turns them. */
const MOST_WAYS = 20

type Variables = Readonly<Record<string, unknown>>

/** What is known of a query, for some values of @skip and @include, in one language. */
interface Known {
  readonly selecting: Selecting
  readonly roots: ReadonlyMap<string, FieldNode[]>
  /** By the root that they stand in; null once it turned out that the database cannot write it. */
  places: ReadonlyMap<string, KnownPlaces> | null
  readonly texts: KnownTexts
}

/** What is known beforehand of the fields of the query, by their names in the answer. */
interface Parts {
  readonly places: ReadonlyMap<string, KnownPlaces>
  readonly findings: ReadonlyMap<string, WrittenFinding>
}

const VERSION = sql`(select version::text from graph_head) as version`

/**
 * Has the database write whole answers, by one statement, where it is told of everything that a query asks for how it is
 * written. Everything else is left to the resolvers, and so is all that may be wrong.
 */
export class WrittenAnswers {
  readonly #known = new WeakMap<DocumentNode, LRUCache<string, Known>>()
  readonly #query: GraphQLObjectType

  constructor(private readonly schema: GraphQLSchema) {
    this.#query = schema.getQueryType() as GraphQLObjectType
  }

  /** Undefined where resolvers are to make the answer. */
  async write(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    from: WrittenFrom,
  ): Promise<WrittenData | undefined> {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined
    let known: Known | undefined
    try {
      known = this.#knownOf(document, operation, variables, from.language)
      if (!known.places) return undefined
      const findings = await this.#findings(known, variables, from)
      const statement = this.#statement(known, { places: known.places, findings }, variables, from)
      const version = versionOf([...findings.values()])
      const { data, found } = await from.alone(wholeStatement(statement, known.texts), version)
      return found && !data.includes(MISSING) ? new WrittenData(data) : undefined
    } catch (error) {
      if (error instanceof NotWritten && known) known.places = null
      else if (!isToldLater(error)) throw error
      return undefined
    }
  }

  /** Of the fields of the query that need more than a statement. @throws NotNow where it is not at hand */
  async #findings(
    { roots }: Known,
    variables: Variables,
    from: WrittenFrom,
  ): Promise<ReadonlyMap<string, WrittenFinding>> {
    const findings = new Map<string, WrittenFinding>()
    for (const [key, fields] of roots) {
      const selected = new Selected(this.#query, key, fields)
      const how = selected.isTypeName ? undefined : writtenOf(selected.field)
      if (how?.by === 'found') findings.set(key, await this.#find(selected, how, variables, from))
    }
    return findings
  }

  async #find(
    { field, node }: Selected,
    how: WrittenFind,
    variables: Variables,
    from: WrittenFrom,
  ): Promise<WrittenFinding> {
    const { nodes, context } = from
    const args = givenArguments(field, node, variables)
    const root = nodes.keyOf(how.argument, String(args[how.argument]))
    const finding = await how.find(root, args, context)
    if (!finding) throw new NotNow()
    return finding
  }

  #statement(
    { selecting, roots }: Known,
    { places, findings }: Parts,
    variables: Variables,
    { nodes, language }: WrittenFrom,
  ): Sql {
    const head = new StatementHead(nodes)
    const items = [...roots].map(([key, fields]) => {
      const selected = new Selected(this.#query, key, fields)
      if (selected.isTypeName) return named(key, literal(this.#query.name))
      const writer = new AnswerWriter(
        selecting,
        nodes.sources,
        variables,
        language,
        head,
        places.get(key) ?? new KnownPlaces(),
        findings.get(key),
      )
      return named(key, writer.root(selected))
    })
    return sql`${head.tables} select ${VERSION},
      ${json(items)}::text as data, ${head.found} as found`
  }

  #knownOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    language: Language,
  ): Known {
    const all = this.#known.get(document) ?? new LRUCache<string, Known>({ max: MOST_WAYS })
    this.#known.set(document, all)
    const key = `${operation.name?.value} ${language} ${switchesOf(operation, variables)}`
    const known = all.get(key)
    if (known) return known
    const selecting = { schema: this.schema, fragments: fragmentsOf(document), conditions: variables }
    const roots = collected(selecting, this.#query, [operation.selectionSet])
    const places = new Map([...roots.keys()].map((root) => [root, new KnownPlaces()]))
    const made: Known = { selecting, roots, places, texts: new LRUCache({ max: MOST_WAYS }) }
    all.set(key, made)
    return made
  }
}

/** @throws NotNow where they were not all found at one version */
function versionOf([first, ...others]: readonly WrittenFinding[]): string | undefined {
  if (others.some(({ version }) => version !== first?.version)) throw new NotNow()
  return first?.version
}

/** What is wrong with a value is the resolver's to tell, or graphql-js's. */
function isToldLater(error: unknown): boolean {
  return error instanceof NotNow || error instanceof DomainError || error instanceof GraphQLError
}
