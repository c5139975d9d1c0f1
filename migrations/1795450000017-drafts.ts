import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What is not published yet, who looks after a node, remarks that are settled, and receipts of writes. `history.tracked`
 * learns which columns hide a row where what they name is a draft that the reader may not see.
 */
export class Drafts1795450000017 implements MigrationInterface {
  readonly name = 'Drafts1795450000017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES)
    await runner.query(TABLES)
    await runner.query(TRACKED)
    await runner.query(LAWS)
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
    foreach wanted in array array['vrd_public', 'vrd_entity'] loop
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

const TABLES = `
  create table draft (
    subject_id uuid not null,
    belongs_to uuid not null,
    owner_id uuid,
    constraint draft_pk primary key (subject_id),
    constraint draft_owner_fk foreign key (owner_id) references entity(id)
  );
  create index draft_belongs_to_idx on draft (belongs_to);
  create index draft_owner_idx on draft (owner_id);
  comment on table draft is 'Nodes, free relations and remarks that are not published; a row is written before its subject, and deleting it publishes';
  comment on column draft.subject_id is 'The node, relation or remark';
  comment on column draft.belongs_to is 'The node or relation in whose ledger document it stands: itself, or the node of a remark';
  comment on column draft.owner_id is 'Entity whose draft it is; null for those that no entity may see';

  create table steward (
    node_id uuid not null,
    entity_id uuid not null,
    constraint steward_pk primary key (node_id),
    constraint steward_node_fk foreign key (node_id) references node(id) on delete cascade deferrable initially deferred,
    constraint steward_entity_fk foreign key (entity_id) references entity(id)
  );
  create index steward_entity_idx on steward (entity_id);
  comment on table steward is 'Who looks after a node and may write to it; written before a new node, which is checked against it';
  comment on column steward.node_id is 'The node';
  comment on column steward.entity_id is 'Entity that looks after it';

  create table remark_settlement (
    remark_id uuid not null,
    rank integer,
    because_nl text not null,
    because_en text,
    constraint remark_settlement_pk primary key (remark_id),
    constraint remark_settlement_remark_fk foreign key (remark_id) references remark(id) on delete cascade,
    constraint remark_settlement_reading_fk foreign key (remark_id, rank) references remark_reading(remark_id,rank)
  );
  comment on table remark_settlement is 'Remarks that were settled; all their readings stay';
  comment on column remark_settlement.remark_id is 'The remark';
  comment on column remark_settlement.rank is 'Reading that is right; null where none is, or there are none';
  comment on column remark_settlement.because_nl is 'Why, in Dutch';
  comment on column remark_settlement.because_en is 'Why, in English';

  create table write_receipt (
    caller text not null,
    key text not null,
    mutation text not null,
    fingerprint text not null,
    version bigint,
    answer jsonb,
    at timestamp with time zone not null default now(),
    constraint write_receipt_pk primary key (caller, key)
  );
  create index write_receipt_at_idx on write_receipt (at);
  comment on table write_receipt is 'What was answered to a write, so that whoever sends it again is answered the same and it is done once';
  comment on column write_receipt.caller is 'Who wrote';
  comment on column write_receipt.key is 'Idempotency key, of their own choice';
  comment on column write_receipt.mutation is 'What was asked';
  comment on column write_receipt.fingerprint is 'Hash of all that was asked with it';
  comment on column write_receipt.version is 'Version that the write made; null where it changed nothing';
  comment on column write_receipt.answer is 'What was answered; null while the write is under way';
  comment on column write_receipt.at is 'When it was written';

  revoke select on write_receipt from vrd_reader;
  grant insert, update (version, answer) on write_receipt to vrd_writer;
`

const TRACKED = `
  alter table history.tracked add column walled text[] not null default '{}';
  comment on column history.tracked.walled is 'Columns that name a node, relation or remark without which the row is not shown to whoever may not see that draft';

  update history.tracked set walled = owners || array(select unnest(shown || optional) except select unnest(owners) order by 1);
  update history.tracked set walled = '{id,source_id,target_id}' where name = 'relation';
  update history.tracked set walled = '{id,node_id}' where name = 'remark';
  update history.tracked set walled = '{node_id,relation_id,remark_id,document_id}' where name = 'citation';
  insert into history.tracked (name, owners, shown, walled) values
    ('draft', '{belongs_to}', '{}', '{subject_id,belongs_to}'),
    ('steward', '{node_id}', '{node_id,entity_id}', '{node_id,entity_id}'),
    ('remark_settlement', '{remark_id}', '{}', '{remark_id}');

  select history.refresh();
  select history.refresh_as_of();
  select history.grant_rights();
`

const LAWS = `
  create function draft_is_new() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' then
      raise exception 'a draft is written or published, and stays what it is'
        using errcode = 'check_violation', constraint = 'draft_stands', table = 'draft';
    end if;
    if exists (select from node where id = new.subject_id) or exists (select from relation where id = new.subject_id)
      or exists (select from remark where id = new.subject_id) then
      raise exception 'what stands already cannot become a draft'
        using errcode = 'check_violation', constraint = 'draft_is_new', table = 'draft';
    end if;
    return new;
  end
  $$;
  comment on function draft_is_new is 'What was published stays published: whoever has seen it must be able to see what becomes of it';
  create trigger draft_is_new before insert or update on draft for each row execute function draft_is_new();

  create function draft_has_subject() returns trigger language plpgsql as $$
  begin
    if exists (select from draft where subject_id = new.subject_id) and not exists (
      select from node where id = new.subject_id and id = new.belongs_to
      union all select from relation where id = new.subject_id and id = new.belongs_to
      union all select from remark where id = new.subject_id and node_id = new.belongs_to) then
      raise exception 'a draft of nothing, or that belongs elsewhere'
        using errcode = 'foreign_key_violation', constraint = 'draft_subject_fk', table = 'draft';
    end if;
    return null;
  end
  $$;
  comment on function draft_has_subject is 'At the end of the transaction the node, relation or remark is there, where the draft says that it belongs';
  create constraint trigger draft_has_subject after insert on draft deferrable initially deferred
    for each row execute function draft_has_subject();

  create function draft_goes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from public.draft where subject_id in (select id from removed);
    return null;
  end
  $$;
  comment on function draft_goes is 'A draft goes with its subject';
  create trigger draft_goes after delete on node referencing old table as removed for each statement execute function draft_goes();
  create trigger draft_goes after delete on relation referencing old table as removed for each statement execute function draft_goes();
  create trigger draft_goes after delete on remark referencing old table as removed for each statement execute function draft_goes();

  create function allocation_waits() returns trigger language plpgsql as $$
  begin
    if exists (select from written w join draft d on d.subject_id = w.id where w.status not in ('DRAFT', 'WITHDRAWN')) then
      raise exception 'an allocation that is not published takes no money yet'
        using errcode = 'check_violation', constraint = 'allocation_waits', table = 'allocation';
    end if;
    return null;
  end
  $$;
  comment on function allocation_waits is 'Nothing that the public cannot see counts in what it can see: appropriation.allocated';
  create trigger allocation_waits_added after insert on allocation
    referencing new table as written for each statement execute function allocation_waits();
  create trigger allocation_waits_changed after update on allocation
    referencing new table as written for each statement execute function allocation_waits();

  create function receipt_stands() returns trigger language plpgsql as $$
  begin
    if old.answer is null and (new.caller, new.key, new.mutation, new.fingerprint, new.at) = (old.caller, old.key, old.mutation, old.fingerprint, old.at) then
      return new;
    end if;
    raise exception 'a receipt stays as it was given'
      using errcode = 'check_violation', constraint = 'receipt_stands', table = 'write_receipt';
  end
  $$;
  comment on function receipt_stands is 'An answer that was given is given again';
  create trigger receipt_stands before update on write_receipt for each row execute function receipt_stands();
`

const DOWN = `
  drop trigger allocation_waits_added on allocation;
  drop trigger allocation_waits_changed on allocation;
  drop trigger draft_goes on node;
  drop trigger draft_goes on relation;
  drop trigger draft_goes on remark;
  drop table write_receipt, remark_settlement, steward, draft;
  drop function receipt_stands, allocation_waits, draft_goes, draft_has_subject, draft_is_new;
  drop view as_of.draft, as_of.steward, as_of.remark_settlement;
  drop table history.draft, history.steward, history.remark_settlement;
  delete from history.tracked where name in ('draft', 'steward', 'remark_settlement');
  alter table history.tracked drop column walled;
  select history.refresh();
  select history.refresh_as_of();
  select history.grant_rights();
`
