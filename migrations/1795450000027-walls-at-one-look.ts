import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A statement that reads eight tables starts eight walls before it reads anything. Each of them took two plans to say that
 * nothing is a draft, of which one did nothing but pass on what the other told: a small question took a quarter longer.
 */
export class WallsAtOneLook1795450000027 implements MigrationInterface {
  readonly name = 'WallsAtOneLook1795450000027'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wall(`not exists (select from public.draft)`))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(wall(`(select not exists (select from public.draft))`))
  }
}

/** Migration 20 says what a wall is, migration 23 when it hides nothing. */
function wall(nothingIsDraft: string): string {
  return `
  create or replace function history.wall(one history.tracked, unseen text) returns text language sql stable as $$
    select '(${nothingIsDraft} or (' || string_agg(case
      when w = 'remark_id' then format('(%1$I.remark_id is null or exists (select from public.remark m where m.id = %1$I.remark_id))', one.name)
      when w = 'relation_id' then format('(%1$I.relation_id is null or exists (select from public.relation r where r.id = %1$I.relation_id))', one.name)
      when a.attnotnull then format('%I not in (%s)', w, unseen)
      else format('(%1$I is null or %1$I not in (%2$s))', w, unseen) end, ' and ' order by at) || '))'
    from unnest(one.walled) with ordinality as walled (w, at)
    join pg_attribute a on a.attrelid = ('public.' || quote_ident(one.name))::regclass and a.attname = w
  $$;
  select history.refresh_walls();
`
}
