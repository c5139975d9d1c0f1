import { formatReference, isCode } from '../kernel/reference.js'
import { CitationRow } from '../graph/citation.table.js'
import { NodeAliasRow } from '../graph/node-alias.table.js'
import { NodeNameRow } from '../graph/node-name.table.js'
import { NodeRow } from '../graph/node.table.js'
import { SEED_KINDS } from '../exchange/seed-kinds.js'
import type { RowsField } from '../exchange/kind-fields.js'
import { checkCorrectedAllocation } from './allocations.js'
import type { CorrectNodeInput, NodeCorrection } from './node.input.js'
import { addCitations, addLists, addNames } from './node-rows.js'
import { replaceSteward } from './node-standing.store.js'
import { periodColumns, resolveNodes, type ResolvedNode, textColumns } from './resolve-nodes.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import type { Write } from './write.js'

const CODE = ['change', 'code']

/** Corrects what is said of a node: what is left out stays, null empties. @returns the node */
export async function correctNode(write: Write, input: CorrectNodeInput): Promise<SubjectRecord> {
  const subject = await write.demand({ text: input.node, path: ['node'] })
  write.allow('CORRECT', [subject], ['node'])
  await write.claim([subject.id], input.expectedVersion)
  const [parts] = await resolveNodes(write, [
    { ...input.change, kind: subject.kind, path: ['change'], isNew: false },
  ])
  const rows = await SubjectRows.ofNodes(write, subject.kind, [subject.id])
  if (input.change.details?.need) write.allow('SETTLE_NEED', [subject], ['change', 'details', 'need'])
  if (!parts) throw new Error('a saying without its parts')
  await patchCode(write, rows, subject, input.change.code)
  patchNode(rows, subject, input.change, parts)
  await checkCorrectedAllocation(write, subject, rows, parts)
  write.refusals.throwIfAny()
  if (parts.steward !== undefined) {
    // An entity hands over nothing: it is the programme office that says who looks after what.
    write.allow('CORRECT', [{ ...subject, steward: null }], ['change', 'steward'])
    await replaceSteward(write.manager, subject.id, parts.steward?.id ?? null)
  }
  await rows.save()
  return subject
}

/** The code before stays an alias, which still finds the node. */
async function patchCode(
  write: Write,
  rows: SubjectRows,
  { id, kind, code: before }: SubjectRecord,
  code: string | null | undefined,
): Promise<void> {
  if (code === undefined || code === before) return
  if (code === null) {
    write.refusals.add('BAD_USER_INPUT', CODE, told.notEmpty('code'))
    return
  }
  if (!isCode(code)) {
    write.refusals.add('BAD_USER_INPUT', CODE, told.badCode(code))
    return
  }
  const own = [...rows.wanted.rows(NodeAliasRow).values()].some(({ row }) => row['code'] === code)
  const taken = await write.taken([{ kind, code }])
  if (!own && taken.size > 0) {
    write.refusals.add('CONSTRAINT_VIOLATED', CODE, told.takenCode(formatReference({ kind, code })))
    return
  }
  rows.patch(NodeRow, id, { code })
  rows.drop(NodeAliasRow, ({ row }) => row['code'] === code)
  rows.wanted.add(NodeAliasRow, id, { kind, code: before, nodeId: id })
}

function patchNode(
  rows: SubjectRows,
  { id, kind }: SubjectRecord,
  { name, description, validity, inferred, names }: NodeCorrection,
  { columns, lists, citations }: ResolvedNode,
): void {
  rows.patch(NodeRow, id, {
    ...(name && textColumns('name', name)),
    ...(description !== undefined && textColumns('description', description)),
    ...(validity !== undefined && periodColumns(validity)),
    ...(inferred != null && { inferred }),
  })
  if (names !== undefined) {
    rows.drop(NodeNameRow, () => true)
    addNames(rows.wanted, id, names ?? [])
  }
  rows.patch(SEED_KINDS[kind].row, id, columns)
  for (const key of lists.keys()) rows.drop((SEED_KINDS[kind].fields[key] as RowsField).table, () => true)
  addLists(rows.wanted, id, kind, lists)
  if (citations === undefined) return
  rows.drop(CitationRow, ({ row }) => row['nodeId'] === id && row['columnName'] === null)
  addCitations(rows.wanted, id, { nodeId: id }, [id], citations)
}
