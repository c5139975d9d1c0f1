import { isDeepStrictEqual } from 'node:util'
import { decodeGlobalId } from '../kernel/global-id.js'
import type { Language } from '../kernel/language.js'
import type { ChangeRecord, DifferenceCount } from './change.reads.js'
import { showDocument, type ShownDocument } from './document.js'
import { BETWEEN, fieldName, MORE, NO_DIFFERENCE, NODES, NOTHING, operationName, RELATIONS } from './words.js'

/** The reference of a node by its id; undefined where it is not known. */
export type ReferenceOf = (id: string) => string | undefined

type Told = Pick<ChangeRecord, 'operation' | 'reference' | 'subjectId' | 'before' | 'after'>

/** Longer texts are cut: whoever wants all of it reads before and after. */
const LONGEST = 80

/** The change in words: `project:VRD3-2025-08 changed: amount 1.00 → 2.00; remarks 3 → 4`. */
export function summarise(change: Told, language: Language, referenceOf: ReferenceOf): string {
  const before = showDocument(change.before)
  const after = showDocument(change.after)
  const head = `${nameOf(change, before ?? after, referenceOf)} ${operationName(change.operation, language)}`
  if (before === null || after === null) return head
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const told = fields.flatMap((field) => {
    if (isDeepStrictEqual(before[field], after[field])) return []
    const values = [before[field], after[field]].map((value) => valueInWords(value, language, referenceOf))
    const [old, now] = values
    // A list of the same length with other items.
    return [`${fieldName(field, language)} ${old === now ? (now ?? '') : `${old} → ${now}`}`]
  })
  return told.length === 0 ? head : `${head}: ${told.join('; ')}`
}

/** Every node whose reference the summary of these changes may need. */
export function nodesNamed(changes: readonly Told[]): string[] {
  const values = changes.flatMap(({ before, after }) =>
    [before, after].flatMap((document) => Object.values(showDocument(document) ?? {})),
  )
  return [...new Set(values.flatMap((value) => nodeOf(value) ?? []))]
}

/** The difference in words: how many of what, and then each of the changes that are shown. */
export function summariseDifference(
  difference: { readonly changes: readonly Told[]; readonly counts: readonly DifferenceCount[] },
  span: { readonly from: string; readonly to: string },
  language: Language,
  referenceOf: ReferenceOf,
): string {
  const { changes, counts } = difference
  const told = counts.map(({ operation, isNode, count }) => {
    const words = (isNode ? NODES : RELATIONS)[count === 1 ? 'one' : 'many']
    return `${count} ${words[language]} ${operationName(operation, language)}`
  })
  const head = `${BETWEEN[language](span.from, span.to)}: ${told.join(', ') || NO_DIFFERENCE[language]}.`
  const left = counts.reduce((sum, { count }) => sum + count, 0) - changes.length
  return [
    head,
    ...changes.map((change) => summarise(change, language, referenceOf)),
    ...(left > 0 ? [MORE[language](left)] : []),
  ].join('\n')
}

function nameOf(
  { reference, subjectId }: Told,
  shown: ShownDocument | null,
  referenceOf: ReferenceOf,
): string {
  if (reference !== null) return reference
  const [source, target] = ['source', 'target'].map((end) => {
    const id = nodeOf(shown?.[end])
    return (id && referenceOf(id)) ?? '?'
  })
  return shown === null ? subjectId : `${source} ${String(shown['kind'])} ${target}`
}

function valueInWords(value: unknown, language: Language, referenceOf: ReferenceOf): string {
  if (value === undefined || value === null) return NOTHING[language]
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string')
      ? value.join(', ') || NOTHING[language]
      : String(value.length)
  if (typeof value !== 'string') return JSON.stringify(value)
  const id = nodeOf(value)
  const text = (id && referenceOf(id)) ?? value
  return text.length > LONGEST ? `“${text.slice(0, LONGEST)}…”` : text.includes(' ') ? `“${text}”` : text
}

function nodeOf(value: unknown): string | undefined {
  return typeof value === 'string' ? decodeGlobalId(value)?.key : undefined
}
