import sql, { type Sql } from 'sql-template-tag'
import { groupBy, type KeyedRead, keyedRead } from '../database/batches.js'

export interface CitationRecord {
  readonly documentId: string
  readonly locator: string
  readonly titleNl: string
  readonly titleEn: string | null
}

type Keyed = CitationRecord & { readonly key: string }

const citedBy = (keyed: Sql): Sql => sql`
  select c.document_id as "documentId", c.locator, p.title_nl as "titleNl", p.title_en as "titleEn", asked.key
  from ${keyed} join document_part p on p.document_id = c.document_id and p.locator = c.locator
  order by c.position, c.locator`

function citationsBy(keyed: (keys: Sql) => Sql, type?: 'text[]'): KeyedRead<CitationRecord[]> {
  return keyedRead<Keyed, CitationRecord[]>(
    (keys) => citedBy(keyed(keys)),
    (keys, rows) => groupBy(keys, rows, (row) => row.key),
    type,
  )
}

/** The citations of nodes, by id. */
export const citationsOfNodes = citationsBy(
  (ids) =>
    sql`unnest(${ids}) as asked (key) join citation c on c.node_id = asked.key and c.column_name is null`,
)

/** The citations of remarks and of all their readings, by id of the remark; each place once. */
export const citationsOfRemarks = citationsBy(
  (ids) => sql`unnest(${ids}) as asked (key) join lateral (
      select document_id, locator, min(coalesce(reading_rank, 0) * 1000 + position) as position
      from citation where remark_id = asked.key group by document_id, locator
    ) as c on true`,
)

/** The citations of readings, by `remark id.rank`. */
export const citationsOfReadings = citationsBy(
  (keys) => sql`unnest(${keys}) as asked (key)
    join citation c on c.remark_id = split_part(asked.key, '.', 1)::uuid
      and c.reading_rank = split_part(asked.key, '.', 2)::int`,
  'text[]',
)

/** The citations of ties, by id: one in a typed column (`node id.column`) without its own has those of its node. */
export const citationsOfTies = citationsBy(
  (keys) => sql`(
      select key, split_part(key, '.', 1)::uuid as row_id, split_part(key, '.', 2) as column_name
      from unnest(${keys}) as asked (key)
    ) as asked cross join lateral (
      select c.document_id, c.locator, c.position from citation c
      where c.relation_id = asked.row_id and asked.column_name = ''
      union all select c.document_id, c.locator, c.position from citation c
      where c.node_id = asked.row_id and asked.column_name <> ''
        and (c.column_name = asked.column_name or c.column_name is null and not exists (
          select from citation own where own.node_id = asked.row_id and own.column_name = asked.column_name))
    ) as c`,
  'text[]',
)
