import type { Action } from '../access/policies.js'
import { CitationRow } from '../graph/citation.table.js'
import { RelationRow } from '../graph/relation.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import { writeChanges } from '../exchange/write-changes.js'
import type {
  CorrectRelationInput,
  CreateRelationsInput,
  EndRelationInput,
  RetractRelationInput,
} from './change.input.js'
import { endColumns } from './end-node.service.js'
import { addCitations } from './node-rows.js'
import { deleteDrafts, deleteRelations, insertDrafts } from './node-standing.store.js'
import { addRelations } from './relation-rows.js'
import { isReversed, periodColumns, resolveCitations } from './resolve-nodes.js'
import type { RelationSubject } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import type { Write } from './write.js'

/** @returns the ids of the relations, in order */
export async function createRelations(
  write: Write,
  { relations, draft }: CreateRelationsInput,
): Promise<readonly string[]> {
  const rows = new RowSet(write.tables)
  const added = await addRelations(write, rows, relations, ['relations'], draft ?? false)
  write.refusals.throwIfAny()
  if (draft)
    await insertDrafts(
      write.manager,
      added.map(({ id, source }) => ({ id, owner: source.draftOwner ?? write.caller.entity?.id ?? null })),
    )
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
  return added.map(({ id }) => id)
}

export async function correctRelation(write: Write, input: CorrectRelationInput): Promise<string> {
  const { validity, citations, inferred } = input
  const { id } = await claimed(write, input, 'CORRECT')
  if (validity && isReversed(validity))
    write.refusals.add('BAD_USER_INPUT', ['validity'], told.reversedPeriod)
  const [places = []] = await resolveCitations(write, [{ citations, path: ['citations'] }])
  write.refusals.throwIfAny()
  const rows = await SubjectRows.ofRelation(write, id)
  rows.patch(RelationRow, id, {
    ...(validity !== undefined && periodColumns(validity)),
    ...(inferred != null && { inferred }),
  })
  if (citations !== undefined) {
    rows.drop(CitationRow, () => true)
    addCitations(rows.wanted, id, { relationId: id }, [id], places)
  }
  await rows.save()
  return id
}

/** A relation holds no longer from the day after. */
export async function endRelation(write: Write, input: EndRelationInput): Promise<string> {
  const { id, validFrom } = await claimed(write, input, 'END')
  const rows = await SubjectRows.ofRelation(write, id)
  rows.patch(RelationRow, id, endColumns(validFrom, input.through))
  await rows.save()
  return id
}

export async function retractRelation(write: Write, input: RetractRelationInput): Promise<string> {
  const { id } = await claimed(write, input, 'END')
  await deleteRelations(write.manager, [id])
  await deleteDrafts(write.manager, [id])
  return id
}

async function claimed(
  write: Write,
  input: { readonly relation: string; readonly expectedVersion: string },
  action: Action,
): Promise<RelationSubject> {
  const relation = await write.demandRelation(input.relation, ['relation'])
  write.allow(action, [{ ...relation.source, draft: relation.draft }], ['relation'])
  await write.claim([relation.id], input.expectedVersion)
  return relation
}
