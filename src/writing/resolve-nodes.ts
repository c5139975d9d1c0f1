import { dayAfter, type FuzzyDate } from '../kernel/fuzzy-date.js'
import { kindTypeName, type NodeKind } from '../kernel/node-kind.js'
import type { CitedPlace } from '../exchange/citation-row.js'
import type { KindField } from '../exchange/kind-fields.js'
import { SEED_KINDS } from '../exchange/seed-kinds.js'
import type { Cell } from '../exchange/seed-row.js'
import type { CitationInput, PeriodInput, TextInput } from './parts.input.js'
import { knownPlaces, type SubjectRecord } from './subject.reads.js'
import * as told from './told.js'
import type { InputPath } from './user-error.js'
import type { Ask, Write } from './write.js'

/** What an input says of a node, of whatever kind; undefined is not said, null is emptied. */
export interface NodeSaying {
  readonly kind: NodeKind
  readonly details?: object | null
  readonly citations?: readonly CitationInput[] | null
  readonly steward?: string | null
  readonly validity?: PeriodInput | null
  readonly path: InputPath
  /** From there to the details, where they do not stand under the name of their kind. */
  readonly detailsPath?: InputPath
  readonly isNew: boolean
}

/** The same once every reference has found its node. */
export interface ResolvedNode {
  /** Columns of the table of its kind. */
  readonly columns: Readonly<Record<string, Cell>>
  /** Lists in tables of their own, by the field that holds them. */
  readonly lists: ReadonlyMap<string, readonly unknown[]>
  readonly citations: readonly CitedPlace[] | undefined
  readonly steward: SubjectRecord | null | undefined
}

/** The name of the details of a kind, and of their fields, in the API. */
export function detailsName(kind: NodeKind): string {
  const name = kindTypeName(kind)
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

function fieldName(key: string, field: KindField): string {
  return field.shape === 'cell' ? (field.property ?? key) : key
}

/** Finds everything that the inputs name, in as few statements as that takes; what is wrong becomes a refusal. */
export async function resolveNodes(write: Write, sayings: readonly NodeSaying[]): Promise<ResolvedNode[]> {
  const readings = sayings.map((saying) => readSaying(write, saying))
  const asks = readings.flatMap(({ ties, steward, citations }) => [
    ...ties.map(({ ask }) => ask),
    ...(steward ? [steward] : []),
    ...(citations ?? []).map(({ ask }) => ask),
  ])
  const found = await write.find(asks)
  const subjects = new Map(asks.map((ask, at) => [ask, found[at]]))
  const resolved = readings.map(({ columns, lists, ties, steward, citations }) => ({
    columns: {
      ...columns,
      ...Object.fromEntries(ties.map(({ column, ask }) => [column, subjects.get(ask)?.id ?? null])),
    },
    lists,
    steward: steward && subjects.get(steward),
    citations: citations?.flatMap(({ ask, locator }) => placeIn(subjects.get(ask), locator, ask.path)),
  }))
  await checkPlaces(
    write,
    resolved.flatMap(({ citations }) => citations ?? []),
  )
  return resolved
}

/** What relations, or a remark and its readings, cite: a list of places for each of them, in their order. */
export async function resolveCitations(
  write: Write,
  cited: readonly {
    readonly citations: readonly CitationInput[] | null | undefined
    readonly path: InputPath
  }[],
): Promise<CitedPlace[][]> {
  const asked = cited.map(({ citations, path }) => citationAsks(citations ?? [], path))
  const asks = asked.flat().map(({ ask }) => ask)
  const found = await write.find(asks)
  const documents = new Map(asks.map((ask, at) => [ask, found[at]]))
  const places = asked.map((list) =>
    list.flatMap(({ ask, locator }) => placeIn(documents.get(ask), locator, ask.path)),
  )
  await checkPlaces(write, places.flat())
  return places
}

interface FoundPlace extends CitedPlace {
  readonly document: SubjectRecord
  readonly path: InputPath
}

function placeIn(document: SubjectRecord | undefined, locator: string, path: InputPath): FoundPlace[] {
  return document ? [{ documentId: document.id, locator, document, path }] : []
}

async function checkPlaces(write: Write, places: readonly FoundPlace[]): Promise<void> {
  const known = await knownPlaces(write.manager, places)
  const seen = new Set<string>()
  for (const { documentId, locator, document, path } of places) {
    const at = [...path.slice(0, -1), 'locator']
    const isDeclared = known.has(`${documentId} ${locator}`) || write.declares(documentId, locator)
    if (!isDeclared) write.refusals.add('NOT_FOUND', at, told.noSuchPlace(document.code, locator))
    const key = `${path.slice(0, -2).join('.')} ${documentId} ${locator}`
    if (seen.has(key)) write.refusals.add('BAD_USER_INPUT', at, told.repeated(locator))
    seen.add(key)
  }
}

interface Reading {
  readonly columns: Readonly<Record<string, Cell>>
  readonly lists: ReadonlyMap<string, readonly unknown[]>
  readonly ties: readonly { readonly column: string; readonly ask: Ask }[]
  /** Null where it is emptied. */
  readonly steward: Ask | null | undefined
  readonly citations: readonly CitationAsk[] | undefined
}

function readSaying(write: Write, saying: NodeSaying): Reading {
  const { kind, path, isNew, citations, steward, validity } = saying
  if (validity && isReversed(validity))
    write.refusals.add('BAD_USER_INPUT', [...path, 'validity'], told.reversedPeriod)
  const name = detailsName(kind)
  const details = detailsOf(write, saying, name)
  const columns: Record<string, Cell> = {}
  const lists = new Map<string, readonly unknown[]>()
  const ties: { column: string; ask: Ask }[] = []
  for (const [key, field] of Object.entries(SEED_KINDS[kind].fields)) {
    const called = fieldName(key, field)
    const at = [...path, ...(saying.detailsPath ?? ['details', name]), called]
    const value = details[called]
    if (value == null && field.required && !isDerived(kind, key)) {
      if (isNew) write.refusals.add('BAD_USER_INPUT', at, told.needed(called))
      else if (value === null) write.refusals.add('BAD_USER_INPUT', at, told.notEmpty(called))
    }
    if (value === undefined && !isNew) continue
    if (field.shape === 'cell') columns[called] = (value as Cell | undefined) ?? field.otherwise ?? null
    if (field.shape === 'rows') lists.set(key, (value as readonly unknown[] | null | undefined) ?? [])
    if (field.shape === 'date')
      Object.assign(columns, dateColumns(key, value as FuzzyDate | null | undefined))
    if (field.shape === 'text')
      Object.assign(columns, textColumns(key, value as TextInput | null | undefined))
    if (field.shape === 'tie') columns[`${key}Id`] = null
    if (field.shape === 'tie' && typeof value === 'string')
      ties.push({ column: `${key}Id`, ask: { text: value, path: at, kinds: [field.to] } })
    if (called === 'amount' && typeof value === 'string' && value.startsWith('-'))
      write.refusals.add('BAD_USER_INPUT', at, told.negative)
  }
  return {
    columns,
    lists,
    ties,
    steward: steward == null ? steward : { text: steward, path: [...path, 'steward'], kinds: ['ENTITY'] },
    // To empty the list is to say that nothing is cited.
    citations: citations === undefined ? undefined : citationAsks(citations ?? [], [...path, 'citations']),
  }
}

/** What follows from the appropriation of an allocation. */
function isDerived(kind: NodeKind, key: string): boolean {
  return kind === 'ALLOCATION' && ['portfolio', 'fiscalYear', 'status'].includes(key)
}

function detailsOf(
  write: Write,
  { kind, details, path }: NodeSaying,
  name: string,
): Readonly<Record<string, unknown>> {
  const given = Object.entries(details ?? {}).filter(([, value]) => value != null)
  for (const [other] of given)
    if (other !== name || Object.keys(SEED_KINDS[kind].fields).length === 0)
      write.refusals.add('BAD_USER_INPUT', [...path, 'details', other], told.otherDetails(kind, other))
  return (given.find(([key]) => key === name)?.[1] ?? {}) as Readonly<Record<string, unknown>>
}

interface CitationAsk {
  readonly ask: Ask
  readonly locator: string
}

function citationAsks(citations: readonly CitationInput[], path: InputPath): CitationAsk[] {
  return citations.map(({ document, locator }, at) => ({
    ask: { text: document, path: [...path, at, 'document'], kinds: ['DOCUMENT'] },
    locator,
  }))
}

export function textColumns(name: string, text: TextInput | null | undefined): Record<string, Cell> {
  return { [`${name}Nl`]: text?.nl ?? null, [`${name}En`]: text?.en ?? null }
}

function dateColumns(key: string, date: FuzzyDate | null | undefined): Record<string, Cell> {
  return { [key]: date?.date ?? null, [`${key}Precision`]: date?.precision ?? null }
}

export function isReversed({ from, through }: PeriodInput): boolean {
  return from != null && through != null && from.date >= dayAfter(through)
}

/** Half-open, as it is stored: what lasts through 2029 ends before 2030-01-01. */
export function periodColumns(validity: PeriodInput | null | undefined): Record<string, Cell> {
  const { from, through } = validity ?? {}
  return {
    validFrom: from?.date ?? null,
    validFromPrecision: from?.precision ?? null,
    validTo: through ? dayAfter(through) : null,
    validToPrecision: through?.precision ?? null,
  }
}
