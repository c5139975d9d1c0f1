import type { Caller } from '../access/caller.js'
import { draftsShownTo } from '../access/policies.js'

/** What a GraphQL request over HTTP consists of. */
export interface RequestParts {
  readonly method: string
  /** The query part of the address. */
  readonly search: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** As it was sent. */
  readonly body: string
}

/** What may make a difference: the language, the media type of the answer, and whether a browser asks without being told. */
const HEADERS = [
  'accept-language',
  'accept',
  'content-type',
  'x-apollo-operation-name',
  'apollo-require-preflight',
] as const

/**
 * Everything that an answer depends on but for the graph. Requests that mean the same in other letters have other keys:
 * to know that they do, they would have to be read.
 */
export function answerKey(caller: Caller, { method, search, headers, body }: RequestParts): string {
  const drafts = draftsShownTo(caller)
  let key = `${drafts === 'OWN' ? `of ${caller.entity?.id}` : drafts}\n${method}\n${search}`
  // No header and no address holds the end of a line. An empty header is not the same as none.
  for (const name of HEADERS) key += headers[name] === undefined ? '\n' : `\n=${String(headers[name])}`
  return `${key}\n${body}`
}
