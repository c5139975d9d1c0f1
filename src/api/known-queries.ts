import type { HTTPGraphQLResponse } from '@apollo/server'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { isJsonObject } from '../kernel/json-object.js'
import type { GraphRequest } from './graph-request.js'

/** Characters of the texts by which queries are known; their trees take some 45 bytes for each. */
const MEMORY = 300_000

/** A query of which Apollo Server found that it may be asked, and how its answer is sent. */
export interface KnownQuery {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly headers: HTTPGraphQLResponse['headers']
}

/**
 * Queries that were answered before. What Apollo Server makes of a request hangs on the parts of which keys are made
 * here and on nothing else but its variables: whoever sends the same again is not read, hashed and validated again.
 */
export class KnownQueries {
  readonly #known = new LRUCache<string, KnownQuery>({
    maxSize: MEMORY,
    sizeCalculation: (_, key) => key.length,
  })

  find(request: GraphRequest): KnownQuery | undefined {
    const key = keyOf(request)
    return key === undefined ? undefined : this.#known.get(key)
  }

  keep(request: GraphRequest, query: KnownQuery): void {
    const key = keyOf(request)
    if (key !== undefined) this.#known.set(key, query)
  }
}

/** Undefined where Apollo Server is to read the request, and to tell what is wrong with it. */
function keyOf(request: GraphRequest): string | undefined {
  const { method, body } = request
  if (method !== 'POST' || !isJsonObject(body)) return undefined
  const { query, operationName = null, variables = null, extensions = null } = body
  const isSound =
    typeof query === 'string' &&
    (operationName === null || typeof operationName === 'string') &&
    (variables === null || isJsonObject(variables)) &&
    (extensions === null || (isJsonObject(extensions) && !('persistedQuery' in extensions)))
  if (!isSound) return undefined
  // Neither a header nor JSON holds the end of a line.
  const parts = [request.header('accept'), request.header('content-type'), operationName]
  return `${parts.map((part) => JSON.stringify(part)).join('\n')}\n${query}`
}
