import { type DocumentNode, GraphQLError, parse } from 'graphql'
import { checkDocument } from './document-limits.js'
import type { Limits } from './limits.js'
import { checkSource } from './source-limits.js'

/** Characters of checked documents that are remembered: some hundred of the size that clients send. */
const MEMORY = 1_000_000

/** Holds documents against the limits before Apollo Server sees them, each one once as long as it is remembered. */
export class SourceCheck {
  private readonly checked = new Set<string>()
  private characters = 0

  constructor(private readonly limits: Limits) {}

  /**
   * Says nothing of documents that cannot be parsed: that is Apollo Server's to tell.
   *
   * @throws LimitError
   * @throws GraphQLError where a fragment holds itself
   */
  check(source: string): void {
    if (this.checked.has(source)) return
    checkSource(this.limits, source)
    const document = parsed(source)
    if (!document) return
    checkDocument(this.limits, document)
    this.remember(source)
  }

  private remember(source: string): void {
    if (this.characters + source.length > MEMORY) {
      this.checked.clear()
      this.characters = 0
    }
    this.checked.add(source)
    this.characters += source.length
  }
}

function parsed(source: string): DocumentNode | undefined {
  try {
    return parse(source)
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}
