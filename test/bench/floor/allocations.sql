-- What one entity receives, with the sum. $1: code of the entity.
with listed as materialized (
  select t.id, t.amount, t.allocation_kind, t.status, t.fiscal_year, t.project_id
  from allocation t where t.entity_id = (select id from node where kind = 'ENTITY' and code = $1)
)
select '{"data":{"allocations":' || (
  select row_to_json(c)::text from (
    select (select count(*) from listed) as "totalCount", sum,
      (select coalesce(json_agg(a), '[]') from (
        select n.code, t.allocation_kind as "allocationKind", t.status, t.fiscal_year as "fiscalYear", money as amount, project
        from listed t join node n on n.id = t.id
        cross join lateral (select t.amount::text as amount, 'EUR' as currency) as money
        left join lateral (select o.code, o.name_nl as name from node o where o.id = t.project_id) as project on true
        order by n.code limit 50
      ) as a) as nodes
    from (select coalesce(sum(amount), 0.00)::text as amount, 'EUR' as currency from listed) as sum
  ) as c
) || '}}' as answer
