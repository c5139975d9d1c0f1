import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Two who write to one node at once both stand in what search knows of it; and two who each write a node and then an alias
 * no longer wait for each other in a circle, as they did while an alias waited for every node (migration 12).
 */
export class SearchAndCodesAtOnce1795450000021 implements MigrationInterface {
  readonly name = 'SearchAndCodesAtOnce1795450000021'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH)
    await runner.query(CODES)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

/** A statement sees what was committed before it began: the one that gathers the words must begin under the lock. */
const SEARCH = `
  alter function refresh_node_search(uuid) rename to gather_node_search;
  comment on function gather_node_search is 'Writes what search knows of a node, for whoever holds its row';
  create function refresh_node_search(node uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform from node_search where node_id = node for update;
    perform gather_node_search(node);
  end
  $$;
  comment on function refresh_node_search is 'Writes what search knows of a node, after whoever else is at it';
`

const CODES = `
  create table node_code (
    kind text not null,
    code text collate "C" not null,
    node_id uuid not null,
    constraint node_code_pk primary key (kind, code),
    constraint node_code_node_fk foreign key (node_id) references node(id) on delete cascade
  );
  create index node_code_node_idx on node_code (node_id);
  comment on table node_code is 'The node that each code finds, present or former: who writes a code waits for whoever is writing the same one, and for nobody else';
  comment on column node_code.kind is 'Kind of node';
  comment on column node_code.code is 'The code';
  comment on column node_code.node_id is 'The node that it finds';
  insert into node_code (kind, code, node_id) select kind, code, id from node union select kind, code, node_id from node_alias;
  revoke select on node_code from vrd_reader, vrd_writer;

  drop trigger node_code_is_free on node;
  drop trigger node_alias_code_is_free on node_alias;
  drop function node_code_is_free;

  create function node_code_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    id constant uuid := case tg_table_name when 'node' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'node_id' end;
  begin
    if tg_op = 'UPDATE' and (old.kind, old.code) = (new.kind, new.code) and tg_table_name = 'node' then return null; end if;
    if tg_op = 'UPDATE' then
      delete from node_code c where c.kind = old.kind and c.code = old.code
        and not exists (select from node n where n.kind = c.kind and n.code = c.code)
        and not exists (select from node_alias a where a.kind = c.kind and a.code = c.code);
    end if;
    insert into node_code (kind, code, node_id) values (new.kind, new.code, id) on conflict do nothing;
    if not exists (select from node_code c where c.kind = new.kind and c.code = new.code and c.node_id = id)
      or tg_table_name = 'node_alias' and exists (select from node n where n.kind = new.kind and n.code = new.code) then
      raise exception 'code % is taken', new.code
        using errcode = 'unique_violation', constraint = 'node_code_alias_key', table = tg_table_name;
    end if;
    return null;
  end
  $$;
  comment on function node_code_is_free is 'A code finds one node: it is not the present code of one and the former code of another';

  create function node_alias_is_freed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from node_code c where c.kind = old.kind and c.code = old.code
      and not exists (select from node n where n.kind = c.kind and n.code = c.code);
    return null;
  end
  $$;
  comment on function node_alias_is_freed is 'A former code that is forgotten may be given to another';

  create trigger node_code_is_free after insert or update of kind, code on node for each row execute function node_code_is_free();
  create trigger node_alias_code_is_free after insert or update on node_alias for each row execute function node_code_is_free();
  create trigger node_alias_is_freed after delete on node_alias for each row execute function node_alias_is_freed();
`

const DOWN = `
  drop function refresh_node_search(uuid);
  alter function gather_node_search(uuid) rename to refresh_node_search;
  comment on function refresh_node_search is 'Writes what search knows of a node';

  drop trigger node_code_is_free on node;
  drop trigger node_alias_code_is_free on node_alias;
  drop trigger node_alias_is_freed on node_alias;
  drop function node_code_is_free, node_alias_is_freed;
  drop table node_code;

  create function node_code_is_free() returns trigger language plpgsql as $$
  begin
    if tg_table_name = 'node' then
      perform from node_alias where kind = new.kind and code = new.code and node_id <> new.id;
    else
      lock table node in share row exclusive mode;
      perform from node where kind = new.kind and code = new.code;
    end if;
    if found then
      raise exception 'code % is taken', new.code
        using errcode = 'unique_violation', constraint = 'node_code_alias_key', table = tg_table_name;
    end if;
    return new;
  end
  $$;
  comment on function node_code_is_free is 'A code finds one node: it is not the present code of one and the former code of another. Aliases are rare: whoever writes one waits for those who write nodes, and they wait for it';

  create trigger node_code_is_free before insert or update of kind, code on node
    for each row execute function node_code_is_free();
  create trigger node_alias_code_is_free before insert or update on node_alias
    for each row execute function node_code_is_free();
`
