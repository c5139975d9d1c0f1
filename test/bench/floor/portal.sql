-- A page of projects with owner, allocations with decision, and what they deliver with what depends on it.
-- $1, $2: number and code of the last project of the page before.
with page as materialized (
  select t.id, t.number, t.owner_id, n.code, n.name_nl
  from project t join node n on n.id = t.id
  where t.number >= $1::int and (t.number, n.code) > ($1::int, $2::text collate "C")
  order by t.number, n.code limit 51
), shown as materialized (select * from page order by number, code limit 50)
select '{"data":{"projects":{"nodes":' || (
  select coalesce(json_agg(p)::text, '[]') from (
    select s.code, s.name_nl as name, s.number, owner,
      (select row_to_json(c) from (select coalesce(json_agg(a), '[]') as nodes from (
        select n.code, t.allocation_kind as "allocationKind", t.status, t.fiscal_year as "fiscalYear", money as amount, decision
        from allocation t join node n on n.id = t.id
        cross join lateral (select t.amount::text as amount, 'EUR' as currency) as money
        left join lateral (
          select n.code, n.name_nl as name, d.date, d.status from decision d join node n on n.id = d.id where d.id = t.decision_id
        ) as decision on true
        where t.project_id = s.id order by n.code limit 20
      ) as a) as c) as allocations,
      (select coalesce(json_agg(d.shape), '[]') from (
        select case when r.target_kind = 'BUILDING_BLOCK' then (
          select row_to_json(b) from (
            select n.code, n.kind, n.name_nl as name, t.stage, (
              select row_to_json(c) from (select coalesce(json_agg(l), '[]') as nodes from (
                (select 'DEPENDS_ON' as kind, source from relation i
                  cross join lateral (select o.code, o.kind, o.name_nl as name from node o where o.id = i.source_id) as source
                  where i.target_id = t.id and i.kind = any ('{DEPENDS_ON}') order by source.code, i.id::text limit 5)
                union all
                (select 'REUSES' as kind, source from relation i
                  cross join lateral (select o.code, o.kind, o.name_nl as name from node o where o.id = i.source_id) as source
                  where i.target_id = t.id and i.kind = any ('{REUSES}') order by source.code, i.id::text limit 5)
                limit 5
              ) as l) as c) as relations
            from building_block t where t.id = r.target_id) as b
        ) else (select row_to_json(d) from (select n.code, n.kind, n.name_nl as name) as d) end as shape
        from relation r join node n on n.id = r.target_id
        where r.source_id = s.id and r.kind = any ('{DELIVERS}')
        order by r.target_kind, n.code
      ) as d) as deliverables
    from shown s
    left join lateral (select o.code, o.name_nl as name from node o where o.id = s.owner_id) as owner on true
    order by s.number, s.code
  ) as p
) || '},"pageInfo":{"hasNextPage":' || ((select count(*) from page) > 50)::text || ',"endCursor":'
  || coalesce((select json_build_array(number::text, code)::text from shown order by number desc, code desc limit 1), 'null') || '}}}' as answer
