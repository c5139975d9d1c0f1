import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The rows of the graph through time. `history.tracked` names the tables; after one is added or changed,
 * `history.refresh()` makes all that follows from it: triggers, documents, and the fold of the ledger into rows.
 */
export class RowVersions1795450000014 implements MigrationInterface {
  readonly name = 'RowVersions1795450000014'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES)
    await runner.query(REFRESH)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const TABLES = `
  create schema history;
  comment on schema history is 'Every row of the graph that ever stood, derived from the ledger';

  create table history.tracked (
    name text not null,
    position integer generated always as identity,
    owners text[] not null,
    shown text[] not null default '{}',
    optional text[] not null default '{}',
    constraint tracked_pk primary key (name)
  );
  comment on table history.tracked is 'The tables of the graph';
  comment on column history.tracked.owners is 'Columns that name the node or relation a row belongs to; remark_id stands for the node of that remark';
  comment on column history.tracked.shown is 'Columns that name nodes without which the row is not shown as of a moment';
  comment on column history.tracked.optional is 'Columns that name nodes and are empty where those are not shown';

  insert into history.tracked (name, owners, shown, optional) values
    ('node', '{id}', '{id}', '{}'),
    ('node_alias', '{node_id}', '{node_id}', '{}'),
    ('node_name', '{node_id}', '{node_id}', '{}'),
    ('document', '{id}', '{id}', '{}'),
    ('policy_document', '{id}', '{id}', '{}'),
    ('regulation', '{id}', '{id}', '{}'),
    ('target_group', '{id}', '{id}', '{}'),
    ('entity', '{id}', '{id}', '{}'),
    ('building_block', '{id}', '{id}', '{}'),
    ('need', '{id}', '{id}', '{}'),
    ('governance_body', '{id}', '{id}', '{}'),
    ('meeting', '{id}', '{id,body_id}', '{}'),
    ('decision', '{id}', '{id,body_id}', '{}'),
    ('advice', '{id}', '{id,body_id}', '{}'),
    ('programme', '{id}', '{id}', '{}'),
    ('portfolio', '{id}', '{id}', '{}'),
    ('pillar', '{id}', '{id,portfolio_id}', '{}'),
    ('project', '{id}', '{id,portfolio_id}', '{pillar_id,owner_id}'),
    ('workstream', '{id}', '{id}', '{project_id}'),
    ('deliverable', '{id}', '{id}', '{}'),
    ('milestone', '{id}', '{id}', '{body_id}'),
    ('budget_article', '{id}', '{id}', '{}'),
    ('appropriation', '{id}', '{id,portfolio_id}', '{budget_article_id}'),
    ('allocation', '{id}', '{id,portfolio_id,appropriation_id}', '{project_id,entity_id,decision_id}'),
    ('evaluation', '{id}', '{id}', '{body_id}'),
    ('document_part', '{document_id}', '{}', '{}'),
    ('decision_article', '{decision_id}', '{}', '{}'),
    ('advice_point', '{advice_id}', '{}', '{}'),
    ('column_tie', '{node_id}', '{node_id}', '{}'),
    ('relation', '{id}', '{source_id,target_id}', '{}'),
    ('remark', '{node_id}', '{node_id}', '{}'),
    ('remark_reading', '{remark_id}', '{}', '{}'),
    ('citation', '{node_id,relation_id,remark_id}', '{}', '{}');

  create unlogged table history.pending (
    transaction xid8 not null default pg_current_xact_id(),
    subject_id uuid not null,
    constraint pending_pk primary key (transaction, subject_id)
  );
  comment on table history.pending is 'Nodes and relations that a transaction under way has touched; empty for everyone else';

  create unlogged table history.closing (
    transaction xid8 not null default pg_current_xact_id(),
    constraint closing_pk primary key (transaction)
  );
  comment on table history.closing is 'Transactions under way that have touched anything: one row each, so that its trigger fires once';

  create function history.touch() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    written jsonb;
    owner text;
    subject uuid;
  begin
    if tg_op = 'TRUNCATE' then
      raise exception 'delete the rows of % instead: emptying it would leave no trace', tg_table_name
        using errcode = 'feature_not_supported';
    end if;
    foreach written in array array[
      case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end
    ] loop
      foreach owner in array tg_argv loop
        subject := written ->> owner;
        if owner = 'remark_id' then
          select node_id into subject from public.remark where id = subject;
        end if;
        if subject is not null then
          insert into history.pending (subject_id) values (subject) on conflict do nothing;
          if found then insert into history.closing default values on conflict do nothing; end if;
        end if;
      end loop;
    end loop;
    return null;
  end
  $$;
  comment on function history.touch is 'Notes the node or relation that a row belongs to, before and after; the version is taken at the end';
`

/** Code that follows from the tables is generated in the database, so that a later migration has one statement to call. */
const REFRESH = `
  create function history.columns_of(name text) returns table (column_name text, is_numeric boolean) language sql stable as $$
    select attname::text, atttypid = 'numeric'::regtype from pg_attribute
    where attrelid = ('public.' || quote_ident(name))::regclass and attnum > 0 and not attisdropped order by attnum
  $$;
  comment on function history.columns_of is 'The columns of a table of the graph, in order';

  create function history.keys_of(name text) returns text[] language sql stable as $$
    select array_agg(a.attname::text order by a.attnum) from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = ('public.' || quote_ident(name))::regclass and i.indisprimary
  $$;
  comment on function history.keys_of is 'The columns of its primary key';

  create function history.keep_rows(name text) returns void language plpgsql as $$
  declare
    defined text;
    added record;
  begin
    if to_regclass('history.' || quote_ident(name)) is null then
      execute format('create table history.%1$I (recorded_from bigint not null, recorded_to bigint not null, like public.%1$I including comments,
        constraint %2$I primary key (%3$s, recorded_from), constraint %4$I check (recorded_from < recorded_to))',
        name, name || '_history_pk', (select string_agg(quote_ident(k), ', ') from unnest(history.keys_of(name)) as k), name || '_history_check');
      execute format('comment on table history.%I is %L', name, 'Rows of ' || name || ' and the versions from which and up to which they stood');
      for defined in
        select pg_get_indexdef(indexrelid) from pg_index
        where indrelid = ('public.' || quote_ident(name))::regclass and not indisprimary and not indisexclusion
      loop
        execute replace(regexp_replace(defined, '^CREATE UNIQUE', 'CREATE'), ' ON public.', ' ON history.');
      end loop;
    end if;
    for added in
      select a.attname, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      where a.attrelid = ('public.' || quote_ident(name))::regclass and a.attnum > 0 and not a.attisdropped
        and not exists (select from pg_attribute h where h.attrelid = ('history.' || quote_ident(name))::regclass and h.attname = a.attname)
    loop
      execute format('alter table history.%I add column %I %s', name, added.attname, added.type);
    end loop;
  end
  $$;
  comment on function history.keep_rows is 'Makes the table that holds all rows that a table ever had, or gives it the columns that it lacks';

  create function history.refresh() returns void language plpgsql as $$
  declare
    one history.tracked;
    owner text;
    shown_row text;
    documents text := '';
    applied text := '';
    key_columns text;
    same_key text;
    names text;
    given text;
  begin
    for one in select * from history.tracked order by position loop
      perform history.keep_rows(one.name);
      execute format('drop trigger if exists touches on public.%1$I;
        create trigger touches after insert or update or delete on public.%1$I for each row execute function history.touch(%2$s);
        drop trigger if exists stays on public.%1$I;
        create trigger stays before truncate on public.%1$I for each statement execute function history.touch()',
        one.name, (select string_agg(quote_literal(o), ', ') from unnest(one.owners) as o));

      select 'to_jsonb(t)' || coalesce(' || jsonb_build_object(' || string_agg(format('%1$L, t.%1$I::text', column_name), ', ')
        filter (where is_numeric) || ')', ''), string_agg(quote_ident(column_name), ', '), string_agg('given.' || quote_ident(column_name), ', ')
        into shown_row, names, given from history.columns_of(one.name);
      foreach owner in array one.owners loop
        documents := documents || case when documents = '' then '' else ' union all ' end || case
          when owner = 'remark_id' then format('select m.node_id, %1$L, %2$s from public.remark m join public.%1$I t on t.remark_id = m.id
            where m.node_id = any (ids)', one.name, shown_row)
          else format('select t.%3$I, %1$L, %2$s from public.%1$I t where t.%3$I = any (ids)', one.name, shown_row, owner) end;
      end loop;

      select string_agg(format('h.%1$I = given.%1$I', k), ' and ') into same_key from unnest(history.keys_of(one.name)) as k;
      applied := applied || format('
        if %1$L = any (touched) then
          update history.%1$I h set recorded_to = taken
          from public.graph_change c cross join lateral jsonb_array_elements(c.before -> %1$L) as old (shape)
          cross join lateral jsonb_populate_record(null::public.%1$I, old.shape) as given
          where c.version = taken and h.recorded_to = 9223372036854775807 and %2$s
            and not exists (select from jsonb_array_elements(c.after -> %1$L) as new (shape) where new.shape = old.shape);
          insert into history.%1$I (recorded_from, recorded_to, %3$s)
          select taken, 9223372036854775807, %4$s
          from public.graph_change c cross join lateral jsonb_array_elements(c.after -> %1$L) as new (shape)
          cross join lateral jsonb_populate_record(null::public.%1$I, new.shape) as given
          where c.version = taken
            and not exists (select from jsonb_array_elements(c.before -> %1$L) as old (shape) where old.shape = new.shape);
        end if;', one.name, same_key, names, given);
    end loop;

    execute format('create or replace function history.documents(ids uuid[]) returns table (subject uuid, document jsonb) language plpgsql stable set plan_cache_mode = force_generic_plan as $code$
      begin
        return query select listed.owner, jsonb_object_agg(listed.name, listed.shapes) from (
          select part.owner, part.name, jsonb_agg(part.shape order by part.shape::text collate "C") as shapes
          from (%s) as part (owner, name, shape) group by part.owner, part.name
        ) as listed group by listed.owner;
      end $code$', documents);
    execute format('create or replace function history.apply_version(taken bigint) returns void language plpgsql set plan_cache_mode = force_generic_plan as $code$
      declare
        touched constant text[] := array(
          select distinct listed.name from public.graph_change c
          cross join lateral jsonb_object_keys(coalesce(c.before, ''{}'') || coalesce(c.after, ''{}'')) as listed (name)
          where c.version = taken and c.before -> listed.name is distinct from c.after -> listed.name);
      begin
        %s
      end $code$', applied);
  end
  $$;
  comment on function history.refresh is 'Makes what follows from the tables of the graph: their rows through time, triggers, documents and the fold of the ledger';

  select history.refresh();
`

const DOWN = `
  do $$
  declare
    one text;
  begin
    for one in select name from history.tracked loop
      execute format('drop trigger touches on public.%1$I; drop trigger stays on public.%1$I', one);
    end loop;
  end
  $$;
  drop schema history cascade;
`
