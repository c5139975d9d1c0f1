import sql, { empty, type Sql } from 'sql-template-tag'
import type { RelationKind } from '../graph/relation-kind.js'
import { isOneOf, tieTable } from '../graph/tie-source.js'
import { validOn } from '../graph/tie.reads.js'

/** How a building block is taken up, by whom reuses it, needs it, brings it together or builds it. */
export const USE_KINDS = [
  'DELIVERS',
  'INTEGRATES',
  'REUSES',
  'DEPENDS_ON',
] as const satisfies readonly RelationKind[]
export type UseKind = (typeof USE_KINDS)[number]

/** One way in which a project or entity comes to a building block or need. */
export interface UseRow {
  readonly party: string
  /** What speaks for it: a workstream, a result, something that it manages; null where it speaks for itself. */
  readonly part: string | null
  readonly kind: RelationKind
  readonly shared: string
  /** True where any tie on the way is. */
  readonly inferred: boolean
  /** Ids of the ties on the way. */
  readonly ties: readonly string[]
}

const validAt = (end: 'source' | 'target', on: string | null): Sql =>
  on === null
    ? empty
    : sql`join node n on n.id = ${end === 'source' ? sql`tie.source_id` : sql`tie.target_id`}
        and ${validOn('n', on)} and ${validOn('tie', on)}`

/**
 * What speaks for projects and entities: `party`, `id`, the same as `part` or null where the party speaks for itself, `ties`
 * that lead to it, and whether any of them is `inferred`. For a project its workstreams and all that it and these deliver;
 * for an entity the results, workstreams and building blocks that it manages or leads, which free relations tell. The tracks
 * of each project are looked up by themselves (`offset 0`): joined, the planner reads all nodes for each.
 *
 * @param parties a relation of the columns `id` and `kind`: projects and entities
 * @param on only ties valid on this day that lead to nodes valid on it; all where null
 */
export function speakersOf(parties: Sql, on: string | null): Sql {
  return sql`
    with party as materialized (${parties}),
    track as (
      select party.id as party, tie.source_id as id, array[tie.id] as ties, tie.inferred
      from party cross join lateral (
        select * from tie where tie.target_id = party.id and tie.kind = 'PART_OF' and tie.source_kind = 'WORKSTREAM' offset 0
      ) as tie ${validAt('source', on)}
      where party.kind = 'PROJECT'
    ), result as (
      select maker.party, tie.target_id as id, maker.ties || tie.id as ties, maker.inferred or tie.inferred as inferred
      from (
        select party.id as party, party.id, '{}'::text[] as ties, false as inferred from party where party.kind = 'PROJECT'
        union all select * from track
      ) as maker join ${tieTable(['DELIVERS'])} on tie.source_id = maker.id and tie.kind = 'DELIVERS' ${validAt('target', on)}
    ), managed as (
      select party.id as party, tie.source_id as id, array[tie.id] as ties, tie.inferred
      from party join ${tieTable(['LED_BY'])} on tie.target_id = party.id and ${isOneOf('tie.kind', ['MANAGED_BY', 'LED_BY'])}
        and ${isOneOf('tie.source_kind', ['DELIVERABLE', 'WORKSTREAM', 'BUILDING_BLOCK'])} ${validAt('source', on)}
      where party.kind = 'ENTITY'
    )
    select party.id as party, party.id, null::uuid as part, '{}'::text[] as ties, false as inferred from party
    union all select party, id, id, ties, inferred from track
    union all select party, id, id, ties, inferred from result
    union all select party, id, id, ties, inferred from managed`
}

/**
 * The building blocks that projects and entities use and the needs that they answer or raise, one row for each way
 * (`UseRow`): by themselves or by what speaks for them.
 */
export function usesOf(parties: Sql, on: string | null): Sql {
  return sql`
    select speaker.party, speaker.part, tie.kind, tie.target_id as shared, speaker.inferred or tie.inferred as inferred,
      speaker.ties || tie.id as ties
    from (${speakersOf(parties, on)}) as speaker join ${tieTable(['REUSES'])} on tie.source_id = speaker.id
      and (${isOneOf('tie.kind', USE_KINDS)} and tie.target_kind = 'BUILDING_BLOCK' or tie.kind = 'ANSWERS') ${validAt('target', on)}
    union all
    select party.id, null, tie.kind, tie.source_id, tie.inferred, array[tie.id]
    from (${parties}) as party join ${tieTable(['RAISED_BY'])} on tie.target_id = party.id and tie.kind = 'RAISED_BY'
      ${validAt('source', on)}
    where party.kind = 'ENTITY'`
}

/** All projects and entities, or some: a relation for `usesOf`. */
export function partiesOf(condition: Sql, on: string | null): Sql {
  return sql`select n.id, n.kind from node n where ${isOneOf('n.kind', ['PROJECT', 'ENTITY'])} and ${condition}
    ${on === null ? empty : sql`and ${validOn('n', on)}`}`
}
