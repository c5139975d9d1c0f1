import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import type { FastifyBaseLogger } from 'fastify'

/** The parameters of GraphQL over HTTP, where they have the right type; Apollo Server refuses the others. */
export interface RequestParameters {
  readonly query: string | undefined
  readonly variables: unknown
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
  readonly headers = new HeaderMap()

  constructor(
    readonly method: string,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    /** The query part of the address with its question mark, or nothing. */
    readonly search: string,
    readonly body: unknown,
    /** Aborts when the client leaves or the time is over. */
    readonly signal: AbortSignal,
    readonly log: FastifyBaseLogger,
  ) {
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) this.headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
  }

  get parameters(): RequestParameters {
    const { query, variables } = this.method === 'GET' ? fromSearch(this.search) : fromBody(this.body)
    return { query: typeof query === 'string' ? query : undefined, variables }
  }
}

interface RawParameters {
  readonly query?: unknown
  readonly variables?: unknown
}

function fromBody(body: unknown): RawParameters {
  return typeof body === 'object' && body !== null ? body : {}
}

function fromSearch(search: string): RawParameters {
  const parameters = new URLSearchParams(search)
  return { query: parameters.get('query'), variables: fromJson(parameters.get('variables')) }
}

function fromJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
