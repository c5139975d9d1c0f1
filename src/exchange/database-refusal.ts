import { QueryFailedError } from 'typeorm'
import { formatReference } from '../kernel/reference.js'
import { NodeRow } from '../graph/node.table.js'
import { changesOf, type TableChanges } from './row-changes.js'
import { Problems, quote, type Place } from './seed-problem.js'
import type { WantedRows } from './wanted-rows.js'

interface Refusal {
  /** SQLSTATE; class 23 is a constraint. */
  readonly code?: string
  readonly constraint?: string
  readonly detail?: string
  readonly message: string
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What the checks cannot foresee, for it depends on what others have written. */
const LAWS: Readonly<Record<string, string>> = {
  relation_overlap_excl: 'each relation once at a time, also beside those of others',
  relation_pk: 'each relation once at a time, also beside those of others',
  appropriation_ceiling_check: 'allocations within their appropriation',
  entity_ovo_code_key: 'an OVO code that no other entity bears',
  budget_article_key: 'a base allocation that no other budget article bears',
  citation_part_fk: 'every place that is cited elsewhere to be declared still',
}
const STILL_NEEDED = 'nothing else in the database to refer to what is no longer in the files'

/**
 * A refusal by one of the database's own laws, told at the node, relation or remark that it is about where its
 * words tell which. Anything else that is thrown is given back as it is.
 */
export function explainRefusal(
  thrown: unknown,
  { places }: WantedRows,
  changes: readonly TableChanges[],
  folders: readonly Place[],
): unknown {
  const refusal = thrown instanceof QueryFailedError ? (thrown.driverError as Refusal) : undefined
  if (!refusal?.code?.startsWith('23')) return thrown
  const { constraint = 'a law', detail = refusal.message } = refusal
  const removed = new Map(changesOf(changes, NodeRow).deleted.map(({ row, owner }) => [owner, row]))
  const ids = detail.match(UUID) ?? []
  const place = ids.map((id) => places.get(id)).find((found) => found !== undefined) ??
    folders[0] ?? { file: 'seeds' }
  const gone = ids.map((id) => removed.get(id)).find((row) => row !== undefined)
  const expected =
    LAWS[constraint] ??
    (/still referenced/.test(detail) ? STILL_NEEDED : `what the database's law ${constraint} asks`)
  const found = gone ? `${formatReference(gone as never)} gone and still needed` : quote(detail)
  const problems = new Problems()
  problems.expected(place, expected, found, gone ? constraint : undefined)
  return problemOf(problems) ?? thrown
}

function problemOf(problems: Problems): unknown {
  try {
    problems.throwIfAny()
    return undefined
  } catch (error) {
    return error
  }
}
