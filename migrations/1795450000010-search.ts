import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Full text and near spelling over names, codes and descriptions. */
export class Search1795450000010 implements MigrationInterface {
  readonly name = 'Search1795450000010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table node_search (
    node_id uuid not null,
    words tsvector not null,
    names text not null,
    constraint node_search_pk primary key (node_id),
    constraint node_search_node_fk foreign key (node_id) references node (id) on delete cascade
  );
  create index node_search_words_idx on node_search using gin (words);
  create index node_search_names_idx on node_search using gin (names gin_trgm_ops);
  comment on table node_search is 'What search looks through, kept by triggers';
  comment on column node_search.node_id is 'The node';
  comment on column node_search.words is 'Words of names and codes (weight A) and descriptions (weight B), stemmed in both languages and as they are';
  comment on column node_search.names is 'Names, former names and codes without accents or capitals, for spelling that is nearly right';

  create function refresh_node_search(node uuid) returns void language plpgsql as $$
  begin
    insert into node_search (node_id, words, names)
    select n.id,
      setweight(to_tsvector('dutch', called.names) || to_tsvector('english', called.names) || to_tsvector('simple', called.names), 'A')
        || setweight(to_tsvector('dutch', told.words_nl) || to_tsvector('english', told.words_en)
          || to_tsvector('simple', told.words_nl || ' ' || told.words_en), 'B'),
      called.names
    from node n
    cross join lateral (
      select lower(unaccent(concat_ws(' | ', n.name_nl, n.name_en, n.code, replace(n.code, '-', ' '),
        (select string_agg(m.text, ' | ') from node_name m where m.node_id = n.id),
        (select string_agg(a.code, ' | ') from node_alias a where a.node_id = n.id),
        (select e.ovo_code from entity e where e.id = n.id),
        (select concat_ws(' | ', b.article, b.base_allocation) from budget_article b where b.id = n.id),
        (select array_to_string(d.document_numbers, ' | ') from decision d where d.id = n.id),
        (select v.document_number from advice v where v.id = n.id),
        (select g.identifier from regulation g where g.id = n.id),
        (select s.number from document s where s.id = n.id)))) as names
    ) as called
    cross join lateral (
      select unaccent(coalesce(n.description_nl, '')) as words_nl, unaccent(coalesce(n.description_en, '')) as words_en
    ) as told
    where n.id = node
    on conflict (node_id) do update set words = excluded.words, names = excluded.names
    where (node_search.words, node_search.names) is distinct from (excluded.words, excluded.names);
  end
  $$;
  comment on function refresh_node_search is 'Writes what search knows of a node';

  create function node_is_searchable() returns trigger language plpgsql as $$
  begin
    perform refresh_node_search(new.id);
    return null;
  end
  $$;
  comment on function node_is_searchable is 'After a node or its typed row is written';

  create function node_name_is_searchable() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform refresh_node_search(old.node_id); end if;
    if tg_op <> 'DELETE' then perform refresh_node_search(new.node_id); end if;
    return null;
  end
  $$;
  comment on function node_name_is_searchable is 'After a name or alias is written';

  create trigger node_is_searchable after insert or update on node for each row execute function node_is_searchable();
  create trigger entity_is_searchable after insert or update on entity for each row execute function node_is_searchable();
  create trigger budget_article_is_searchable after insert or update on budget_article for each row execute function node_is_searchable();
  create trigger decision_is_searchable after insert or update on decision for each row execute function node_is_searchable();
  create trigger advice_is_searchable after insert or update on advice for each row execute function node_is_searchable();
  create trigger regulation_is_searchable after insert or update on regulation for each row execute function node_is_searchable();
  create trigger document_is_searchable after insert or update on document for each row execute function node_is_searchable();
  create trigger node_name_is_searchable after insert or update or delete on node_name for each row execute function node_name_is_searchable();
  create trigger node_alias_is_searchable after insert or update or delete on node_alias for each row execute function node_name_is_searchable();
`

const DOWN = `
  drop trigger node_is_searchable on node;
  drop trigger entity_is_searchable on entity;
  drop trigger budget_article_is_searchable on budget_article;
  drop trigger decision_is_searchable on decision;
  drop trigger advice_is_searchable on advice;
  drop trigger regulation_is_searchable on regulation;
  drop trigger document_is_searchable on document;
  drop trigger node_name_is_searchable on node_name;
  drop trigger node_alias_is_searchable on node_alias;
  drop function node_name_is_searchable;
  drop function node_is_searchable;
  drop function refresh_node_search;
  drop table node_search;
`
