import { BadInputError } from '../kernel/errors.js'
import { isJsonObject } from '../kernel/json-object.js'
import { momentOfSearch } from './as-of.js'

/** What a subscription is asked for with, as GraphQL over HTTP writes it. */
export interface StreamParameters {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

/**
 * Reads the body of a POST or the address of a GET.
 *
 * @throws BadInputError naming the parameter that is missing or of another type.
 */
export function readStreamParameters(method: string, search: string, body: unknown): StreamParameters {
  const given = method === 'GET' ? fromSearch(new URLSearchParams(search)) : body
  if (!isJsonObject(given)) throw new BadInputError('must be a JSON object', 'body')
  const { query, variables, operationName, extensions } = given
  if (typeof query !== 'string') throw new BadInputError('must be a GraphQL document', 'query')
  if (operationName != null && typeof operationName !== 'string')
    throw new BadInputError('must be a name', 'operationName')
  if (isJsonObject(extensions) && extensions['asOf'] != null)
    throw new BadInputError('is for queries: a subscription tells of what is to come', 'extensions.asOf')
  return { query, variables: objectOr(variables, 'variables'), operationName: operationName ?? null }
}

function fromSearch(search: URLSearchParams): Record<string, unknown> {
  const extensions = objectOr(fromJson(search, 'extensions'), 'extensions')
  const asOf = momentOfSearch(search, extensions['asOf'])
  return {
    query: search.get('query'),
    operationName: search.get('operationName'),
    variables: fromJson(search, 'variables'),
    extensions: { ...extensions, asOf },
  }
}

function fromJson(search: URLSearchParams, name: string): unknown {
  const text = search.get(name)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    throw new BadInputError('is not JSON', name)
  }
}

function objectOr(value: unknown, name: string): Record<string, unknown> {
  if (value == null) return {}
  if (isJsonObject(value)) return value
  throw new BadInputError('must be a JSON object', name)
}
