-- One project. $1: its code.
select '{"data":{"project":' || coalesce((
  select row_to_json(p)::text from (
    select rtrim(translate(encode(convert_to('Project:' || n.id, 'UTF8'), 'base64'), '+/', '-_'), '=') as id,
      n.code, n.kind, t.number, n.name_nl as name, coalesce(n.description_nl, n.description_en) as description, n.inferred,
      validity, owner, portfolio,
      (select row_to_json(c) from (select coalesce(json_agg(l), '[]') as nodes from (
        select r.kind, target from relation r
        cross join lateral (select o.code, o.kind, o.name_nl as name from node o where o.id = r.target_id) as target
        where r.source_id = n.id and r.kind in ('DELIVERS', 'IMPLEMENTS', 'REUSES')
        order by r.kind, target.code, r.id::text limit 3
      ) as l) as c) as relations
    from node n join project t on t.id = n.id
    cross join lateral (select n.valid_from as "from", n.valid_from_precision as "fromPrecision") as validity
    left join lateral (select o.code, o.name_nl as name from node o where o.id = t.owner_id) as owner on true
    cross join lateral (select o.code, o.name_nl as name from node o where o.id = t.portfolio_id) as portfolio
    where n.kind = 'PROJECT' and n.code = $1
  ) as p
), 'null') || '}}' as answer
