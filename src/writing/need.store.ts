import type { EntityManager } from 'typeorm'
import type { NeedOutcome } from '../catalogue/need.type.js'

/** A tie that says that a node answers a need, and holds on a day or after it. */
export interface StandingAnswer {
  readonly sourceId: string
  readonly draft: boolean
}

export async function answersStanding(
  manager: EntityManager,
  needId: string,
  day: string,
): Promise<StandingAnswer[]> {
  return manager.query<StandingAnswer[]>(
    `select r.source_id as "sourceId", d.subject_id is not null as draft
     from relation r left join draft d on d.subject_id = r.id
     where r.target_id = $1 and r.kind = 'ANSWERS' and (r.valid_to is null or r.valid_to > $2::date)`,
    [needId, day],
  )
}

export async function outcomeOf(manager: EntityManager, needId: string): Promise<NeedOutcome> {
  const [row] = await manager.query<{ outcome: NeedOutcome }[]>(
    'select outcome from need_outcome where id = $1',
    [needId],
  )
  if (!row) throw new Error(`no outcome of need ${needId}`)
  return row.outcome
}

/** The decisions and meetings that a need names already. */
export async function evidenceStanding(manager: EntityManager, needId: string): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `select target_id as id from relation where source_id = $1 and kind in ('DECIDED_BY', 'VALIDATED_BY')`,
    [needId],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The days of decisions and meetings that are known, by id. */
export async function daysOf(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; day: string }[]>(
    `select id, date::text as day from decision where id = any ($1::uuid[]) and date is not null
     union all select id, date::text from meeting where id = any ($1::uuid[]) and date is not null`,
    [ids],
  )
  return new Map(rows.map(({ id, day }) => [id, day]))
}
