import { derivedIdentity } from '../kernel/identity.js'
import { RelationRow } from '../graph/relation.table.js'
import type { RowSet } from '../exchange/row-set.js'
import { addCitations } from './node-rows.js'
import type { NewRelationInput } from './parts.input.js'
import { isReversed, periodColumns, resolveCitations } from './resolve-nodes.js'
import type { SubjectRecord } from './subject.reads.js'
import * as told from './told.js'
import type { InputPath } from './user-error.js'
import type { Write } from './write.js'

export interface AddedRelation {
  readonly id: string
  readonly source: SubjectRecord
}

/** Adds the rows of new relations. @returns them, in order */
export async function addRelations(
  write: Write,
  rows: RowSet,
  relations: readonly NewRelationInput[],
  at: InputPath,
  isDraft: boolean,
  /** True where the caller may do what these relations are part of. */
  isAllowed = false,
): Promise<AddedRelation[]> {
  if (relations.length === 0) return []
  const ends = await write.find(
    relations.flatMap(({ source, target }, i) => [
      { text: source, path: [...at, i, 'source'] },
      { text: target, path: [...at, i, 'target'] },
    ]),
  )
  const places = await resolveCitations(
    write,
    relations.map(({ citations }, i) => ({ citations, path: [...at, i, 'citations'] })),
  )
  const added: AddedRelation[] = []
  for (const [i, { kind, validity, inferred }] of relations.entries()) {
    const path = [...at, i]
    const [source, target] = [ends[2 * i], ends[2 * i + 1]]
    if (validity && isReversed(validity))
      write.refusals.add('BAD_USER_INPUT', [...path, 'validity'], told.reversedPeriod)
    if (!source || !target) continue
    if (!isAllowed) write.allow('RELATE', [{ ...source, draft: isDraft }], path)
    if (!isDraft && !isAllowed) write.allow('PUBLISH', [{ ...source, draft: isDraft }], path)
    if (!isDraft && (source.draft || target.draft))
      write.refusals.add('CONSTRAINT_VIOLATED', path, told.draftEnd)
    const id = derivedIdentity('relation', kind, source.id, target.id, validity?.from?.date ?? '')
    if (added.some((one) => one.id === id)) write.refusals.add('BAD_USER_INPUT', path, told.repeated(kind))
    added.push({ id, source })
    rows.add(RelationRow, id, {
      id,
      kind,
      sourceId: source.id,
      sourceKind: source.kind,
      targetId: target.id,
      targetKind: target.kind,
      inferred: inferred ?? false,
      origin: null,
      ...periodColumns(validity),
    })
    addCitations(rows, id, { relationId: id }, [id], places[i] ?? [])
  }
  return added
}
