import { RELATION_KIND_NAMES, RELATION_KINDS, type RelationKind } from '../graph/relation-kind.js'
import type { Place } from './seed-problem.js'
import { type Fields, listOf, optional, type Parts, type Reader, readParts, required } from './seed-reader.js'
import { citations, reference, type SeedCitation, type SeedReference } from './seed-reference.js'
import { flag, kebabCase, period, type SeedPeriod } from './seed-scalars.js'

/** A relation as it is written with one of its ends; `backwards` where that end is the target. */
export interface SeedRelation {
  readonly kind: RelationKind
  readonly word: string
  readonly backwards: boolean
  readonly other: SeedReference
  readonly cites: readonly SeedCitation[]
  readonly inferred: boolean
  readonly valid: SeedPeriod | undefined
  readonly place: Place
}

interface RelationWord {
  readonly kind: RelationKind
  readonly backwards: boolean
}

/** `cites` is the list of citations: the relation of that name is written `refers-to`. */
const WORDS: ReadonlyMap<string, RelationWord> = new Map(
  RELATION_KIND_NAMES.flatMap((kind): [string, RelationWord][] => [
    [kind === 'CITES' ? 'refers-to' : kebabCase(kind), { kind, backwards: false }],
    [kebabCase(RELATION_KINDS[kind].inverse), { kind, backwards: true }],
  ]),
)

/** How a kind is written in seed files, read from the source. */
export function relationWord(kind: RelationKind): string {
  return kind === 'CITES' ? 'refers-to' : kebabCase(kind)
}

const ABOUT = { cites: required(citations), inferred: optional(flag), valid: optional(period) }
const FIELDS: Fields & typeof ABOUT = {
  ...Object.fromEntries([...WORDS.keys()].map((word) => [word, optional(reference)])),
  ...ABOUT,
}

const relation: Reader<SeedRelation> = (value, problems) => {
  const read = readParts(FIELDS, 'a relation', value, problems)
  if (!read) return undefined
  const { parts, places, whole } = read
  const [word, second] = Object.keys(places).filter((key) => WORDS.has(key))
  const kind = WORDS.get(word ?? '')
  if (word === undefined || !kind)
    return problems.expected(value.place, 'the kind of a relation, such as part-of', 'none')
  if (second !== undefined)
    return problems.expected(value.place, 'one kind in each relation', `${word} and ${second}`)
  const { cites, inferred = false, valid } = parts as Parts<typeof ABOUT>
  const other = parts[word] as SeedReference | undefined
  if (!whole || !other || !cites) return undefined
  return { ...kind, word, other, cites, inferred, valid, place: value.place }
}

export const relations = listOf('relations', relation)
