-- A page of search. $1: the text; $2: its two words; $3: either word; $4: either beginning, as text search queries.
with asked as materialized (
  select lower(unaccent($1)) as text, $2::text[] as words,
    to_tsquery('dutch', unaccent($3)) || to_tsquery('english', unaccent($3)) || to_tsquery('simple', unaccent($4)) as query,
    array(select to_tsquery('dutch', word) || to_tsquery('english', word) || to_tsquery('simple', word || ':A*')
      from unnest($2::text[]) as word) as word_queries
)
select '{"data":{"search":{"nodes":' || (
  select coalesce(json_agg(h)::text, '[]') from (
    select n.code, n.kind, n.name_nl as name
    from asked cross join node_search s join node n on n.id = s.node_id
    cross join lateral (
      select round((3 * avg(case when s.words @@ w.query then 1 else word_similarity(w.word, s.names) end)
        + 2 * word_similarity(asked.text, s.names)
        + greatest(similarity(asked.text, lower(n.name_nl)), similarity(asked.text, lower(n.name_en)), similarity(asked.text, lower(n.code)))
        + 0.5 * (n.kind in ('PROGRAMME', 'PORTFOLIO', 'PILLAR', 'PROJECT', 'BUILDING_BLOCK', 'ENTITY', 'REGULATION', 'GOVERNANCE_BODY', 'DECISION'))::int
        + ts_rank(s.words, asked.query, 1)
        + 4 * (' | ' || s.names || ' | ' like '% | ' || asked.text || ' | %')::int)::numeric, 6) as score
      from unnest(asked.words, asked.word_queries) as w (word, query)
    ) as r
    where s.words @@ asked.query or asked.words[1] <% s.names or asked.words[2] <% s.names
    order by r.score desc, n.code, n.kind limit 20
  ) as h
) || '}}}' as answer
