import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import type { FastifyBaseLogger } from 'fastify'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { momentOfSearch } from './as-of.js'

/** The parameters of GraphQL over HTTP, where they have the right type; Apollo Server refuses the others. */
export interface RequestParameters {
  readonly query: string | undefined
  readonly variables: unknown
  /** `extensions.asOf`, or the clocks that a GET sets by parameters of their own. */
  readonly asOf: unknown
}

/** One GraphQL request as HTTP brought it, and what the server notes about it on the way to the answer. */
export class GraphRequest<Context extends object = object> implements HTTPGraphQLRequest {
  /**
   * Where a fault would lie: in the HTTP request, until there is a document to read; then in the document and its
   * variables; or in their size.
   */
  stage: 'request' | 'document' | 'limits' = 'request'
  /** What the resolvers share; Apollo Server hands them a copy of it, the server's plugin this very object. */
  context: Context | undefined
  /** Of the answer to a query that is whole: the version of the graph that it hangs on, where that is all it hangs on. */
  hangsOn: string | undefined
  /** Of the answer to a query without errors: what was executed. */
  answered: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | undefined
  /** Whether anything but graphql-js was to answer it already. */
  isTried = false
  #headers: HeaderMap | undefined

  constructor(
    readonly method: string,
    private readonly given: Readonly<Record<string, string | string[] | undefined>>,
    /** The query part of the address with its question mark, or nothing. */
    readonly search: string,
    readonly body: unknown,
    /** Aborts when the client leaves or the time is over. */
    readonly signal: AbortSignal,
    readonly log: FastifyBaseLogger,
  ) {}

  /** As Apollo Server reads them. */
  get headers(): HeaderMap {
    if (this.#headers) return this.#headers
    this.#headers = new HeaderMap()
    for (const name of Object.keys(this.given)) {
      const value = this.header(name)
      if (value !== undefined) this.#headers.set(name, value)
    }
    return this.#headers
  }

  /** @param name in small letters */
  header(name: string): string | undefined {
    const value = this.given[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  get parameters(): RequestParameters {
    const { query, variables, extensions, search } =
      this.method === 'GET' ? fromSearch(this.search) : fromBody(this.body)
    const { asOf } = (extensions ?? {}) as { asOf?: unknown }
    return {
      query: typeof query === 'string' ? query : undefined,
      variables,
      asOf: search ? momentOfSearch(search, asOf) : asOf,
    }
  }
}

interface RawParameters {
  readonly query?: unknown
  readonly variables?: unknown
  readonly extensions?: unknown
  readonly search?: URLSearchParams
}

function fromBody(body: unknown): RawParameters {
  if (typeof body !== 'object' || body === null) return {}
  const { query, variables, extensions } = body as RawParameters
  return { query, variables, extensions }
}

function fromSearch(search: string): RawParameters {
  const parameters = new URLSearchParams(search)
  return {
    query: parameters.get('query'),
    variables: fromJson(parameters.get('variables')),
    extensions: fromJson(parameters.get('extensions')),
    search: parameters,
  }
}

function fromJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
