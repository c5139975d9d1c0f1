import { QueryFailedError } from 'typeorm'
import { formatReference } from '../kernel/reference.js'
import { NodeRow } from '../graph/node.table.js'
import { changesOf, type TableChanges } from './row-changes.js'
import type { RowSet } from './row-set.js'
import { type Place, Problems, quote, type SeedError } from './seed-problem.js'
import type { Row } from './seed-row.js'
import type { Needed } from './standing.js'
import type { Taken } from './taken.reads.js'

interface Refusal {
  /** SQLSTATE; class 23 is a constraint. */
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
  readonly detail?: string
  readonly message: string
}

/** What the checks cannot foresee, for it depends on what others have written. */
const LAWS: Readonly<Record<string, string>> = {
  relation_overlap_excl: 'each relation once at a time, also beside those of others',
  relation_pk: 'each relation once at a time, also beside those of others',
  appropriation_ceiling_check: 'allocations within their appropriation',
  need_merged_check: 'a need to be merged into where it was merged, and nowhere else',
  need_merged_itself_check: 'a need that is not merged into itself',
  need_merges_end: 'needs that are not merged into one another in a circle',
  need_deferred_check: 'a day and a reason of deferral where a need was deferred, and nowhere else',
  need_reason_check: 'a day and a reason where a need was merged or refused',
  need_settled_on_check: 'a day where there is a reason',
  need_outcome_is_one: 'no answer that still holds to a need that was merged or refused',
  entity_ovo_code_key: 'an OVO code that no other entity bears',
  node_code_key: 'a code that no other node of its kind bears',
  node_code_alias_key: 'a code that no other node of its kind bears or bore',
  pillar_number_key: 'a number that no other pillar of its portfolio bears',
  project_number_key: 'a number that no other project of its portfolio bears',
  workstream_number_key: 'a number that no other workstream of its project bears',
  budget_article_key: 'a base allocation that no other budget article bears',
  citation_part_fk: 'every place that is cited elsewhere to be declared still',
}
const STILL_NEEDED = 'nothing else in the database to refer to what is no longer in the files'

/** What other files, or nodes and relations beside the files, have or need; told before anything is written. */
export function refuseTakenAndNeeded(
  taken: readonly Taken[],
  needed: readonly Needed[],
  { stored, places, folders }: Told,
  problems: Problems,
): void {
  const refuse = (place: Place | undefined, law: string, found: string) =>
    problems.expected(place ?? { file: [...folders.values()].join(', ') }, LAWS[law] ?? law, found)
  for (const { law, id, shown } of taken) refuse(places.get(id), law, shown)
  for (const { law, id, values } of needed) {
    const place = places.get(id)
    const gone = place ? undefined : stored.rows(NodeRow).get(id)?.row
    const folder = { file: folders.get(String(gone?.['origin'])) ?? [...folders.values()].join(', ') }
    if (gone) problems.expected(folder, STILL_NEEDED, `${nameOf(gone)} gone and still needed`, law)
    else refuse(place, law, quote(values.slice(1).join(' ')))
  }
}

export interface Told {
  readonly stored: RowSet
  /** Of nodes, relations and remarks, by id. */
  readonly places: ReadonlyMap<string, Place>
  /** Of the data sets, by origin. */
  readonly folders: ReadonlyMap<string, string>
}

/**
 * A refusal by one of the database's own laws, told at the node, relation or remark that it is about where its
 * words tell which, else at the folder. Undefined for anything else that was thrown.
 *
 * @param places of nodes, relations and remarks, by id.
 * @param folders of the data sets, by origin.
 */
export function explainRefusal(
  thrown: unknown,
  places: ReadonlyMap<string, Place>,
  changes: readonly TableChanges[],
  folders: ReadonlyMap<string, string>,
): SeedError | undefined {
  const refusal = thrown instanceof QueryFailedError ? (thrown.driverError as Refusal) : undefined
  if (!refusal?.code?.startsWith('23')) return undefined
  const { constraint = 'a law', detail = refusal.message } = refusal
  const ids = [...ownersOfKey(refusal, changes), ...(detail.match(UUID) ?? [])]
  const removed = changesOf(changes, NodeRow).deleted
  const gone = removed.find(({ owner }) => ids.includes(owner))?.row
  const folder = folders.get(String(gone?.['origin'])) ?? [...folders.values()].join(', ')
  const place = ids.map((id) => places.get(id)).find((found) => found !== undefined) ?? { file: folder }
  const problems = new Problems()
  if (gone) problems.expected(place, STILL_NEEDED, `${nameOf(gone)} gone and still needed`, constraint)
  else
    problems.expected(
      place,
      LAWS[constraint] ?? `what the law ${constraint} of the database asks`,
      quote(detail),
    )
  return problems.error
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const KEY = /^Key \((?<columns>[^)]*)\)=\((?<values>.*)\) already exists/

/** Whose row the database could not write because another one has its key. */
function ownersOfKey({ table, detail = '' }: Refusal, changes: readonly TableChanges[]): string[] {
  const { columns, values } = KEY.exec(detail)?.groups ?? {}
  const change = changes.find((one) => one.table.name === table)
  if (columns === undefined || !change) return []
  const names = columns.split(', ')
  const properties = change.table.columns.filter(({ name }) => names.includes(name))
  properties.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
  const written = [...change.inserted, ...change.updated.map(({ after, owner }) => ({ row: after, owner }))]
  const keyOf = (row: Row) => properties.map(({ property }) => String(row[property])).join(', ')
  return written.filter(({ row }) => keyOf(row) === values).map(({ owner }) => owner)
}

function nameOf({ kind, code }: Row): string {
  return formatReference({ kind, code } as Parameters<typeof formatReference>[0])
}
