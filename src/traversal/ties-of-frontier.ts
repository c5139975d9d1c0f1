import sql, { empty } from 'sql-template-tag'
import type { Reads } from '../database/reads.js'
import { RELATION_KIND_NAMES, type RelationKind } from '../graph/relation-kind.js'
import { TIE_COLUMNS, type TieRecord, validOn } from '../graph/tie.reads.js'

export interface Steps {
  /** Kinds that may be walked from source to target. */
  readonly forwards: readonly RelationKind[]
  /** Kinds that may be walked from target to source. */
  readonly backwards: readonly RelationKind[]
  /** Only ties valid on this day that lead to nodes valid on it; all where null. */
  readonly on: string | null
}

/** Walks every kind that was asked for, either way. */
export function anySteps(kinds: readonly RelationKind[] | null, on: string | null): Steps {
  return { forwards: kinds ?? RELATION_KIND_NAMES, backwards: kinds ?? RELATION_KIND_NAMES, on }
}

/** The ties one step away from any of these nodes, in one statement; what tells more first, then by the code at the far end. */
export function tiesOfFrontier(
  reads: Reads,
  nodes: readonly string[],
  { forwards, backwards, on }: Steps,
): Promise<TieRecord[]> {
  const valid = on === null ? empty : sql`and ${validOn('tie', on)}`
  const farValid = on === null ? empty : sql`where ${validOn('n', on)}`
  return reads.rows<TieRecord>(sql`
    select step.* from (
      select ${TIE_COLUMNS}, tie.target_id as far from tie
      where tie.source_id = any(${nodes}::uuid[]) and tie.kind = any(${forwards}::text[]) ${valid}
      union all
      select ${TIE_COLUMNS}, tie.source_id from tie
      where tie.target_id = any(${nodes}::uuid[]) and tie.kind = any(${backwards}::text[]) ${valid}
    ) as step
    join node n on n.id = step.far join relation_kind k on k.kind = step.kind
    ${farValid}
    order by k.rank, n.code, step.id`)
}
