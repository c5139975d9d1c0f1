import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The append-only ledger: versions, their changes, and the roles that may read or write the graph but not the ledger. */
export class Ledger1795450000013 implements MigrationInterface {
  readonly name = 'Ledger1795450000013'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES)
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

/** Roles belong to the whole server: another database of it may have them already, or be making them now. */
const ROLES = `
  do $$
  declare
    wanted text;
  begin
    foreach wanted in array array['vrd_reader', 'vrd_writer'] loop
      if not exists (select from pg_roles where rolname = wanted) then
        begin
          execute format('create role %I nologin', wanted);
        exception when duplicate_object or unique_violation then
          null;
        end;
      end if;
      if not pg_has_role(current_user, wanted, 'member') then
        execute format('grant %I to current_user', wanted);
      end if;
    end loop;
  end
  $$;
`

const UP = `
  create table graph_head (
    one boolean not null default true,
    version bigint not null,
    hash text,
    at timestamp with time zone,
    constraint graph_head_pk primary key (one),
    constraint graph_head_one_check check (one)
  ) with (fillfactor = 10);
  comment on table graph_head is 'The version the graph is at; its one row is locked last in every write, so that versions have no gap and no reorder';
  comment on column graph_head.one is 'Always true: there is one row';
  comment on column graph_head.version is 'Version the graph is at; 0 before the first';
  comment on column graph_head.hash is 'Hash of that version; null before the first';
  comment on column graph_head.at is 'When it was taken; null before the first';
  insert into graph_head (version) values (0);

  create table graph_version (
    version bigint not null,
    at timestamp with time zone not null,
    author text not null,
    reason text,
    changes integer not null,
    hash text not null,
    constraint graph_version_pk primary key (version)
  );
  create index graph_version_at_idx on graph_version (at);
  comment on table graph_version is 'One row for each transaction that changed the graph';
  comment on column graph_version.version is 'Counted from 1 without a gap';
  comment on column graph_version.at is 'When it was taken; never before an earlier version';
  comment on column graph_version.author is 'Who changed the graph';
  comment on column graph_version.reason is 'Why; null where none was given';
  comment on column graph_version.changes is 'How many nodes and relations changed';
  comment on column graph_version.hash is 'SHA-256 over the version before, this one and its changes';

  create table graph_change (
    version bigint not null,
    position integer not null,
    subject_id uuid not null,
    kind text,
    reference text collate "C",
    operation text not null,
    before jsonb,
    after jsonb,
    hash text not null,
    constraint graph_change_pk primary key (version, position),
    constraint graph_change_subject_key unique (subject_id, version),
    constraint graph_change_operation_check check (operation = case
      when before is null then 'CREATED' when after is null then 'ENDED' else 'CORRECTED' end),
    constraint graph_change_kind_check check ((kind is null) = (reference is null))
  );
  create index graph_change_kind_idx on graph_change (kind, version);
  create index graph_change_reference_idx on graph_change (reference, version);
  comment on table graph_change is 'What each version changed: a node or relation as it stood before and after, with all its rows';
  comment on column graph_change.version is 'Version that changed it';
  comment on column graph_change.position is 'Place in the version, from 1';
  comment on column graph_change.subject_id is 'The node or free relation';
  comment on column graph_change.kind is 'Kind of node; null for a relation';
  comment on column graph_change.reference is 'Reference of the node as it was then; null for a relation';
  comment on column graph_change.operation is 'CREATED, CORRECTED or ENDED';
  comment on column graph_change.before is 'Its rows by table, as they stood before; null where there were none';
  comment on column graph_change.after is 'Its rows by table, as they stand after; null where there are none';
  comment on column graph_change.hash is 'SHA-256 over all of this';

  create function ledger_stands() returns trigger language plpgsql as $$
  begin
    if tg_table_name = 'graph_head' and tg_op = 'UPDATE' then
      if new.version = old.version + 1 then return new; end if;
      raise exception 'version % follows %', new.version, old.version
        using errcode = 'check_violation', constraint = 'graph_head_counts', table = tg_table_name;
    end if;
    raise exception 'the ledger is only added to'
      using errcode = 'insufficient_privilege', constraint = 'ledger_stands', table = tg_table_name;
  end
  $$;
  comment on function ledger_stands is 'Refuses to change, remove or empty what the ledger holds, and to count otherwise than by one';

  create trigger ledger_stands before update or delete on graph_version for each row execute function ledger_stands();
  create trigger ledger_stands before update or delete on graph_change for each row execute function ledger_stands();
  create trigger ledger_stands before update or delete on graph_head for each row execute function ledger_stands();
  create trigger ledger_stays before truncate on graph_version for each statement execute function ledger_stands();
  create trigger ledger_stays before truncate on graph_change for each statement execute function ledger_stands();
  create trigger ledger_stays before truncate on graph_head for each statement execute function ledger_stands();

  grant usage on schema public to vrd_reader, vrd_writer;
  grant select on all tables in schema public to vrd_reader, vrd_writer;
  alter default privileges in schema public grant select on tables to vrd_reader, vrd_writer;
`

const DOWN = `
  alter default privileges in schema public revoke select on tables from vrd_reader, vrd_writer;
  revoke all on all tables in schema public from vrd_reader, vrd_writer;
  revoke all on schema public from vrd_reader, vrd_writer;
  drop table graph_change, graph_version, graph_head;
  drop function ledger_stands;
`
