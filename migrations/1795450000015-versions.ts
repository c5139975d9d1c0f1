import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Whatever is written to a table of the graph, by whomever, becomes the next version when its transaction commits. */
export class Versions1795450000015 implements MigrationInterface {
  readonly name = 'Versions1795450000015'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VERSION)
    await runner.query(FIRST)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const VERSION = `
  create table history.node_search (recorded_from bigint not null, recorded_to bigint not null, like public.node_search including comments,
    constraint node_search_history_pk primary key (node_id, recorded_from));
  create index node_search_words_idx on history.node_search using gin (words);
  create index node_search_names_idx on history.node_search using gin (names gin_trgm_ops);
  comment on table history.node_search is 'What search looked through, and the versions from which and up to which';

  create function history.apply_search(taken bigint, ids uuid[]) returns void language plpgsql as $$
  begin
    update history.node_search h set recorded_to = taken
    where h.node_id = any (ids) and h.recorded_to = 9223372036854775807
      and not exists (select from public.node_search s where s.node_id = h.node_id and (s.words, s.names) = (h.words, h.names));
    insert into history.node_search (recorded_from, recorded_to, node_id, words, names)
    select taken, 9223372036854775807, s.node_id, s.words, s.names from public.node_search s
    where s.node_id = any (ids)
      and not exists (select from history.node_search h where h.node_id = s.node_id and h.recorded_to = 9223372036854775807);
  end
  $$;
  comment on function history.apply_search is 'Keeps what search knew; it follows from the rows and is not in the ledger';

  create function history.take_version() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    head public.graph_head;
    taken bigint;
    ids uuid[];
    moment timestamp with time zone;
    written integer;
    wrote text := coalesce(nullif(current_setting('vrd.author', true), ''), session_user);
    why text := nullif(current_setting('vrd.reason', true), '');
    seal text;
  begin
    select * into head from public.graph_head for update;
    with touched as (delete from history.pending where transaction = pg_current_xact_id() returning subject_id)
    select array_agg(subject_id) into ids from touched;
    delete from history.closing where transaction = pg_current_xact_id();
    taken := head.version + 1;

    insert into public.graph_change (version, position, subject_id, kind, reference, operation, before, after, hash)
    select taken, sealed.position, sealed.id, sealed.kind, sealed.reference, sealed.operation, sealed.before, sealed.after,
      encode(sha256(convert_to(jsonb_build_array(taken, sealed.position, sealed.id, sealed.kind, sealed.reference, sealed.operation, sealed.before, sealed.after)::text, 'UTF8')), 'hex')
    from (
      select touched.id, named.kind, lower(replace(named.kind, '_', '-')) || ':' || named.code as reference,
        last.after as before, now.document as after,
        case when last.after is null then 'CREATED' when now.document is null then 'ENDED' else 'CORRECTED' end as operation,
        row_number() over (order by named.kind is null, named.kind collate "C", named.code collate "C", touched.id)::integer as position
      from unnest(ids) as touched (id)
      left join history.documents(ids) as now on now.subject = touched.id
      left join lateral (
        select c.after from public.graph_change c where c.subject_id = touched.id order by c.version desc limit 1
      ) as last on true
      cross join lateral (
        select coalesce(now.document, last.after) #>> '{node,0,kind}' as kind, coalesce(now.document, last.after) #>> '{node,0,code}' as code
      ) as named
      where last.after is distinct from now.document
    ) as sealed;
    get diagnostics written = row_count;
    if written = 0 then return null; end if;

    moment := greatest(head.at, clock_timestamp());
    select encode(sha256(convert_to(jsonb_build_array(head.hash, taken, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      wrote, why, written, string_agg(hash, '' order by position))::text, 'UTF8')), 'hex')
    into seal from public.graph_change where version = taken;
    insert into public.graph_version (version, at, author, reason, changes, hash) values (taken, moment, wrote, why, written, seal);
    update public.graph_head set version = taken, hash = seal, at = moment;
    perform history.apply_version(taken);
    perform history.apply_search(taken, ids);
    perform pg_notify('graph_version', taken::text);
    perform set_config('vrd.version', taken::text, true);
    return null;
  end
  $$;
  comment on function history.take_version is 'At the end of a transaction that changed the graph: the next version, under a lock that is taken last';

  create constraint trigger takes_version after insert on history.closing deferrable initially deferred
    for each row execute function history.take_version();
`

/** A graph that stood before its ledger becomes its first version. */
const FIRST = `
  select set_config('vrd.author', 'migration', true), set_config('vrd.reason', 'What the graph held before its ledger began', true);
  insert into history.pending (subject_id) select id from public.node union all select id from public.relation;
  insert into history.closing select where exists (select from history.pending);
  set constraints all immediate;
  set constraints all deferred;
`

const DOWN = `
  drop trigger takes_version on history.closing;
  drop function history.take_version;
  drop function history.apply_search;
  drop table history.node_search;
`
