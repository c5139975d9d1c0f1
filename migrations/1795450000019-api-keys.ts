import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The keys of machines, and the one role that may see them. */
export class ApiKeys1795450000019 implements MigrationInterface {
  readonly name = 'ApiKeys1795450000019'

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
  begin
    if not exists (select from pg_roles where rolname = 'vrd_access') then
      begin
        create role vrd_access nologin;
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if not pg_has_role(current_user, 'vrd_access', 'member') then
      grant vrd_access to current_user;
    end if;
  end
  $$;
`

const UP = `
  create table api_key (
    id uuid not null,
    prefix text collate "C" not null,
    hash text not null,
    name text not null,
    role text not null,
    entity_id uuid,
    scopes text[] not null,
    issued_at timestamp with time zone not null,
    issued_by text not null,
    issued_because text not null,
    expires_at timestamp with time zone not null,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by text,
    revoked_because text,
    constraint api_key_pk primary key (id),
    constraint api_key_prefix_key unique (prefix),
    constraint api_key_prefix_check check (prefix ~ '^[0-9a-f]{12}$'),
    constraint api_key_hash_check check (hash ~ '^[0-9a-f]{64}$'),
    constraint api_key_name_check check (length(name) between 1 and 80 and name = btrim(name)),
    constraint api_key_role_check check (role in (
      'PUBLIC', 'ENTITY', 'PROGRAMME_OFFICE', 'STEERING_BODY', 'INSPECTORATE', 'SECRETARIAT', 'ADMINISTRATOR')),
    constraint api_key_entity_check check ((role = 'ENTITY') = (entity_id is not null)),
    constraint api_key_scopes_check check (scopes = '{READ}' or scopes = '{READ,WRITE}' and role <> 'PUBLIC'),
    constraint api_key_expiry_check check (
      expires_at > issued_at and expires_at <= issued_at + interval '366 days'),
    constraint api_key_revoked_check check (
      (revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_because is null))
  );
  create index api_key_name_idx on api_key (name);
  comment on table api_key is 'Keys of machines, live and dead; only their hashes are kept';
  comment on column api_key.id is 'Identity';
  comment on column api_key.prefix is 'Start of the key, by which it is found and spoken of';
  comment on column api_key.hash is 'SHA-256 of its secret, in hexadecimal digits';
  comment on column api_key.name is 'What it is for; two live keys may share a name while one takes over from the other';
  comment on column api_key.role is 'Role of whoever calls with it';
  comment on column api_key.entity_id is 'Entity that an ENTITY speaks for; null for all others';
  comment on column api_key.scopes is 'READ, or READ and WRITE';
  comment on column api_key.issued_at is 'When it was issued';
  comment on column api_key.issued_by is 'Who issued it';
  comment on column api_key.issued_because is 'Why it was issued';
  comment on column api_key.expires_at is 'From when it is dead; at most 366 days after it was issued';
  comment on column api_key.last_used_at is 'When it was last used, to the hour; null where it never was';
  comment on column api_key.revoked_at is 'When it was revoked; null while it was not';
  comment on column api_key.revoked_by is 'Who revoked it';
  comment on column api_key.revoked_because is 'Why it was revoked';

  create function api_key_rotation() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('api_key ' || new.name, 0));
    if (select count(*) from api_key where name = new.name and revoked_at is null and expires_at > now()) >= 2 then
      raise exception 'there are two live keys of this name'
        using errcode = 'check_violation', constraint = 'api_key_rotation', table = tg_table_name;
    end if;
    return new;
  end
  $$;
  comment on function api_key_rotation is 'Refuses a third live key of one name, also where two are issued at once';
  create trigger api_key_rotation before insert on api_key for each row execute function api_key_rotation();

  create function api_key_stands() returns trigger language plpgsql as $$
  declare
    kept constant text[] := '{last_used_at, revoked_at, revoked_by, revoked_because}';
  begin
    if tg_op = 'UPDATE' and to_jsonb(new) - kept = to_jsonb(old) - kept and (old.revoked_at is null
      or (new.revoked_at, new.revoked_by, new.revoked_because) is not distinct from
        (old.revoked_at, old.revoked_by, old.revoked_because))
    then return new; end if;
    raise exception 'a key is revoked once, and else stays as it was issued'
      using errcode = 'check_violation', constraint = 'api_key_stands', table = tg_table_name;
  end
  $$;
  comment on function api_key_stands is 'Refuses to change what a key is good for, to revive it, and to remove it';
  create trigger api_key_stands before update or delete on api_key for each row execute function api_key_stands();

  do $$
  declare
    one record;
  begin
    for one in select distinct grantee::regrole as name from pg_class, aclexplode(relacl)
      where oid = 'api_key'::regclass and grantee not in (0, relowner)
    loop
      execute format('revoke all on api_key from %s', one.name);
    end loop;
  end
  $$;
  revoke all on api_key from public;
  grant usage on schema public to vrd_access;
  grant select, insert, update (last_used_at, revoked_at, revoked_by, revoked_because) on api_key to vrd_access;
`

const DOWN = `
  revoke all on schema public from vrd_access;
  drop table api_key;
  drop function api_key_rotation, api_key_stands;
`
