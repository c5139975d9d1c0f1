-- What is touched within six relations, nearest first, then what tells more, then by code. $1, $2: kind and code of the node.
-- One recursion for each level, what it reaches as arrays, so that no node is walked from twice. A walk is free, or went up along
-- DELIVERS and may not go down along it any more; what was reached free need not be reached again up.
with recursive root as materialized (
  select id from node where kind = $1 and code = $2
), level (distance, free, up, seen_free, seen_up) as (
  select 0, array[id], array[]::uuid[], array[id], array[]::uuid[] from root
  union all
  select level.distance + 1, freed.ids, upped.ids, level.seen_free || freed.ids, level.seen_up || upped.ids from level
  cross join lateral (select array((
      select r.target_id from unnest(level.free) as f (id) join relation r on r.source_id = f.id and r.kind = any ('{DELIVERS,EVOLVES_INTO,SERVES}')
      union all
      select r.source_id from unnest(level.free) as f (id) join relation r on r.target_id = f.id and r.kind = any ('{INTEGRATES,REPLACES,IMPLEMENTS,REUSES,DEPENDS_ON}')
    ) except select unnest(level.seen_free)) as ids) as freed
  cross join lateral (select array((
      select r.target_id from unnest(level.up) as f (id) join relation r on r.source_id = f.id and r.kind = any ('{EVOLVES_INTO,SERVES}')
      union all
      select r.source_id from unnest(level.up) as f (id) join relation r on r.target_id = f.id and r.kind = any ('{INTEGRATES,REPLACES,IMPLEMENTS,REUSES,DEPENDS_ON}')
      union all
      select r.source_id from unnest(level.free || level.up) as f (id) join relation r on r.target_id = f.id and r.kind = any ('{DELIVERS}')
    ) except (select unnest(level.seen_up) union all select unnest(level.seen_free) union all select unnest(freed.ids))) as ids) as upped
  where level.distance < 6 and cardinality(level.free) + cardinality(level.up) > 0
), state as materialized (
  select distance, unnest(free) as id, false as up from level union all select distance, unnest(up), true from level
), hit as materialized (
  select id, min(distance) as distance from state where id <> (select id from root) group by id
), near as materialized (
  select id, distance from hit where distance <= coalesce((
    select min(distance) from (select distance, sum(count(*)) over (order by distance) as reached from hit group by distance) as level
    where reached >= 50), 6)
), arrival as (
  select near.id, near.distance, r.kind from near
  join relation r on r.target_id = near.id and r.kind = any ('{DELIVERS,EVOLVES_INTO,SERVES}')
  join state s on s.id = r.source_id and s.distance = near.distance - 1 and (r.kind <> 'DELIVERS' or not s.up)
  union all
  select near.id, near.distance, r.kind from near
  join relation r on r.source_id = near.id and (r.kind = any ('{INTEGRATES,REPLACES,IMPLEMENTS,REUSES,DEPENDS_ON}') or r.kind = 'DELIVERS')
  join state s on s.id = r.target_id and s.distance = near.distance - 1
), shown as (
  select a.id, a.distance, min(k.rank) as rank from arrival a join relation_kind k on k.kind = a.kind group by a.id, a.distance
)
select '{"data":{"impact":' || (
  select row_to_json(i)::text from (
    select count(*) as "totalCount", count(*) > 50 as truncated, (
      select coalesce(json_agg(h), '[]') from (
        select s.distance, node from shown s
        cross join lateral (select n.code, n.kind, n.name_nl as name from node n where n.id = s.id) as node
        order by s.distance, s.rank, node.code limit 50
      ) as h) as hits
    from hit
  ) as i
) || '}}' as answer
