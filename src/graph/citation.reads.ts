import sql, { type Sql } from 'sql-template-tag'
import { type BatchRead, groupBy, type KeyedRead, keyedRead } from '../database/batches.js'

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

function citationsById(keyed: (ids: Sql) => Sql): KeyedRead<CitationRecord[]> {
  return keyedRead<Keyed, CitationRecord[]>(
    (ids) => citedBy(keyed(ids)),
    (ids, rows) => groupBy(ids, rows, (row) => row.key),
  )
}

function citationsBy(keyed: (keys: readonly string[]) => Sql): BatchRead<string, CitationRecord[]> {
  return async (reads, keys) => groupBy(keys, await reads.rows<Keyed>(citedBy(keyed(keys))), (row) => row.key)
}

/** The citations of nodes, by id. */
export const citationsOfNodes = citationsById(
  (ids) =>
    sql`unnest(${ids}) as asked (key) join citation c on c.node_id = asked.key and c.column_name is null`,
)

/** The citations of remarks and of all their readings, by id of the remark; each place once. */
export const citationsOfRemarks = citationsById(
  (ids) => sql`unnest(${ids}) as asked (key) join lateral (
      select document_id, locator, min(coalesce(reading_rank, 0) * 1000 + position) as position
      from citation where remark_id = asked.key group by document_id, locator
    ) as c on true`,
)

/** The citations of readings, by `remark id.rank`. */
export const citationsOfReadings = citationsBy(
  (keys) => sql`unnest(${keys}::text[]) as asked (key)
    join citation c on c.remark_id = split_part(asked.key, '.', 1)::uuid
      and c.reading_rank = split_part(asked.key, '.', 2)::int`,
)

/** The citations of free relations, by id. */
export const citationsOfRelations = citationsById(
  (ids) => sql`unnest(${ids}) as asked (key) join citation c on c.relation_id = asked.key`,
)

/** The citations of ties in typed columns, by `node id.column`: their own, else those of the node. */
export const citationsOfColumns = citationsBy(
  (keys) => sql`(
      select key, split_part(key, '.', 1)::uuid as node_id, split_part(key, '.', 2) as column_name
      from unnest(${keys}::text[]) as asked (key)
    ) as asked join citation c on c.node_id = asked.node_id and (c.column_name = asked.column_name
      or c.column_name is null and not exists (
        select from citation own where own.node_id = asked.node_id and own.column_name = asked.column_name))`,
)
