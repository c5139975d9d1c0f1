import { graphql, parse, type GraphQLError, type GraphQLSchema } from 'graphql'
import { DomainError } from '../kernel/errors.js'
import type { Caller } from '../access/caller.js'
import { ReadingPools } from '../access/reading-pools.js'
import { contextOpener } from '../api/context.js'
import { publicError } from '../api/errors.js'
import { buildGraphSchema } from '../api/schema.js'
import { AskError, type Graph } from './graph.js'

/** Whoever has the address of the database sees all that is in it. */
const CALLER: Caller = {
  id: 'terminal',
  author: 'ADMINISTRATOR/terminal',
  role: 'ADMINISTRATOR',
  entity: null,
  scopes: ['READ'],
}

/** The schema of the API over this database, without HTTP. Whatever is under way when the signal aborts is given up. */
export async function openGraph(url: string, signal: AbortSignal): Promise<Graph> {
  const schema = await buildGraphSchema()
  const pools = new ReadingPools({ url, onCut: () => undefined, size: 2 })
  const openContext = contextOpener(pools)
  return {
    ask: async (document, variables, { language, asOf } = {}) => {
      const request = { caller: CALLER, acceptLanguage: language, signal, asOf }
      const contextValue = await openContext(request).catch(refuse)
      try {
        return await answer(schema, { document, variables, contextValue })
      } finally {
        await contextValue.close()
      }
    },
    close: () => pools.end(),
  }
}

/** A moment that is not there, or is still to come. */
function refuse(error: unknown): never {
  throw error instanceof DomainError ? new AskError(error.message, error.code) : error
}

interface Question {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly contextValue: unknown
}

async function answer<Data>(
  schema: GraphQLSchema,
  { document, variables, contextValue }: Question,
): Promise<Data> {
  const { data, errors } = await graphql({
    schema,
    source: document,
    contextValue,
    variableValues: { ...variables },
  })
  const [error] = errors ?? []
  if (error) throw refusalIn(document, error)
  // As the API would send it: times as texts, objects without surprises.
  return JSON.parse(JSON.stringify(data)) as Data
}

function refusalIn(document: string, error: GraphQLError): unknown {
  const hidden: unknown[] = []
  const { message, extensions } = publicError(error.toJSON(), error, {
    document: parse(document),
    report: (_, cause) => hidden.push(cause),
  })
  return hidden[0] ?? new AskError(message, String(extensions?.['code']))
}
