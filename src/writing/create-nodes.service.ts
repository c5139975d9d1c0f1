import { nodeIdentity } from '../kernel/identity.js'
import { formatReference, isCode } from '../kernel/reference.js'
import { RowSet } from '../exchange/row-set.js'
import { rowChanges } from '../exchange/row-changes.js'
import { writeChanges } from '../exchange/write-changes.js'
import { checkNewAllocations } from './allocations.js'
import { insertDrafts, insertStewards } from './node-standing.store.js'
import type { NewNodeInput } from './node.input.js'
import { addNode } from './node-rows.js'
import type { NewRelationInput } from './parts.input.js'
import { addRelations } from './relation-rows.js'
import { resolveNodes } from './resolve-nodes.js'
import type { SubjectRecord } from './subject.reads.js'
import * as told from './told.js'
import type { InputPath } from './user-error.js'
import type { Write } from './write.js'

export interface CreatedNodes {
  readonly nodes: readonly Pick<SubjectRecord, 'kind' | 'id'>[]
  readonly relations: readonly string[]
}

interface ToCreate {
  readonly nodes: readonly NewNodeInput[]
  readonly relations?: readonly NewRelationInput[] | null
  readonly draft?: boolean | null
}

/** Where the nodes stand in the input, and from a node to its details. */
export interface Places {
  readonly at: InputPath
  /** Left out where they stand as in `createNodes`. */
  readonly details?: InputPath
  /** True where the input is about one node, and says of it what there is to say. */
  readonly isOne?: boolean
}

/** Makes nodes and the relations between them, all or none. */
export async function createNodes(
  write: Write,
  { nodes, relations, draft }: ToCreate,
  { at, details, isOne = false }: Places = { at: ['nodes'] },
): Promise<CreatedNodes> {
  const placeOf = (i: number): InputPath => (isOne ? at : [...at, i])
  const isDraft = draft ?? false
  const entity = write.caller.entity?.id ?? null
  const subjects = nodes.map(({ kind, code }) => ({
    id: nodeIdentity({ kind, code }),
    kind,
    code,
    draft: isDraft,
    draftOwner: isDraft ? entity : null,
    steward: entity,
  }))
  write.allow('CREATE', subjects, at)
  if (!isDraft) write.allow('PUBLISH', subjects, at)
  for (const [i, { details: own }] of nodes.entries())
    if (own?.need && subjects[i])
      write.allow('SETTLE_NEED', [subjects[i]], [...placeOf(i), 'details', 'need'])
  await checkCodes(write, subjects, placeOf)
  for (const [i, subject] of subjects.entries())
    write.addCreated(
      subject,
      (nodes[i]?.details?.document?.parts ?? []).map(({ locator }) => locator),
    )

  const resolved = await resolveNodes(
    write,
    nodes.map((node, i) => ({
      ...node,
      path: placeOf(i),
      isNew: true,
      ...(details && { detailsPath: details }),
    })),
  )
  const settled = await checkNewAllocations(write, nodes, resolved, isDraft, {
    at,
    details: details ?? ['details', 'allocation'],
  })
  const rows = new RowSet(write.tables)
  for (const [i, node] of nodes.entries()) {
    const [subject, parts] = [subjects[i], settled[i]]
    if (subject && parts) addNode(rows, subject.id, node, parts)
  }
  const tied = await addRelations(write, rows, relations ?? [], ['relations'], isDraft)
  write.refusals.throwIfAny()

  const kept = subjects.map(({ id }, i) => ({ id, owner: entity ?? settled[i]?.steward?.id ?? null }))
  const owners = new Map(kept.map(({ id, owner }) => [id, owner]))
  if (isDraft)
    await insertDrafts(write.manager, [
      ...kept,
      ...tied.map(({ id, source }) => ({ id, owner: owners.get(source.id) ?? source.draftOwner ?? entity })),
    ])
  await insertStewards(
    write.manager,
    kept.flatMap(({ id, owner }) => (owner === null ? [] : [{ id, steward: owner }])),
  )
  await writeChanges(write.manager, rowChanges(write.tables, new RowSet(write.tables), rows))
  return { nodes: subjects.map(({ kind, id }) => ({ kind, id })), relations: tied.map(({ id }) => id) }
}

/** A code must be one, and free; whether it is free is said again by the database, for those who write at once. */
async function checkCodes(
  write: Write,
  subjects: readonly SubjectRecord[],
  placeOf: (i: number) => InputPath,
): Promise<void> {
  const names = subjects.map(formatReference)
  const taken = await write.taken(subjects)
  for (const [i, { code }] of subjects.entries()) {
    const path = [...placeOf(i), 'code']
    const name = names[i] ?? ''
    if (!isCode(code)) write.refusals.add('BAD_USER_INPUT', path, told.badCode(code))
    else if (names.indexOf(name) < i) write.refusals.add('BAD_USER_INPUT', path, told.repeated(name))
    else if (taken.has(name)) write.refusals.add('CONSTRAINT_VIOLATED', path, told.takenCode(name))
  }
  write.refusals.throwIfAny()
}
