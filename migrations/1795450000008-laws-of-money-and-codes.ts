import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Laws that need more than one row: allocations within their appropriation, one node for each code. */
export class LawsOfMoneyAndCodes1795450000008 implements MigrationInterface {
  readonly name = 'LawsOfMoneyAndCodes1795450000008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create function allocation_counts() returns trigger language plpgsql as $$
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

  create function appropriation_guards_allocated() returns trigger language plpgsql as $$
  begin
    if pg_trigger_depth() < 2 and new.allocated <> (case tg_op when 'INSERT' then 0 else old.allocated end) then
      raise exception 'allocated follows from the allocations and cannot be written'
        using errcode = 'check_violation', constraint = 'appropriation_allocated_guard', table = 'appropriation';
    end if;
    return new;
  end
  $$;
  comment on function appropriation_guards_allocated is 'Refuses to write appropriation.allocated by hand';

  create trigger appropriation_guards_allocated before insert or update on appropriation
    for each row execute function appropriation_guards_allocated();

  create function node_code_is_free() returns trigger language plpgsql as $$
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

  create trigger node_code_is_free before insert or update of kind, code on node
    for each row execute function node_code_is_free();
  create trigger node_alias_code_is_free before insert or update on node_alias
    for each row execute function node_code_is_free();
`

const DOWN = `
  drop trigger node_alias_code_is_free on node_alias;
  drop trigger node_code_is_free on node;
  drop function node_code_is_free;
  drop trigger appropriation_guards_allocated on appropriation;
  drop function appropriation_guards_allocated;
  drop trigger allocation_counts on allocation;
  drop function allocation_counts;
`
