import { visible } from './terminal.js'

/** A change as the API answers it; with these fields. */
export interface Change {
  readonly version: string
  readonly at: string
  readonly author: string
  readonly reason: string | null
  readonly operation: string
  readonly subject: string
  readonly summary: string
  readonly before: unknown
  readonly after: unknown
}

export const CHANGE_FIELDS =
  'version at author reason operation subject summary(language: $language) before after'

/** For people: what happened on one line, and below it what that comes down to. */
export function changeLines({ version, at, operation, subject, author, summary }: Change): string[] {
  const head = [version, at, operation, subject, author].map(oneLine).join('  ')
  return [head, ...indented(summary)]
}

function indented(text: string): string[] {
  return text === ''
    ? []
    : visible(text.trimEnd())
        .split('\n')
        .map((line) => `    ${line}`)
}

export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
}
