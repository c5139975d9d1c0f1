import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * As long as nothing is a draft no wall hides anything, and one look for all rows of a statement says so. It also tells
 * the planner more: of each `not in` it took half the rows away, and of a project, which has four, nearly all.
 */
export class WallsWithoutDrafts1795450000023 implements MigrationInterface {
  readonly name = 'WallsWithoutDrafts1795450000023'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wall(`'((select not exists (select from public.draft)) or (' || `, ` || '))'`))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(wall('', ''))
  }
}

/** Migration 20 says what a wall is; these stand around it. */
export function wall(before: string, after: string): string {
  return `
  create or replace function history.wall(one history.tracked, unseen text) returns text language sql stable as $$
    select ${before}string_agg(case
      when w = 'remark_id' then format('(%1$I.remark_id is null or exists (select from public.remark m where m.id = %1$I.remark_id))', one.name)
      when w = 'relation_id' then format('(%1$I.relation_id is null or exists (select from public.relation r where r.id = %1$I.relation_id))', one.name)
      when a.attnotnull then format('%I not in (%s)', w, unseen)
      else format('(%1$I is null or %1$I not in (%2$s))', w, unseen) end, ' and ' order by at)${after}
    from unnest(one.walled) with ordinality as walled (w, at)
    join pg_attribute a on a.attrelid = ('public.' || quote_ident(one.name))::regclass and a.attname = w
  $$;
  select history.refresh_walls();
`
}
