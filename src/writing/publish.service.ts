import { decodeGlobalId } from '../kernel/global-id.js'
import type { NodeKind } from '../kernel/node-kind.js'
import { AllocationRow } from '../funding/allocation.table.js'
import type { PublishInput } from './change.input.js'
import { deleteDrafts } from './node-standing.store.js'
import type { SubjectRecord } from './subject.reads.js'
import { SubjectRows } from './subject-rows.js'
import * as told from './told.js'
import type { Write } from './write.js'

export interface Published {
  readonly nodes: readonly { readonly kind: NodeKind; readonly id: string }[]
  readonly relations: readonly string[]
  readonly remarks: readonly string[]
}

interface Draft {
  readonly id: string
  readonly is: 'nodes' | 'relations' | 'remarks'
  readonly isDraft: boolean
  /** The node that says whether the caller may, and in whose document it stands unless it is a relation. */
  readonly node: SubjectRecord
}

/** Shows drafts to everybody, all or none; the database sees that nothing published then hangs on a draft. */
export async function publish(write: Write, { subjects, expectedVersion }: PublishInput): Promise<Published> {
  const drafts: Draft[] = []
  for (const [at, text] of subjects.entries()) {
    const draft = await findDraft(write, text, at)
    write.allow('PUBLISH', [{ ...draft.node, draft: draft.isDraft }], ['subjects', at])
    if (!draft.isDraft)
      write.refusals.add('INVALID_TRANSITION', ['subjects', at], told.nothingToPublish(text))
    else if (drafts.some(({ id }) => id === draft.id))
      write.refusals.add('BAD_USER_INPUT', ['subjects', at], told.repeated(text))
    drafts.push(draft)
  }
  write.refusals.throwIfAny()
  await write.claim(
    drafts.map(({ is, id, node }) => (is === 'remarks' ? node.id : id)),
    expectedVersion,
  )
  await deleteDrafts(
    write.manager,
    drafts.map(({ id }) => id),
  )
  await propose(write, drafts)
  const ids = (is: Draft['is']) => drafts.filter((draft) => draft.is === is).map(({ id }) => id)
  return {
    nodes: drafts.filter(({ is }) => is === 'nodes').map(({ node: { kind, id } }) => ({ kind, id })),
    relations: ids('relations'),
    remarks: ids('remarks'),
  }
}

async function findDraft(write: Write, text: string, at: number): Promise<Draft> {
  const path = ['subjects', at]
  const type = decodeGlobalId(text)?.typeName
  if (type === 'Relation') {
    const { id, draft, source } = await write.demandRelation(text, path)
    return { id, is: 'relations', isDraft: draft, node: source }
  }
  if (type === 'Remark') {
    const { id, draft, node } = await write.demandRemark(text, path)
    return { id, is: 'remarks', isDraft: draft, node }
  }
  const node = await write.demand({ text, path })
  return { id: node.id, is: 'nodes', isDraft: node.draft, node }
}

/** What was an amount on paper now counts against its appropriation, which may refuse it. */
async function propose(write: Write, drafts: readonly Draft[]): Promise<void> {
  const ids = drafts
    .filter(({ is, node }) => is === 'nodes' && node.kind === 'ALLOCATION')
    .map(({ id }) => id)
  if (ids.length === 0) return
  const rows = await SubjectRows.ofNodes(write, 'ALLOCATION', ids)
  for (const id of ids)
    if (rows.row(AllocationRow, id)['status'] === 'DRAFT')
      rows.patch(AllocationRow, id, { status: 'PROPOSED' })
  await rows.save()
}
