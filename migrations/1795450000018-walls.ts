import type { MigrationInterface, QueryRunner } from 'typeorm'
import { AsOf1795450000016 } from './1795450000016-as-of.js'

/**
 * Who is shown what: the views that callers read instead of the ledger and the search words, and the past without the drafts
 * of others. Whoever reads as `vrd_reader` or `vrd_writer` sees all, as `vrd_entity` no drafts but those of the entity in
 * the setting `vrd.entity`, as anyone else none.
 */
export class Walls1795450000018 implements MigrationInterface {
  readonly name = 'Walls1795450000018'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VIEWS)
    await runner.query(PAST)
    await runner.query(RIGHTS)
    await runner.query('select history.refresh_as_of(); select history.grant_rights();')
  }

  /** The past is made again as it was before, under its own earlier migration. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
    const earlier = new AsOf1795450000016()
    await earlier.down(runner)
    await earlier.up(runner)
  }
}

/**
 * These views have the rights of their owner, so that the public needs none on the tables. They let conditions of the
 * caller run before their own: that is what lets an index of words serve, and callers cannot bring functions that tell.
 */
const VIEWS = `
  create function sees_all_drafts() returns boolean language sql stable as $$
    select pg_has_role('vrd_reader', 'usage') or pg_has_role('vrd_writer', 'usage')
  $$;
  comment on function sees_all_drafts is 'Whether whoever asks sees what is not published; a role that nobody foresaw does not';

  create function drafts_seen_of() returns uuid language sql stable as $$
    select case when pg_has_role('vrd_entity', 'usage') then nullif(current_setting('vrd.entity', true), '')::uuid end
  $$;
  comment on function drafts_seen_of is 'Entity whose drafts whoever asks may see; null for none';

  create function history.seen_document(document jsonb, subject uuid, seen_of uuid) returns jsonb language plpgsql immutable as $$
  declare
    unseen constant text[] := array(
      select d.shape ->> 'subject_id' from jsonb_array_elements(document -> 'draft') as d (shape)
      where ((d.shape ->> 'owner_id')::uuid = seen_of) is not true);
    shown jsonb := document - 'draft';
    part record;
    kept jsonb;
  begin
    if subject::text = any (unseen) then return null; end if;
    for part in select * from (values ('remark', 'id'), ('remark_reading', 'remark_id'), ('remark_settlement', 'remark_id'),
      ('citation', 'remark_id'), ('draft', 'subject_id')) as hung (name, key) where document ? name loop
      select jsonb_agg(row.shape order by row.place) into kept
      from jsonb_array_elements(document -> part.name) with ordinality as row (shape, place)
      where (row.shape ->> part.key = any (unseen)) is not true;
      shown := case when kept is null then shown - part.name else shown || jsonb_build_object(part.name, kept) end;
    end loop;
    return shown;
  end
  $$;
  comment on function history.seen_document is 'A document of the ledger without the drafts that are not of this entity; null where the subject itself is one';

  create view searchable as
  select s.node_id, s.words, s.names from node_search s
  where case when (select sees_all_drafts()) then true else s.node_id not in (
    select d.subject_id from draft d where (d.owner_id = drafts_seen_of()) is not true) end;
  comment on view searchable is 'What search looks through, of the nodes that whoever asks may see';
  comment on column searchable.node_id is 'The node';
  comment on column searchable.words is 'Words of names and codes (weight A) and descriptions (weight B), stemmed in both languages and as they are';
  comment on column searchable.names is 'Names, former names and codes without accents or capitals, for spelling that is nearly right';

  create view seen_change as
  select c.version, c.position, c.subject_id, c.kind, c.reference,
    case when s.is_whole then c.operation when s.before is null then 'CREATED' when s.after is null then 'ENDED' else 'CORRECTED' end as operation,
    s.before, s.after, case when s.is_whole then c.hash end as hash
  from graph_change c cross join lateral (select
    (select sees_all_drafts()) as is_whole,
    case when (select sees_all_drafts()) then c.before when c.before ? 'draft'
      then history.seen_document(c.before, c.subject_id, (select drafts_seen_of())) else c.before end as before,
    case when (select sees_all_drafts()) then c.after when c.after ? 'draft'
      then history.seen_document(c.after, c.subject_id, (select drafts_seen_of())) else c.after end as after
  ) as s
  where s.is_whole or (c.before ? 'draft' or c.after ? 'draft') is not true or s.before is distinct from s.after;
  comment on view seen_change is 'What each version changed, as far as whoever asks may see it: publishing shows as CREATED, and nothing of before';
  comment on column seen_change.version is 'Version that changed it';
  comment on column seen_change.position is 'Place in the version, from 1; with gaps for what is not seen';
  comment on column seen_change.subject_id is 'The node or free relation';
  comment on column seen_change.kind is 'Kind of node; null for a relation';
  comment on column seen_change.reference is 'Reference of the node as it was then; null for a relation';
  comment on column seen_change.operation is 'CREATED, CORRECTED or ENDED';
  comment on column seen_change.before is 'Its rows by table, as they stood before; null where none were seen';
  comment on column seen_change.after is 'Its rows by table, as they stand after; null where none are seen';
  comment on column seen_change.hash is 'SHA-256 over the whole; null for whoever does not see the whole';

  create view seen_version as
  select v.version, v.at,
    case when (select sees_all_drafts()) then v.author else split_part(v.author, '/', 1) end as author,
    case when (select sees_all_drafts()) or exists (select from seen_change c where c.version = v.version) then v.reason end as reason,
    case when (select sees_all_drafts()) then v.changes else (
      select count(*)::integer from seen_change c where c.version = v.version) end as changes,
    case when (select sees_all_drafts()) then v.hash end as hash
  from graph_version v;
  comment on view seen_version is 'The versions, all of them for everyone, and what whoever asks may know of each';
  comment on column seen_version.version is 'Counted from 1 without a gap';
  comment on column seen_version.at is 'When it was taken; never before an earlier version';
  comment on column seen_version.author is 'Who changed the graph: the role before the stroke is for everyone, the name after it is not';
  comment on column seen_version.reason is 'Why; null where none was given, and for whoever sees none of its changes';
  comment on column seen_version.changes is 'How many of the nodes and relations that changed are seen';
  comment on column seen_version.hash is 'SHA-256 over the version before, this one and its changes; null for whoever does not see the whole';

  alter view tie set (security_invoker = true);
`

const PAST = `
  create function history.unseen(reader name) returns setof uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  declare
    k constant bigint := current_setting('vrd.known_at');
    seen_of constant uuid := case when pg_has_role(reader, 'vrd_entity', 'usage') then nullif(current_setting('vrd.entity', true), '')::uuid end;
  begin
    if pg_has_role(reader, 'vrd_reader', 'usage') or pg_has_role(reader, 'vrd_writer', 'usage') then return; end if;
    return query
    with drafted as materialized (
      select subject_id from history.draft where recorded_from <= k and recorded_to > k and (owner_id = seen_of) is not true)
    select subject_id from drafted
    union all
    select id from history.remark where recorded_from <= k and recorded_to > k and node_id in (select subject_id from drafted)
    union all
    select id from history.relation where recorded_from <= k and recorded_to > k
      and (source_id in (select subject_id from drafted) or target_id in (select subject_id from drafted));
  end
  $$;
  comment on function history.unseen is 'Nodes, relations and remarks that were drafts at the version, or hung on one, and are not for this role to see; it reads what the role itself may not';

  alter function history.hidden() security definer set search_path = pg_catalog, pg_temp;

  create or replace function history.refresh_as_of() returns void language plpgsql as $$
  declare
    one history.tracked;
    defined record;
    told text;
    wall constant text := ' and ((select public.sees_all_drafts()) or (%s))';
    unseen constant text := '%1$s is null or %1$s not in (select history.unseen(current_user))';
    path constant text := current_setting('search_path');
  begin
    drop schema as_of cascade;
    create schema as_of;
    comment on schema as_of is 'The graph as of a moment, under the names of its tables';
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
          and h.recorded_to > (select current_setting(''vrd.known_at'')::bigint)%3$s%4$s', one.name, told,
        (select string_agg(format(' and h.%I not in (select history.hidden())', s), '') from unnest(one.shown) as s),
        format(wall, (select string_agg(format('(' || unseen || ')', format('h.%I', w)), ' and ') from unnest(one.walled) as w)));
    end loop;
    execute 'create view as_of.node_search as select h.node_id, h.words, h.names from history.node_search h
      where h.recorded_from <= (select current_setting(''vrd.known_at'')::bigint)
        and h.recorded_to > (select current_setting(''vrd.known_at'')::bigint)
        and h.node_id not in (select history.hidden())' || format(wall, format(unseen, 'h.node_id'));
    create view as_of.graph_version as select h.* from public.graph_version h
      where h.version <= (select current_setting('vrd.known_at')::bigint);
    execute 'create view as_of.graph_change as select * from public.graph_change c
      where c.version <= (select current_setting(''vrd.known_at'')::bigint)
        and c.subject_id not in (select history.hidden())
        and not exists (
          select from jsonb_array_elements(coalesce(c.after, c.before) -> ''relation'') as r (shape)
          where (r.shape ->> ''source_id'')::uuid in (select history.hidden()) or (r.shape ->> ''target_id'')::uuid in (select history.hidden()))'
      || format(wall, format(unseen, 'c.subject_id'));

    -- Views over the tables of the graph: read as written for the tables, made again over those of the moment, in the order in
    -- which they were made, for one may read another. They read views that hide by themselves, with the rights of their owner.
    for defined in select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by c.oid loop
      perform set_config('search_path', 'public', true);
      told := pg_get_viewdef(defined.oid);
      perform set_config('search_path', 'as_of, public', true);
      execute format('create view as_of.%I as %s', defined.relname, told);
    end loop;
    perform set_config('search_path', path, true);
  end
  $$;
`

const RIGHTS = `
  create or replace function history.grant_rights() returns void language plpgsql as $$
  declare
    one text;
  begin
    grant usage on schema history, as_of to vrd_reader, vrd_writer;
    grant select on all tables in schema history, as_of to vrd_reader, vrd_writer;
    grant usage on schema public, as_of to vrd_public, vrd_entity;
    for one in select name from history.tracked loop
      execute format('grant insert, update, delete on public.%I to vrd_writer', one);
      execute format('grant select on as_of.%I to vrd_public, vrd_entity', one);
      if one <> 'draft' then execute format('grant select on public.%I to vrd_public, vrd_entity', one); end if;
    end loop;
    -- Their walls ask which subjects are drafts. The public is told opaque ids, and not whose they are.
    grant select (subject_id) on public.draft to vrd_public;
    grant select (subject_id, belongs_to, owner_id) on public.draft to vrd_entity;
    grant select on public.node_kind, public.relation_kind, public.relation_rule to vrd_public, vrd_entity;
    grant select (version) on public.graph_head to vrd_public, vrd_entity;
    for one in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') loop
      execute format('grant select on public.%1$I, as_of.%1$I to vrd_reader, vrd_writer, vrd_public, vrd_entity', one);
    end loop;
  end
  $$;
  comment on function history.grant_rights is 'Who reads may read all, the public and entities what is walled; who writes may write the tables of the graph, and nothing of the ledger';

  revoke execute on function history.unseen, history.seen_document, history.hidden from public;
  grant execute on function history.unseen, history.seen_document, history.hidden to vrd_reader, vrd_writer, vrd_public, vrd_entity;
`

const DOWN = `
  do $$
  declare
    one text;
  begin
    for one in select name from history.tracked loop
      execute format('revoke select on public.%I from vrd_public, vrd_entity', one);
    end loop;
  end
  $$;
  revoke select (subject_id) on public.draft from vrd_public;
  revoke select (subject_id, belongs_to, owner_id) on public.draft from vrd_entity;
  revoke select on public.node_kind, public.relation_kind, public.relation_rule from vrd_public, vrd_entity;
  revoke select (version) on public.graph_head from vrd_public, vrd_entity;
  revoke all on public.tie from vrd_public, vrd_entity;
  revoke usage on schema public from vrd_public, vrd_entity;
  alter view tie reset (security_invoker);
  drop schema as_of cascade;
  create schema as_of;
  drop view seen_version, seen_change, searchable;
  drop function history.unseen, history.seen_document, sees_all_drafts, drafts_seen_of;
`
