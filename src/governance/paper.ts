import sql, { type Sql } from 'sql-template-tag'

/**
 * What a decision, meeting, advice or evaluation tells, joined as `paper`: its `id`, `kind`, `date`, `"bodyId"`, `form` of an
 * advice, `fiscal_year` and `outcome` of an evaluation; `"knownFrom"`, its day or, where it bears none, the first day of
 * the documents that tell of it; and whether it `opens` what waits for it: taken, held, or in favour. `offset 0` keeps
 * it a question of its own, which the index of each table answers, however many papers there are.
 *
 * @param id an expression for the id of the node
 */
export function paperOf(id: Sql): Sql {
  return sql`cross join lateral (
      select n.id, n.kind, told.date, coalesce(told.date, n.valid_from, source.since) as "knownFrom", told."bodyId",
        v.form, e.fiscal_year, e.outcome,
        coalesce(case n.kind
          when 'DECISION' then d.status = 'TAKEN'
          when 'MEETING' then true
          when 'ADVICE' then v.verdict = 'FAVOURABLE'
          else e.outcome = 'POSITIVE'
        end, false) as opens
      from node n
      left join decision d on d.id = n.id
      left join meeting h on h.id = n.id
      left join advice v on v.id = n.id
      left join evaluation e on e.id = n.id
      cross join lateral (
        select coalesce(d.date, h.date, v.date, e.date) as date, coalesce(d.body_id, h.body_id, v.body_id, e.body_id) as "bodyId"
      ) as told
      cross join lateral (
        select min(document.valid_from) as since from citation c join node document on document.id = c.document_id
        where c.node_id = n.id and c.column_name is null
      ) as source
      where n.id = ${id} offset 0
    ) as paper`
}
