import type { EntityManager } from 'typeorm'
import type { NodeKind } from '../kernel/node-kind.js'
import { formatReference, type Reference } from '../kernel/reference.js'
import type { NodeKey } from '../graph/nodes.js'

/** What must be known of a node before it, or something on it, is written. */
export interface SubjectRecord {
  readonly id: string
  readonly kind: NodeKind
  readonly code: string
  readonly draft: boolean
  /** The entity whose draft it is; null for a published node, and for a draft of the programme itself. */
  readonly draftOwner: string | null
  /** The entity that looks after it. */
  readonly steward: string | null
}

const COLUMNS = `n.id, n.kind, n.code, d.subject_id is not null as draft, d.owner_id as "draftOwner", s.entity_id as steward`
const JOINED = `left join draft d on d.subject_id = n.id left join steward s on s.node_id = n.id`

/** The nodes that keys name, by present or former codes, in the order of the keys; undefined where there is none. */
export async function subjectsByKeys(
  manager: EntityManager,
  keys: readonly NodeKey[],
): Promise<(SubjectRecord | undefined)[]> {
  if (keys.length === 0) return []
  const rows = await manager.query<(SubjectRecord & { readonly at: number })[]>(
    `select ${COLUMNS}, asked.at::int as at
     from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality as asked (kind, code, id, at)
     cross join lateral (
       select asked.id where asked.id is not null
       union select id from node where kind = asked.kind and code = asked.code
       union select node_id from node_alias where kind = asked.kind and code = asked.code
     ) as found (id)
     join node n on n.id = found.id and n.kind = asked.kind ${JOINED}`,
    [
      keys.map(({ kind }) => kind),
      keys.map((key) => ('id' in key ? null : key.code)),
      keys.map((key) => ('id' in key ? key.id : null)),
    ],
  )
  const found = new Map(rows.map(({ at, ...subject }) => [at, subject]))
  return keys.map((_, at) => found.get(at + 1))
}

/** A free relation and its ends. */
export interface RelationSubject {
  readonly id: string
  readonly draft: boolean
  readonly draftOwner: string | null
  readonly source: SubjectRecord
  readonly validFrom: string | null
}

export async function relationById(manager: EntityManager, id: string): Promise<RelationSubject | undefined> {
  const [row] = await manager.query<
    (SubjectRecord & {
      readonly relationId: string
      readonly hidden: boolean
      readonly hiddenOwner: string | null
      readonly validFrom: string | null
    })[]
  >(
    `select ${COLUMNS}, r.id as "relationId", r.valid_from::text as "validFrom", own.subject_id is not null as hidden,
       own.owner_id as "hiddenOwner"
     from relation r join node n on n.id = r.source_id ${JOINED} left join draft own on own.subject_id = r.id
     where r.id = $1`,
    [id],
  )
  if (!row) return undefined
  const { relationId, hidden, hiddenOwner, validFrom, ...source } = row
  return { id: relationId, draft: hidden, draftOwner: hiddenOwner, source, validFrom }
}

/** A remark and the node it is about. */
export interface RemarkSubject {
  readonly id: string
  readonly draft: boolean
  readonly draftOwner: string | null
  readonly node: SubjectRecord
}

export async function remarkById(manager: EntityManager, id: string): Promise<RemarkSubject | undefined> {
  const [row] = await manager.query<
    (SubjectRecord & {
      readonly remarkId: string
      readonly hidden: boolean
      readonly hiddenOwner: string | null
    })[]
  >(
    `select ${COLUMNS}, m.id as "remarkId", own.subject_id is not null as hidden, own.owner_id as "hiddenOwner"
     from remark m join node n on n.id = m.node_id ${JOINED} left join draft own on own.subject_id = m.id
     where m.id = $1`,
    [id],
  )
  if (!row) return undefined
  const { remarkId, hidden, hiddenOwner, ...node } = row
  return { id: remarkId, draft: hidden, draftOwner: hiddenOwner, node }
}

/** The version in which each node or relation was changed last, by id. */
export async function lastVersions(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; version: string }[]>(
    `select asked.id, last.version from unnest($1::uuid[]) as asked (id)
     cross join lateral (select c.version from graph_change c where c.subject_id = asked.id order by c.version desc limit 1) as last`,
    [ids],
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Whoever else wants to change one of them waits, always in the same order; who only refers to one does not. */
export async function lockSubjects(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query('select id from node where id = any ($1::uuid[]) order by id for no key update', [ids])
  await manager.query('select id from relation where id = any ($1::uuid[]) order by id for no key update', [
    ids,
  ])
}

/**
 * Whoever else changes what is taken of these waits, always in the same order: money goes out of one before it comes into
 * the other, and two writers that move it both ways would wait for each other.
 */
export async function lockAppropriations(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query(
    'select id from appropriation where id = any ($1::uuid[]) order by id for no key update',
    [ids],
  )
}

export async function headVersion(manager: EntityManager): Promise<string> {
  const [head] = await manager.query<{ version: string }[]>('select version from graph_head')
  return head?.version ?? '0'
}

/** The places of documents among those asked for, as `document id place`. */
export async function knownPlaces(
  manager: EntityManager,
  asked: readonly { readonly documentId: string; readonly locator: string }[],
): Promise<ReadonlySet<string>> {
  if (asked.length === 0) return new Set()
  const rows = await manager.query<{ id: string; locator: string }[]>(
    `select document_id as id, locator from document_part
     where (document_id, locator) in (select * from unnest($1::uuid[], $2::text[]))`,
    [asked.map(({ documentId }) => documentId), asked.map(({ locator }) => locator)],
  )
  return new Set(rows.map(({ id, locator }) => `${id} ${locator}`))
}

/** Portfolio and budget year of appropriations, by id. */
export async function appropriationFacts(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string | number>>>> {
  const rows = await manager.query<{ id: string; portfolioId: string; fiscalYear: number }[]>(
    `select id, portfolio_id as "portfolioId", fiscal_year as "fiscalYear" from appropriation where id = any ($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The references among these that a node bears or bore. */
export async function takenReferences(
  manager: EntityManager,
  asked: readonly Reference[],
): Promise<ReadonlySet<string>> {
  const rows = await manager.query<Reference[]>(
    `select asked.kind, asked.code from unnest($1::text[], $2::text[]) as asked (kind, code)
     where exists (select from node n where n.kind = asked.kind and n.code = asked.code)
       or exists (select from node_alias a where a.kind = asked.kind and a.code = asked.code)`,
    [asked.map(({ kind }) => kind), asked.map(({ code }) => code)],
  )
  return new Set(rows.map(formatReference))
}
