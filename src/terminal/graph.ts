import type { Language } from '../kernel/language.js'

/** What a question is about besides itself. */
export interface Asking {
  /** Of texts where the question names none. */
  readonly language?: Language
  /** The moment that is asked about, as in `extensions.asOf` of a request; the present where it is left out. */
  readonly asOf?: object
}

/** Asks the graph, as the API would be asked. */
export interface Graph {
  /** @throws AskError where the answer is an expected refusal; what else went wrong as it was thrown. */
  ask<Data>(document: string, variables: Readonly<Record<string, unknown>>, asking?: Asking): Promise<Data>
  close(): Promise<void>
}

/** The graph refuses to answer, in the words and with the code of the API. */
export class AskError extends Error {
  override readonly name = 'AskError'

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message)
  }
}
