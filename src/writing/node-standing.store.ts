import type { EntityManager } from 'typeorm'

/** What stands beside the rows of a node: whether it is a draft, and who looks after it. */

export interface DraftToMark {
  readonly id: string
  /** The entity that sees it beside the programme; null for none. */
  readonly owner: string | null
}

/** Before their rows are there. */
export async function insertDrafts(manager: EntityManager, drafts: readonly DraftToMark[]): Promise<void> {
  await manager.query(
    'insert into draft (subject_id, belongs_to, owner_id) select id, id, owner from unnest($1::uuid[], $2::uuid[]) as asked (id, owner)',
    [drafts.map(({ id }) => id), drafts.map(({ owner }) => owner)],
  )
}

export async function insertRemarkDraft(
  manager: EntityManager,
  remarkId: string,
  nodeId: string,
  owner: string | null,
): Promise<void> {
  await manager.query('insert into draft (subject_id, belongs_to, owner_id) values ($1, $2, $3)', [
    remarkId,
    nodeId,
    owner,
  ])
}

export async function deleteDrafts(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query('delete from draft where subject_id = any ($1::uuid[])', [ids])
}

export async function insertStewards(
  manager: EntityManager,
  stewards: readonly { readonly id: string; readonly steward: string }[],
): Promise<void> {
  if (stewards.length === 0) return
  await manager.query(
    'insert into steward (node_id, entity_id) select * from unnest($1::uuid[], $2::uuid[])',
    [stewards.map(({ id }) => id), stewards.map(({ steward }) => steward)],
  )
}

/** Whoever looks after a draft sees it. */
export async function replaceSteward(
  manager: EntityManager,
  id: string,
  steward: string | null,
): Promise<void> {
  await manager.query('update draft set owner_id = $2 where subject_id = $1', [id, steward])
  await manager.query('delete from steward where node_id = $1 and entity_id is distinct from $2', [
    id,
    steward,
  ])
  if (steward === null) return
  await manager.query('insert into steward (node_id, entity_id) values ($1, $2) on conflict do nothing', [
    id,
    steward,
  ])
}

/** Relations in draft that start or end at a node. */
export async function draftRelationsOf(manager: EntityManager, nodeId: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select r.id from relation r join draft d on d.subject_id = r.id where r.source_id = $1 or r.target_id = $1`,
    [nodeId],
  )
  return rows.map(({ id }) => id)
}

export async function deleteRelations(manager: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await manager.query('delete from citation where relation_id = any ($1::uuid[])', [ids])
  await manager.query('delete from relation where id = any ($1::uuid[])', [ids])
}

/** With its names, remarks and citations, and the row of its kind. */
export async function deleteNode(manager: EntityManager, id: string): Promise<void> {
  await manager.query('delete from citation where node_id = $1', [id])
  await manager.query('delete from node where id = $1', [id])
}
