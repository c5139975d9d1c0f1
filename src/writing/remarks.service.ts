import { derivedIdentity } from '../kernel/identity.js'
import { RemarkReadingRow, RemarkRow } from '../graph/remark.table.js'
import { rowChanges } from '../exchange/row-changes.js'
import { RowSet } from '../exchange/row-set.js'
import { writeChanges } from '../exchange/write-changes.js'
import type { AddRemarkInput, SettleRemarkInput } from './change.input.js'
import { addCitations } from './node-rows.js'
import { insertRemarkDraft } from './node-standing.store.js'
import { lastPosition, putSettlement, readingRanks } from './remark.store.js'
import { resolveCitations, textColumns } from './resolve-nodes.js'
import { lockSubjects, remarkById, type SubjectRecord } from './subject.reads.js'
import * as told from './told.js'
import { refused } from './user-error.js'
import type { Write } from './write.js'

export interface RemarkedNode {
  readonly node: Pick<SubjectRecord, 'kind' | 'id'>
  readonly remark: string
}

export async function addRemark(write: Write, input: AddRemarkInput): Promise<RemarkedNode> {
  const { kind, text, readings, citations, draft } = input
  const node = await write.demand({ text: input.node, path: ['node'] })
  write.allow('REMARK', [node], ['node'])
  if (kind === 'CONTRADICTION' && (readings?.length ?? 0) < 2)
    write.refusals.add('BAD_USER_INPUT', ['readings'], told.tooFewReadings)
  const id = derivedIdentity('remark', node.id, text.nl)
  // Whoever adds another one to the same node waits, so that each finds its place in the list.
  await lockSubjects(write.manager, [node.id])
  if (await remarkById(write.manager, id))
    write.refusals.add('CONSTRAINT_VIOLATED', ['text', 'nl'], told.sameRemark)

  const rows = new RowSet(write.tables)
  const position = (await lastPosition(write.manager, node.id)) + 1
  rows.add(RemarkRow, node.id, { id, nodeId: node.id, position, kind, ...textColumns('text', text) })
  const [own = [], ...ofReadings] = await resolveCitations(write, [
    { citations, path: ['citations'] },
    ...(readings ?? []).map((reading, at) => ({
      citations: reading.citations,
      path: ['readings', at, 'citations'],
    })),
  ])
  addCitations(rows, node.id, { remarkId: id }, [id], own)
  for (const [at, { text: read }] of (readings ?? []).entries()) {
    const rank = at + 1
    rows.add(RemarkReadingRow, node.id, { remarkId: id, rank, ...textColumns('text', read) })
    addCitations(rows, node.id, { remarkId: id, readingRank: rank }, [id, read.nl], ofReadings[at] ?? [])
  }
  write.refusals.throwIfAny()
  if (draft) await insertRemarkDraft(write.manager, id, node.id, write.caller.entity?.id ?? null)
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
  return { node, remark: id }
}

/** This reading is right, because …; the others stay where they are. */
export async function settleRemark(write: Write, input: SettleRemarkInput): Promise<RemarkedNode> {
  const { reading, because } = input
  const { id, node } = await write.demandRemark(input.remark, ['remark'])
  write.allow('SETTLE', [node], ['remark'])
  await write.claim([node.id], input.expectedVersion)
  const ranks = await readingRanks(write.manager, id)
  if (reading == null && ranks.length > 0)
    throw refused('BAD_USER_INPUT', ['reading'], told.needed('reading'))
  if (reading != null && !ranks.includes(reading))
    throw refused('NOT_FOUND', ['reading'], told.noReading(reading))
  await putSettlement(write.manager, id, reading ?? null, because)
  return { node, remark: id }
}
