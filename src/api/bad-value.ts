import { type DocumentNode, GraphQLError, Kind } from 'graphql'
import { argumentPathAt, argumentPathOfVariable } from './argument-path.js'

/** A value that its type refuses, and the argument that holds it, where one is to blame. */
export interface BadValue {
  readonly path: string | undefined
  readonly message: string
}

/**
 * Tells refused values, written in the document or sent as variables, from all other errors: graphql-js reports
 * them like faults of the document or of a resolver, and says of a value only where it stands.
 */
export function badValueIn(document: DocumentNode, error: GraphQLError): BadValue | undefined {
  const message = error.message.replace(/ ?Did you mean .+\?$/s, '')
  if (message.startsWith(TOO_MANY)) return { path: undefined, message }
  const [node] = error.nodes ?? []
  const [position] = error.positions ?? []
  if (!node || position === undefined) return undefined

  const variable = node.kind === Kind.VARIABLE_DEFINITION && VARIABLE.exec(message)
  if (variable) return { path: pathOfVariable(document, variable), message }
  // Beyond validation graphql-js refuses only arguments, in these words; what else is raised there is a resolver's.
  const isRaisedByResolver = error.path !== undefined && !(isBare(error) && ARGUMENT.test(message))
  const isMisplacedVariable = error.path === undefined && node.kind === Kind.VARIABLE
  if (isRaisedByResolver || isMisplacedVariable) return undefined
  const path = argumentPathAt(document, position)
  return path === undefined ? undefined : { path, message }
}

const TOO_MANY = 'Too many errors processing variables'
const ARGUMENT = /^Argument "\w+" (of|has) /
/** The words of getVariableValues; the second part tells where in the variable the value stands. */
const VARIABLE =
  /^Variable "\$(\w+)" (?:(?:got|has) invalid value (?:.* at "\w+([^"]+)"; )?|of (?:required|non-null) type )/s

function pathOfVariable(document: DocumentNode, [, name = '', part = '']: RegExpExecArray): string {
  const within = part.replace(/\[(\d+)\]/g, '.$1')
  return `${argumentPathOfVariable(document, name) ?? `$${name}`}${within}`
}

/** Made by graphql-js itself, not for an error that a resolver threw. */
function isBare({ originalError }: GraphQLError): boolean {
  return (
    originalError === undefined || (originalError instanceof GraphQLError && !originalError.originalError)
  )
}
