import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The graph as of a moment: views with the names and columns of the tables, so that the same statements read the past
 * with `search_path` set to `as_of, public`. The moment stands in three settings: `vrd.known_at` (a version, always set),
 * `vrd.valid_on` (a day of validity, or empty) and `vrd.decided_by` (a day up to which bodies had decided, or empty).
 */
export class AsOf1795450000016 implements MigrationInterface {
  readonly name = 'AsOf1795450000016'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(HIDDEN)
    await runner.query(VIEWS)
    await runner.query(GRANTS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const HIDDEN = `
  create schema as_of;
  comment on schema as_of is 'The graph as of a moment, under the names of its tables';

  create function history.hidden() returns setof uuid language plpgsql stable as $$
  declare
    k constant bigint := current_setting('vrd.known_at');
    valid_day constant date := nullif(current_setting('vrd.valid_on', true), '');
    decided_day constant date := nullif(current_setting('vrd.decided_by', true), '');
  begin
    if valid_day is null and decided_day is null then return; end if;
    return query
    with recursive event (id, day) as (
      select id, date from history.decision where recorded_from <= k and recorded_to > k
      union all select id, date from history.meeting where recorded_from <= k and recorded_to > k
      union all select id, date from history.advice where recorded_from <= k and recorded_to > k
      union all select id, date from history.evaluation where recorded_from <= k and recorded_to > k
    ), needs (id, other) as (
      select id, portfolio_id from history.pillar where recorded_from <= k and recorded_to > k
      union all select id, portfolio_id from history.project where recorded_from <= k and recorded_to > k
      union all select id, portfolio_id from history.appropriation where recorded_from <= k and recorded_to > k
      union all select id, portfolio_id from history.allocation where recorded_from <= k and recorded_to > k
      union all select id, appropriation_id from history.allocation where recorded_from <= k and recorded_to > k
      union all select id, body_id from history.meeting where recorded_from <= k and recorded_to > k
      union all select id, body_id from history.decision where recorded_from <= k and recorded_to > k
      union all select id, body_id from history.advice where recorded_from <= k and recorded_to > k
    ), hidden (id) as (
      select n.id from history.node n left join event on event.id = n.id
      where n.recorded_from <= k and n.recorded_to > k and (
        n.kind <> 'DOCUMENT' and (n.valid_from > valid_day or n.valid_to <= valid_day)
        or event.id is not null and decided_day < coalesce(event.day, n.valid_from, (
          select min(told.valid_from) from history.citation c join history.node told on told.id = c.document_id
          where c.node_id = n.id and c.column_name is null and c.recorded_from <= k and c.recorded_to > k
            and told.recorded_from <= k and told.recorded_to > k)))
      union
      select needs.id from hidden join needs on needs.other = hidden.id
    )
    select hidden.id from hidden;
  end
  $$;
  comment on function history.hidden is 'Nodes that stood at the version but were not valid on the day, or were not decided, held or given by the day, and what cannot be shown without them; documents are evidence and stay';
`

const VIEWS = `
  create function history.refresh_as_of() returns void language plpgsql as $$
  declare
    one history.tracked;
    defined record;
    told text;
    path constant text := current_setting('search_path');
  begin
    drop schema as_of cascade;
    create schema as_of;
    for one in select * from history.tracked order by position loop
      select string_agg(case
        when column_name = any (one.optional)
          then format('case when h.%1$I not in (select history.hidden()) then h.%1$I end as %1$I', column_name)
        when one.name = 'allocation' and column_name = 'status'
          then 'case when h.status = ''GRANTED'' and h.decision_id in (select history.hidden()) then ''PROPOSED'' else h.status end as status'
        else format('h.%I', column_name) end, ', ')
      into told from history.columns_of(one.name);
      execute format('create view as_of.%1$I as select %2$s from history.%1$I h
        where h.recorded_from <= (select current_setting(''vrd.known_at'')::bigint)
          and h.recorded_to > (select current_setting(''vrd.known_at'')::bigint)%3$s', one.name, told,
        (select string_agg(format(' and h.%I not in (select history.hidden())', s), '') from unnest(one.shown) as s));
    end loop;
    create view as_of.node_search as select h.node_id, h.words, h.names from history.node_search h
      where h.recorded_from <= (select current_setting('vrd.known_at')::bigint)
        and h.recorded_to > (select current_setting('vrd.known_at')::bigint)
        and h.node_id not in (select history.hidden());
    create view as_of.graph_version as select h.* from public.graph_version h
      where h.version <= (select current_setting('vrd.known_at')::bigint);
    create view as_of.graph_change as select * from public.graph_change c
      where c.version <= (select current_setting('vrd.known_at')::bigint)
        and c.subject_id not in (select history.hidden())
        and not exists (
          select from jsonb_array_elements(coalesce(c.after, c.before) -> 'relation') as r (shape)
          where (r.shape ->> 'source_id')::uuid in (select history.hidden()) or (r.shape ->> 'target_id')::uuid in (select history.hidden()));

    -- Views over the tables of the graph: read as written for the tables, made again over those of the moment.
    for defined in select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') loop
      perform set_config('search_path', 'public', true);
      told := pg_get_viewdef(defined.oid);
      perform set_config('search_path', 'as_of, public', true);
      execute format('create view as_of.%I as %s', defined.relname, told);
    end loop;
    perform set_config('search_path', path, true);
  end
  $$;
  comment on function history.refresh_as_of is 'Makes the views as of a moment, after a table or view of the graph was added or changed';

  select history.refresh_as_of();
`

const GRANTS = `
  create function history.grant_rights() returns void language plpgsql as $$
  declare
    one text;
  begin
    grant usage on schema history, as_of to vrd_reader, vrd_writer;
    grant select on all tables in schema history, as_of to vrd_reader, vrd_writer;
    for one in select name from history.tracked union all select 'node_search' loop
      execute format('grant insert, update, delete on public.%I to vrd_writer', one);
    end loop;
  end
  $$;
  comment on function history.grant_rights is 'Who reads may read all; who writes may write the tables of the graph, and nothing of the ledger';

  select history.grant_rights();

  revoke execute on all functions in schema history from public;
  grant execute on function history.hidden to vrd_reader, vrd_writer;
`

const DOWN = `
  do $$
  declare
    one text;
  begin
    for one in select name from history.tracked union all select 'node_search' loop
      execute format('revoke insert, update, delete on public.%I from vrd_writer', one);
    end loop;
  end
  $$;
  drop schema as_of cascade;
  drop function history.grant_rights;
  drop function history.refresh_as_of;
  drop function history.hidden;
`
