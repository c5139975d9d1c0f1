import { kindPrefix, type NodeKind } from '../kernel/node-kind.js'
import { formatReference, isCode, parseReference, type Reference } from '../kernel/reference.js'
import { type Place, quote } from './seed-problem.js'
import { listOf, type Reader } from './seed-reader.js'
import { scalar } from './seed-scalars.js'

/** A node as it is named in a file. */
export interface SeedReference extends Reference {
  readonly place: Place
  readonly text: string
}

/** A cited place; without a document it is in the one that the data set is about. */
export interface SeedCitation {
  readonly document: SeedReference | undefined
  readonly locator: string
  readonly place: Place
}

export const code = scalar(
  'a code of letters, digits and . _ / + -, such as digitale-assistent',
  (written) => (isCode(written) ? written : undefined),
)

/** Any node. */
export const reference: Reader<SeedReference> = (value, problems) => {
  const parsed = value.text === undefined ? undefined : parseReference(value.text)
  if (!parsed || value.text === undefined)
    return problems.expected(value.place, 'a reference such as project:VRD3-2025-01', value.described)
  return { ...parsed, place: value.place, text: value.text }
}

/** A node of one kind; as that is clear, the code alone will do. */
export function referenceTo(kind: NodeKind): Reader<SeedReference> {
  return (value, problems) => {
    const written = value.text
    const parsed =
      written === undefined ? undefined : isCode(written) ? { kind, code: written } : parseReference(written)
    if (!parsed || written === undefined || parsed.kind !== kind)
      return problems.expected(value.place, `a reference to ${kindWithArticle(kind)}`, value.described)
    return { ...parsed, place: value.place, text: written }
  }
}

const LOCATOR = /^[^\s#]+$/

const citation: Reader<SeedCitation> = (value, problems) => {
  const [first = '', second, ...more] = value.text?.split('#') ?? []
  const locator = second ?? first
  const parsed = second === undefined ? undefined : parseReference(first)
  const wrong = second !== undefined && parsed?.kind !== 'DOCUMENT'
  if (wrong || more.length > 0 || !LOCATOR.test(locator))
    return problems.expected(
      value.place,
      'a place such as 2.A/table-1/row-3 or document:code#place',
      value.described,
    )
  const document = parsed && { ...parsed, place: value.place, text: first }
  return { document, locator, place: value.place }
}

const apart = ({ document, locator }: SeedCitation) => (document ? `${document.text}#${locator}` : locator)

export const citations = listOf('citations', citation, { apart, atLeast: 1 })

/** `a governance body`, `an entity`. */
export function kindWithArticle(kind: NodeKind): string {
  const name = kindPrefix(kind).replaceAll('-', ' ')
  return kind === 'ADVICE' ? name : `${/^[aeo]/.test(name) ? 'an' : 'a'} ${name}`
}

/** A value of a typed field as a message shows it. */
export function shownValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return quote(typeof value === 'string' ? value : formatReference(value as SeedReference))
}
