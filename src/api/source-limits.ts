import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'
import { LimitError } from './limit-error.js'
import type { Limits } from './limits.js'

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Counts tokens and nesting before anything parses the document: the parser calls itself for each level. The
 * parser's own lexer does the reading, so strings, block strings and comments mean here what they mean there.
 *
 * @throws LimitError
 */
export function checkSource(limits: Limits, source: string): void {
  const { tokens, nesting } = measureSource(source)
  LimitError.check(limits, 'tokens', tokens)
  LimitError.check(limits, 'nesting', nesting)
}

/** A document that cannot be read to its end is measured up to its fault; the parser will tell what that is. */
function measureSource(source: string): { tokens: number; nesting: number } {
  const lexer = new Lexer(new Source(source))
  let tokens = 0
  let open = 0
  let nesting = 0
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      tokens++
      if (OPENING.has(kind)) nesting = Math.max(nesting, ++open)
      else if (CLOSING.has(kind)) open--
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
  }
  return { tokens, nesting }
}
