import type { EntityManager } from 'typeorm'
import { formatReference, type Reference } from '../kernel/reference.js'
import type { ForeignNode } from './foreign-nodes.reads.js'

/** Whose writes are no decisions: the loader's own, and what stood before there was a ledger. */
export const LOADER = 'seeds'
const UNDECIDED = [LOADER, 'migration']

/** What somebody else than the loader did to a node or relation after the loader had last written it. */
export interface Decision {
  readonly version: string
  readonly author: string
  readonly reason: string | null
  /** True where nothing is left of it. */
  readonly gone: boolean
}

/** What the database itself keeps of an appropriation changes with every allocation, and is nobody's decision on it. */
const REAL = `c.before #- '{appropriation,0,allocated}' is distinct from c.after #- '{appropriation,0,allocated}'`

/** The last decision on each of these nodes and relations, by id; none where the loader wrote last, or nobody. */
export async function decisionsOn(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Decision>> {
  if (ids.length === 0) return new Map()
  const rows = await manager.query<(Decision & { readonly id: string })[]>(
    `select asked.id, last.version, v.author, v.reason, last.gone
     from unnest($1::uuid[]) as asked (id)
     cross join lateral (
       select c.version, c.after is null as gone from graph_change c
       where c.subject_id = asked.id and ${REAL} order by c.version desc limit 1
     ) as last
     join graph_version v on v.version = last.version
     where v.author <> all ($2)`,
    [ids, UNDECIDED],
  )
  return new Map(rows.map(({ id, ...decision }) => [id, decision]))
}

/** A node that was there under this name, and that somebody took out of the graph. */
export type GoneNode = ForeignNode & { readonly decision: Decision }

export async function goneNodes(
  manager: EntityManager,
  references: readonly Reference[],
): Promise<GoneNode[]> {
  if (references.length === 0) return []
  const named = new Map(references.map((reference) => [formatReference(reference), reference]))
  const rows = await manager.query<(Decision & { readonly id: string; readonly reference: string })[]>(
    `select distinct on (c.reference) c.reference, c.subject_id as id, c.version, v.author, v.reason, true as gone
     from graph_change c join graph_version v on v.version = c.version
     where c.reference = any ($1) and c.after is null and v.author <> all ($2)
       and not exists (select from graph_change l where l.subject_id = c.subject_id and l.version > c.version)
     order by c.reference, c.version desc`,
    [[...named.keys()], UNDECIDED],
  )
  return rows.flatMap(({ id, reference, ...decision }) => {
    const asked = named.get(reference)
    return asked ? [{ id, kind: asked.kind, code: asked.code, origin: null, decision }] : []
  })
}
