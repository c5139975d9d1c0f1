import pg from 'pg'

/**
 * Traversal in plain SQL: one recursive statement, one recursion for each level. What a level reaches is kept as arrays, so
 * that a node which was seen is not walked from again; the textbook form (rows of node and distance, `union`) walks from it
 * once for each distance, and took five times as long. (`offset 0` keeps PostgreSQL from working out a level again for each
 * of the places that name it.)
 *
 * A walk is in one of two states: free, or up (it went up along DELIVERS, and may not go down along it any more). What was
 * reached free need not be reached again up: the free walk may go wherever the other one may.
 */

const IMPACT = `
  with recursive level (distance, free, up, seen_free, seen_up) as (
    select 0, array[$1::uuid], array[]::uuid[], array[$1::uuid], array[]::uuid[]
    union all
    select level.distance + 1, freed.nodes, upped.nodes, level.seen_free || freed.nodes, level.seen_up || upped.nodes
    from level
    cross join lateral (select array(
      (select r.target_id from unnest(level.free) as f (node) join relation r on r.source_id = f.node
        where r.kind = any($3::text[])
      union all
      select r.source_id from unnest(level.free) as f (node) join relation r on r.target_id = f.node
        where r.kind = any($4::text[]))
      except
      select unnest(level.seen_free)
    ) as nodes offset 0) as freed
    cross join lateral (select array(
      (select r.target_id from unnest(level.up) as f (node) join relation r on r.source_id = f.node
        where r.kind = any($5::text[])
      union all
      select r.source_id from unnest(level.up) as f (node) join relation r on r.target_id = f.node
        where r.kind = any($4::text[])
      union all
      select r.source_id from unnest(level.free || level.up) as f (node) join relation r on r.target_id = f.node
        where r.kind = 'DELIVERS')
      except
      (select unnest(level.seen_up) union all select unnest(level.seen_free) union all select unnest(freed.nodes))
    ) as nodes offset 0) as upped
    where level.distance < $2::int and cardinality(level.free) + cardinality(level.up) > 0
  ),
  hit as materialized (
    select node, min(distance) as distance
    from (
      select distance, unnest(free) as node from level union all select distance, unnest(up) from level
    ) as reached
    where node <> $1::uuid group by node
  )`

const SHOWN = `${IMPACT}
  select (select count(*) from hit)::int as total, array(
    select row_to_json(shown) from (
      select lower(replace(n.kind, '_', '-')) || ':' || n.code as reference, nearest.distance
      from (select * from hit order by distance limit 50) as nearest join node n on n.id = nearest.node
      order by nearest.distance
    ) as shown) as nearest`

const ALL = `${IMPACT}
  select lower(replace(n.kind, '_', '-')) || ':' || n.code as reference, hit.distance from hit join node n on n.id = hit.node`

const ROOT = `select id from node where kind = upper(replace(split_part($1, ':', 1), '-', '_')) and code = split_part($1, ':', 2)`

const KINDS = `select
  array(select kind from relation_kind where impact in ('TO_TARGET', 'BOTH')) as forwards,
  array(select kind from relation_kind where impact in ('TO_SOURCE', 'BOTH') and kind <> 'DELIVERS') as backwards,
  array(select kind from relation_kind where impact in ('TO_TARGET', 'BOTH') and kind <> 'DELIVERS') as never_down`

export async function load(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c jit=off' })
  await client.connect()
  const { forwards, backwards, never_down: neverDown } = (await client.query(KINDS)).rows[0]
  const ask = async (name, text, reference, depth) => {
    const [root] = (await client.query({ name: 'root', text: ROOT, values: [reference] })).rows
    if (!root) throw new Error(`there is no node ${reference}`)
    return (await client.query({ name, text, values: [root.id, depth, forwards, backwards, neverDown] })).rows
  }
  return {
    /** How many are touched, and the fifty nearest. */
    async impact(reference, depth) {
      const [answer] = await ask('shown', SHOWN, reference, depth)
      return answer
    },
    /** The distance of everything that is touched. */
    async distances(reference, depth) {
      const found = await ask('all', ALL, reference, depth)
      return new Map(found.map((row) => [row.reference, row.distance]))
    },
    close: () => client.end(),
  }
}
