import { dayAfter, type FuzzyDate } from '../kernel/fuzzy-date.js'
import { NodeRow } from '../graph/node.table.js'
import type { Cell } from '../exchange/seed-row.js'
import type { EndNodeInput, RetractNodeInput } from './change.input.js'
import { deleteDrafts, deleteNode, deleteRelations, draftRelationsOf } from './node-standing.store.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

/** A node holds no longer from the day after. @returns the node */
export async function endNode(write: Write, input: EndNodeInput): Promise<SubjectRecord> {
  const subject = await write.demand({ text: input.node, path: ['node'] })
  write.allow('END', [subject], ['node'])
  await write.claim([subject.id], input.expectedVersion)
  const rows = await SubjectRows.ofNodes(write, subject.kind, [subject.id])
  rows.patch(NodeRow, subject.id, endColumns(rows.row(NodeRow, subject.id)['validFrom'], input.through))
  await rows.save()
  return subject
}

/**
 * Takes a node out of the graph, with its names, remarks and citations, and a draft with its relations in draft; whatever
 * else refers to it stands in the way, for the database says so.
 */
export async function retractNode(write: Write, input: RetractNodeInput): Promise<SubjectRecord> {
  const subject = await write.demand({ text: input.node, path: ['node'] })
  write.allow('END', [subject], ['node'])
  await write.claim([subject.id], input.expectedVersion)
  const relations = subject.draft ? await draftRelationsOf(write.manager, subject.id) : []
  await deleteRelations(write.manager, relations)
  await deleteNode(write.manager, subject.id)
  await deleteDrafts(write.manager, [subject.id, ...relations])
  return subject
}

/** @throws RefusedWrite where it would end before it starts. */
export function endColumns(validFrom: Cell | undefined, through: FuzzyDate): Record<string, Cell> {
  const validTo = dayAfter(through)
  if (typeof validFrom === 'string' && validTo <= validFrom)
    throw refused('BAD_USER_INPUT', ['through'], told.endsBeforeItStarts(validFrom))
  return { validTo, validToPrecision: through.precision }
}
