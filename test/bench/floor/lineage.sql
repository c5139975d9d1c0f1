-- Where the money of a project comes from. $1: code of the project.
with subject as materialized (
  select n.id, n.code, n.name_nl from node n where n.kind = 'PROJECT' and n.code = $1
), made as materialized (
  select coalesce(json_agg(y), '[]') as yields from (
    select n.kind, n.code, n.name_nl as name from (
      select w.id from workstream w where w.project_id = (select id from subject)
      union
      select r.target_id from relation r where r.kind = any ('{DELIVERS}') and (r.source_id = (select id from subject)
        or r.source_id = any (array(select w.id from workstream w where w.project_id = (select id from subject))))
    ) as result join node n on n.id = result.id left join workstream w on w.id = n.id
    order by n.kind desc, w.number, n.code
  ) as y
), paid as materialized (
  select t.id, t.amount, t.status, t.appropriation_id, t.portfolio_id, t.decision_id
  from allocation t where t.project_id = (select id from subject) and t.status <> 'WITHDRAWN'
)
select '{"data":{"fundingLineage":' || (
  select row_to_json(l)::text from (
    select total, (
      select coalesce(json_agg(trail), '[]') from (
        select false as undivided, money as amount, allocation,
          (select json_agg(step) from (
            select b.kind, b.code, b.name_nl as name from appropriation c join node b on b.id = c.budget_article_id where c.id = t.appropriation_id
            union all select c.kind, c.code, c.name_nl from node c where c.id = t.appropriation_id
            union all select p.kind, p.code, p.name_nl from node p where p.id = t.portfolio_id
            union all select n.kind, n.code, n.name_nl
            union all select 'PROJECT', s.code, s.name_nl from subject s
          ) as step) as steps,
          (select yields from made) as yields, decision
        from paid t join node n on n.id = t.id
        cross join lateral (select t.amount::text as amount, 'EUR' as currency) as money
        cross join lateral (select n.code, t.status) as allocation
        left join lateral (
          select n.code, d.status, d.date from decision d join node n on n.id = d.id where d.id = t.decision_id
        ) as decision on true
        order by n.code
      ) as trail) as trails
    from (select coalesce(sum(amount), 0.00)::text as amount, 'EUR' as currency from paid) as total
  ) as l
) || '}}' as answer
