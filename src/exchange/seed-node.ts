import { nodeIdentity } from '../kernel/identity.js'
import { LANGUAGES } from '../kernel/language.js'
import { kindPrefix, type NodeKind } from '../kernel/node-kind.js'
import { NAME_USES } from '../graph/node-name.table.js'
import type { KindFields } from './kind-fields.js'
import { SEED_KINDS } from './seed-kinds.js'
import { type Place, type Problems, quote } from './seed-problem.js'
import {
  type Fields,
  listOf,
  mapping,
  optional,
  type Parts,
  type Reader,
  readParts,
  required,
} from './seed-reader.js'
import { citations, code, kindWithArticle } from './seed-reference.js'
import { relations } from './seed-relation.js'
import { remarks } from './seed-remark.js'
import { flag, fuzzyDate, halfOpen, oneOf, period, text, translated } from './seed-scalars.js'
import type { SeedValue } from './seed-value.js'

const NAME = mapping('a name (text, language, as, from, through, cites)', {
  text: required(text),
  language: required(oneOf(LANGUAGES)),
  as: required(oneOf(NAME_USES)),
  from: optional(fuzzyDate),
  through: optional(fuzzyDate),
  cites: optional(citations),
})

const name: Reader<NonNullable<ReturnType<typeof NAME>>> = (value, problems) => {
  const read = NAME(value, problems)
  if (!read || halfOpen(read.from, read.through)) return read
  return problems.expected(value.place, 'a name that ends after it starts', quote(read.text))
}

const TIE = mapping('what a tie says of itself (cites, inferred, valid)', {
  cites: optional(citations),
  inferred: optional(flag),
  valid: optional(period),
})

/** What a node of any kind may say. */
const COMMON = {
  code: required(code),
  formerly: optional(listOf('former codes', code, { apart: (former) => former })),
  name: required(translated('a name (nl, en)')),
  names: optional(listOf('names', name, { apart: (read) => `${read.text} (${read.language})` })),
  description: required(translated('a description (nl, en)')),
  valid: optional(period),
  cites: required(citations),
  inferred: optional(flag),
  remarks: optional(remarks),
  relations: optional(relations),
}

export interface SeedNode {
  readonly kind: NodeKind
  readonly code: string
  /** The data set. */
  readonly origin: string
  /** Of the code. */
  readonly place: Place
  /** UUID v5 of the first reference it ever had. */
  readonly id: string
  readonly formerly: readonly string[]
  readonly common: Parts<typeof COMMON>
  /** What only its kind has, by the keys of the file; the readers in SEED_KINDS know the types. */
  readonly values: Readonly<Record<string, unknown>>
  readonly places: Readonly<Record<string, Place | undefined>>
  readonly ties: Readonly<Record<string, ReturnType<typeof TIE>>>
}

/** Undefined where not even the code can be read; all else that is wrong leaves a gap in the node. */
export function readNode(
  kind: NodeKind,
  origin: string,
  value: SeedValue,
  problems: Problems,
): SeedNode | undefined {
  const { fields } = SEED_KINDS[kind]
  const ties = tieFields(fields)
  const known = {
    ...fields,
    ...(Object.keys(ties).length > 0 && { ties: optional(tiesReader(kind, ties)) }),
    ...COMMON,
  }
  const read = readParts(known as Fields & typeof COMMON, kindWithArticle(kind), value, problems)
  const common = read?.parts as Parts<typeof COMMON> | undefined
  if (!read || !common || common.code === undefined) return undefined
  const { formerly = [] } = common
  return {
    kind,
    code: common.code,
    origin,
    place: read.places.code ?? value.place,
    id: nodeIdentity({ kind, code: formerly[0] ?? common.code }),
    formerly,
    common,
    values: read.parts,
    places: read.places,
    ties: (read.parts['ties'] ?? {}) as SeedNode['ties'],
  }
}

export function nameOfKind(kind: NodeKind): string {
  return kindPrefix(kind).replaceAll('-', ' ')
}

function tieFields(fields: KindFields): Fields {
  const ties = Object.entries(fields).filter(([, field]) => field.shape === 'tie')
  return Object.fromEntries(ties.map(([key]) => [key, optional(TIE)]))
}

function tiesReader(kind: NodeKind, fields: Fields): Reader<unknown> {
  return (value, problems) =>
    readParts(fields, `the ties of ${kindWithArticle(kind)}`, value, problems)?.parts
}
