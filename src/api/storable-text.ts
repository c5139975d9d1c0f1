import { BadInputError } from '../kernel/errors.js'

/** PostgreSQL stores no NUL, and half a surrogate pair would be stored as another character without a word. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/**
 * `path` tells the argument or variable that holds the text; it is only sought where it is needed.
 *
 * @throws BadInputError
 */
export function checkText(text: string, path: () => string | undefined): void {
  if (UNSTORABLE.test(text)) {
    throw new BadInputError('holds NUL or half a surrogate pair, which no text may', path())
  }
}
