import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The walls themselves: who is shown which rows, and who may write which. After a table is added to `history.tracked`,
 * `history.refresh_walls()` makes the policies and laws that follow from its columns.
 */
export class RowLevelSecurity1795450000020 implements MigrationInterface {
  readonly name = 'RowLevelSecurity1795450000020'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WRITERS)
    await runner.query(NAMES)
    await runner.query(WALLS)
    await runner.query(RIGHTS)
    await runner.query('select history.refresh_walls()')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const WRITERS = `
  create function writes_freely() returns boolean language sql stable as $$
    select coalesce(current_setting('vrd.kinds', true), '') = '' and coalesce(current_setting('vrd.entity', true), '') = ''
  $$;
  comment on function writes_freely is 'Whether the transaction may write to every node: the settings vrd.kinds and vrd.entity say nothing';

  create function writes_kind(kind text) returns boolean language sql stable as $$
    select coalesce(current_setting('vrd.kinds', true), '') = '' or kind = any (string_to_array(current_setting('vrd.kinds', true), ','))
  $$;
  comment on function writes_kind is 'Whether the transaction may write to nodes of this kind';

  create function looks_after(node uuid) returns boolean language sql stable as $$
    select coalesce(current_setting('vrd.entity', true), '') = '' or exists (
      select from steward s where s.node_id = node and s.entity_id = nullif(current_setting('vrd.entity', true), '')::uuid)
  $$;
  comment on function looks_after is 'Whether it is the entity that the transaction writes for that looks after this node, or it writes for no entity';

  create function writes_subject(subject uuid) returns boolean language sql stable as $$
    select exists (
      select from node n
      where n.id = coalesce((select r.source_id from relation r where r.id = subject), (select m.node_id from remark m where m.id = subject), subject)
        and writes_kind(n.kind) and looks_after(n.id))
  $$;
  comment on function writes_subject is 'Whether the transaction may write to this node, to this relation as to its source, to this remark as to its node';

  create function writes_steward(node uuid, entity uuid) returns boolean language sql stable as $$
    select case when coalesce(current_setting('vrd.entity', true), '') = ''
      then not exists (select from node n where n.id = node) or writes_subject(node)
      else entity = current_setting('vrd.entity', true)::uuid and not exists (select from node n where n.id = node) end
  $$;
  comment on function writes_steward is 'Who writes for an entity may make it the steward of what is new, and of nothing that is there';
`

/** A row that someone is shown names nothing that they are not: then no column need be looked through, also not in the past. */
const NAMES = `
  create function history.unseen_names(one history.tracked, source text, chosen text) returns text language sql stable as $$
    select format('select from %s t cross join lateral (values %s) as named (id) join public.draft b on b.subject_id = named.id
      where (%s) and not exists (select from public.draft s where s.subject_id in (%s) and (s.owner_id is null or s.owner_id = b.owner_id))',
      source, string_agg(format('(t.%I)', w), ', '), chosen,
      (select string_agg(format('t.%I', o), ', ') from unnest(one.owners) as o)
        || case when 'remark_id' = any (one.owners) then ', (select m.node_id from public.remark m where m.id = t.remark_id)' else '' end)
    from unnest(one.walled) as w where w <> all (one.owners || 'id'::text) having count(*) > 0 and one.name <> 'draft'
  $$;
  comment on function history.unseen_names is 'A query for the rows that name a draft which not everyone sees who sees the row; null for a table that names nothing';

  create function names_what_is_seen() returns trigger language plpgsql as $$
  declare
    wrong boolean;
  begin
    if not exists (select from public.draft) then return null; end if;
    execute 'select exists (' || tg_argv[0] || ')' into wrong;
    if wrong then
      raise exception 'what is published, or shown to others, cannot name a draft that they do not see'
        using errcode = 'check_violation', constraint = 'names_what_is_seen', table = tg_table_name;
    end if;
    return null;
  end
  $$;
  comment on function names_what_is_seen is 'After the foreign keys are checked, so that what another transaction has just written is seen here as well';

  create function publishes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    published constant uuid[] := array(select subject_id from removed);
    one history.tracked;
    wrong boolean;
  begin
    if not exists (select from public.draft) then return null; end if;
    for one in select * from history.tracked t where history.unseen_names(t, '', '') is not null order by position loop
      execute 'select exists (' || history.unseen_names(one, format('public.%I', one.name),
        (select string_agg(format('t.%I = any ($1)', o), ' or ') from unnest(one.owners) as o)
          || case when 'remark_id' = any (one.owners)
            then ' or t.remark_id = any (array(select m.id from public.remark m where m.node_id = any ($1)))' else '' end) || ')'
      into wrong using published;
      if wrong then
        raise exception 'publish first, or together, the drafts that it names'
          using errcode = 'check_violation', constraint = 'names_what_is_seen', table = one.name;
      end if;
    end loop;
    return null;
  end
  $$;
  comment on function publishes is 'What is published names nothing that is not';
  create trigger publishes after delete on draft referencing old table as removed for each statement execute function publishes();
`

const WALLS = `
  create function history.wall(one history.tracked, unseen text) returns text language sql stable as $$
    select string_agg(case
      when w = 'remark_id' then format('(%1$I.remark_id is null or exists (select from public.remark m where m.id = %1$I.remark_id))', one.name)
      when w = 'relation_id' then format('(%1$I.relation_id is null or exists (select from public.relation r where r.id = %1$I.relation_id))', one.name)
      when a.attnotnull then format('%I not in (%s)', w, unseen)
      else format('(%1$I is null or %1$I not in (%2$s))', w, unseen) end, ' and ' order by at)
    from unnest(one.walled) with ordinality as walled (w, at)
    join pg_attribute a on a.attrelid = ('public.' || quote_ident(one.name))::regclass and a.attname = w
  $$;
  comment on function history.wall is 'Which rows are shown to whoever does not see these drafts; a remark or relation that is hidden itself hides what hangs on it';

  create function history.refresh_walls() returns void language plpgsql as $$
  declare
    one history.tracked;
    policy text;
    own text;
    given text;
    names text;
  begin
    for one in select * from history.tracked order by position loop
      execute format('alter table public.%I enable row level security', one.name);
      foreach policy in array array['reads_all', 'reads_published', 'reads_own', 'writes'] loop
        execute format('drop policy if exists %I on public.%I', policy, one.name);
      end loop;
      execute format('create policy reads_all on public.%I for select to vrd_reader, vrd_writer using (true)', one.name);
      -- The walls of all tables ask for the drafts with the rights of whoever reads: hidden, they would hide nothing.
      execute format('create policy reads_published on public.%I for select to vrd_public using (%s)', one.name,
        case when one.name = 'draft' then 'true' else history.wall(one, 'select d.subject_id from public.draft d') end);
      execute format('create policy reads_own on public.%I for select to vrd_entity using (%s)', one.name,
        case when one.name = 'draft' then 'true'
          else history.wall(one, 'select d.subject_id from public.draft d where (d.owner_id = public.drafts_seen_of()) is not true') end);

      own := case one.name
        when 'node' then 'public.writes_kind(kind) and public.looks_after(id)'
        when 'relation' then 'public.writes_subject(source_id)'
        when 'draft' then 'public.writes_subject(belongs_to)'
        when 'steward' then 'public.writes_subject(node_id) and coalesce(current_setting(''vrd.entity'', true), '''') = '''''
        else format('public.writes_subject(coalesce(%s))', (select string_agg(quote_ident(o), ', ') from unnest(one.owners) as o)) end;
      given := case one.name
        when 'draft' then 'coalesce(current_setting(''vrd.entity'', true), '''') in ('''', owner_id::text)'
        when 'steward' then 'public.writes_steward(node_id, entity_id)'
        else own end;
      execute format('create policy writes on public.%I for all to vrd_writer
        using ((select public.writes_freely()) or %s) with check ((select public.writes_freely()) or %s)', one.name, own, given);

      execute format('drop trigger if exists names_added on public.%1$I; drop trigger if exists names_changed on public.%1$I', one.name);
      names := history.unseen_names(one, 'written', 'true');
      if names is not null then
        execute format('create trigger names_added after insert on public.%1$I referencing new table as written for each statement
            execute function public.names_what_is_seen(%2$L);
          create trigger names_changed after update on public.%1$I referencing new table as written for each statement
            execute function public.names_what_is_seen(%2$L)', one.name, names);
      end if;
    end loop;
  end
  $$;
  comment on function history.refresh_walls is 'Makes what follows from the columns that name something: who is shown which rows, who writes which, and that a row names nothing that is hidden from whoever is shown it';
`

/** What the database keeps by itself it keeps with its own rights: a writer has none to it, or not to all of it. */
const KEPT = [
  'allocation_counts()',
  'refresh_node_search(uuid)',
  'node_is_searchable()',
  'node_name_is_searchable()',
]

const RIGHTS = `
  ${KEPT.map((name) => `alter function ${name} security definer set search_path = public, pg_temp;`).join('\n  ')}
  revoke insert, update, delete on node_search from vrd_writer;
  revoke execute on function history.unseen_names, history.wall, history.refresh_walls from public;
`

const DOWN = `
  grant insert, update, delete on node_search to vrd_writer;
  ${KEPT.map((name) => `alter function ${name} security invoker reset search_path;`).join('\n  ')}
  drop trigger publishes on draft;
  do $$
  declare
    one text;
    policy text;
  begin
    for one in select name from history.tracked loop
      execute format('drop trigger if exists names_added on public.%1$I; drop trigger if exists names_changed on public.%1$I', one);
      foreach policy in array array['reads_all', 'reads_published', 'reads_own', 'writes'] loop
        execute format('drop policy %I on public.%I', policy, one);
      end loop;
      execute format('alter table public.%I disable row level security', one);
    end loop;
  end
  $$;
  drop function history.refresh_walls, history.wall, history.unseen_names, publishes, names_what_is_seen,
    writes_steward, writes_subject, looks_after, writes_kind, writes_freely;
`
