import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The laws of migration 8 where many rows or many writers meet: allocations are counted once for each statement,
 * and whoever writes an alias sees the codes that others are writing.
 */
export class LawsForManyWriters1795450000012 implements MigrationInterface {
  readonly name = 'LawsForManyWriters1795450000012'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  drop trigger allocation_counts on allocation;

  create or replace function allocation_counts() returns trigger language plpgsql as $$
  declare
    taken constant text[] := array['PROPOSED', 'GRANTED'];
    deltas refcursor;
    delta record;
  begin
    case tg_op
      when 'INSERT' then
        open deltas for
          select appropriation_id, sum(amount) as change from added where status = any (taken)
          group by appropriation_id order by appropriation_id;
      when 'DELETE' then
        open deltas for
          select appropriation_id, -sum(amount) as change from removed where status = any (taken)
          group by appropriation_id order by appropriation_id;
      else
        open deltas for
          select appropriation_id, sum(part.change) as change
          from (
            select appropriation_id, -amount as change from removed where status = any (taken)
            union all
            select appropriation_id, amount from added where status = any (taken)
          ) as part
          group by appropriation_id order by appropriation_id;
    end case;
    loop
      fetch deltas into delta;
      exit when not found;
      if delta.change <> 0 then
        update appropriation set allocated = allocated + delta.change where id = delta.appropriation_id;
      end if;
    end loop;
    return null;
  end
  $$;
  comment on function allocation_counts is 'Keeps appropriation.allocated: for a whole statement at once, so that money may shift within a full appropriation, and always in the same order, so that two writers never wait for each other in a circle';

  create trigger allocation_counts_added after insert on allocation
    referencing new table as added for each statement execute function allocation_counts();
  create trigger allocation_counts_changed after update on allocation
    referencing old table as removed new table as added for each statement execute function allocation_counts();
  create trigger allocation_counts_removed after delete on allocation
    referencing old table as removed for each statement execute function allocation_counts();

  create or replace function node_code_is_free() returns trigger language plpgsql as $$
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
`

const DOWN = `
  create or replace function node_code_is_free() returns trigger language plpgsql as $$
  begin
    if tg_table_name = 'node' then
      perform from node_alias where kind = new.kind and code = new.code and node_id <> new.id;
    else
      perform from node where kind = new.kind and code = new.code;
    end if;
    if found then
      raise exception 'code % is taken', new.code
        using errcode = 'unique_violation', constraint = 'node_code_alias_key', table = tg_table_name;
    end if;
    return new;
  end
  $$;
  comment on function node_code_is_free is 'A code finds one node: it is not the present code of one and the former code of another';

  drop trigger allocation_counts_removed on allocation;
  drop trigger allocation_counts_changed on allocation;
  drop trigger allocation_counts_added on allocation;

  create or replace function allocation_counts() returns trigger language plpgsql as $$
  declare
    taken constant text[] := array['PROPOSED', 'GRANTED'];
    delta record;
  begin
    for delta in
      select appropriation_id, sum(change) as change
      from (
        select old.appropriation_id, -old.amount as change where tg_op <> 'INSERT' and old.status = any (taken)
        union all
        select new.appropriation_id, new.amount where tg_op <> 'DELETE' and new.status = any (taken)
      ) as part
      group by appropriation_id
      having sum(change) <> 0
      order by appropriation_id
    loop
      update appropriation set allocated = allocated + delta.change where id = delta.appropriation_id;
    end loop;
    return null;
  end
  $$;
  comment on function allocation_counts is 'Keeps appropriation.allocated, always in the same order so that two writers never wait for each other in a circle';

  create trigger allocation_counts after insert or update or delete on allocation
    for each row execute function allocation_counts();
`
