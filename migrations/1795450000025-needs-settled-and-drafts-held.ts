import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What became of a need, as far as its answers do not say it; and drafts of money that stay within the ceiling of their
 * own draft.
 */
export class NeedsSettledAndDraftsHeld1795450000025 implements MigrationInterface {
  readonly name = 'NeedsSettledAndDraftsHeld1795450000025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NEEDS)
    await runner.query(NEED_LAWS)
    await runner.query(NEED_VIEWS)
    await runner.query(CEILINGS)
    await runner.query(REFRESH)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
    await runner.query(REFRESH)
  }
}

const NEEDS = `
  alter table need
    add column deferred_on date,
    add column deferred_until date,
    add column deferred_until_precision text,
    add column deferral_nl text,
    add column deferral_en text,
    add column settlement text,
    add column merged_into_id uuid,
    add column settled_on date,
    add column because_nl text,
    add column because_en text,
    add constraint need_deferred_check check ((deferred_on is null) = (deferral_nl is null)
      and (deferred_on is not null or (deferred_until is null and deferral_en is null))),
    add constraint need_deferred_until_check check (deferred_until_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR')
      and (deferred_until is null) = (deferred_until_precision is null)),
    add constraint need_settlement_check check (settlement in ('MERGED', 'REFUSED')),
    add constraint need_merged_check check ((merged_into_id is not null) = (settlement is not distinct from 'MERGED')),
    add constraint need_merged_itself_check check (merged_into_id <> id),
    add constraint need_reason_check check (settlement is null or (settled_on is not null and because_nl is not null)),
    add constraint need_settled_on_check check (settled_on is not null or (because_nl is null and because_en is null)),
    add constraint need_merged_into_fk foreign key (merged_into_id) references need(id);
  create index need_merged_into_idx on need (merged_into_id);
  comment on column need.deferred_on is 'Day on which it was last deferred, also where it came to something since; null where it was not';
  comment on column need.deferred_until is 'When it is looked at again, its first day where only a month, quarter or year is given; null where not stated';
  comment on column need.deferred_until_precision is 'How exactly that is known';
  comment on column need.deferral_nl is 'Why it was deferred, in Dutch';
  comment on column need.deferral_en is 'Why it was deferred, in English';
  comment on column need.settlement is 'MERGED or REFUSED; null where it is open or deferred, or its answers say that it is answered';
  comment on column need.merged_into_id is 'Need that it was merged into (PART_OF)';
  comment on column need.settled_on is 'Day on which it was merged or refused, or last answered; null where it was not, or not stated';
  comment on column need.because_nl is 'Why, in Dutch';
  comment on column need.because_en is 'Why, in English';

  update history.tracked set optional = '{merged_into_id}', walled = walled || '{merged_into_id}' where name = 'need';

  insert into relation_rule (kind, source_kind, target_kind) values
    ('DECIDED_BY', 'NEED', 'DECISION'), ('VALIDATED_BY', 'NEED', 'DECISION'), ('VALIDATED_BY', 'NEED', 'MEETING');
`

const NEED_LAWS = `
  create function need_merges_end() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    -- Mergers are rare: one waits for the other, and then sees it.
    perform pg_advisory_xact_lock(hashtextextended('need_merges_end', 0));
    if exists (
      with recursive after (id) as (
        select new.merged_into_id
        union
        select n.merged_into_id from after join need n on n.id = after.id where n.merged_into_id is not null
      ) select from after where id = new.id
    ) then
      raise exception 'needs that are merged into one another in a circle'
        using errcode = 'check_violation', constraint = 'need_merges_end', table = 'need';
    end if;
    return null;
  end
  $$;
  comment on function need_merges_end is 'Whoever follows what a need was merged into comes to an end';
  create trigger need_merges_end after insert or update on need
    for each row when (new.merged_into_id is not null) execute function need_merges_end();

  create function need_outcome_is_one() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    asked constant uuid := case tg_table_name when 'need' then new.id else (to_jsonb(new) ->> 'target_id')::uuid end;
    settled need;
  begin
    -- Whoever settles it and whoever answers it wait for each other here.
    select * into settled from need where id = asked for share;
    if settled.settlement in ('MERGED', 'REFUSED') and exists (
      select from relation r where r.target_id = asked and r.kind = 'ANSWERS'
        and (r.valid_to is null or r.valid_to > settled.settled_on)
    ) then
      raise exception 'a need that was merged or refused has no answer that still holds'
        using errcode = 'check_violation', constraint = 'need_outcome_is_one', table = tg_table_name;
    end if;
    return null;
  end
  $$;
  comment on function need_outcome_is_one is 'What was refused is not answered, and the answer to what was merged stands at what it was merged into';
  create trigger need_outcome_is_one after insert or update on need
    for each row when (new.settlement in ('MERGED', 'REFUSED')) execute function need_outcome_is_one();
  create trigger need_outcome_is_one after insert or update on relation
    for each row when (new.kind = 'ANSWERS') execute function need_outcome_is_one();
`

/** The view of all ties is what it was, whatever other migrations made of it, and one typed column more. */
const NEED_VIEWS = `
  do $$
  begin
    execute 'create or replace view tie with (security_invoker = true) as '
      || rtrim(pg_get_viewdef('tie'::regclass), '; ') || '
      union all
      select t.id || ''.merged_into'', ''PART_OF'', t.id, ''NEED'', t.merged_into_id, ''NEED'',
        coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
        coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
        coalesce(c.inferred, n.inferred), null, t.id, ''merged_into''
      from need t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = ''merged_into''
      where t.merged_into_id is not null';
  end
  $$;

  create view need_outcome (
    id, outcome, settled_on, because_nl, because_en, merged_into_id, deferred_until, deferred_until_precision
  ) with (security_invoker = true) as
  select t.id, o.outcome,
    case o.outcome when 'OPEN' then null when 'DEFERRED' then t.deferred_on
      when 'ANSWERED' then case when o.said then t.settled_on else a.since end else t.settled_on end,
    case when o.outcome = 'DEFERRED' then t.deferral_nl when o.said then t.because_nl end,
    case when o.outcome = 'DEFERRED' then t.deferral_en when o.said then t.because_en end,
    case when o.outcome = 'MERGED' then t.merged_into_id end,
    case when o.outcome = 'DEFERRED' then t.deferred_until end,
    case when o.outcome = 'DEFERRED' then t.deferred_until_precision end
  from need t
  cross join lateral (
    select coalesce(least(nullif(current_setting('vrd.decided_by', true), '')::date,
        nullif(current_setting('vrd.valid_on', true), '')::date), 'infinity') as day,
      coalesce(greatest(t.deferred_on, case when t.settlement is not null then t.settled_on end), '-infinity') as last
  ) asked
  cross join lateral (
    select count(*) > 0 as answered, min(r.valid_from) as since
    from relation r
    where r.target_id = t.id and r.kind = 'ANSWERS'
      and (r.valid_to is null or r.valid_to > asked.last)
      and (r.valid_from is null or r.valid_from <= asked.day)
      and (r.id not in (select d.subject_id from draft d) or t.id in (select d.subject_id from draft d))
  ) a
  cross join lateral (
    select case
        when a.answered then 'ANSWERED'
        when t.settlement is not null and t.settled_on <= asked.day then t.settlement
        when t.deferred_on <= asked.day then 'DEFERRED'
        else 'OPEN' end as outcome,
      a.answered = (t.settlement is null) and t.settled_on <= asked.day as said
  ) o;
  comment on view need_outcome is 'What became of each need: its answers say that it is answered, else what was settled up to the day that is asked about. What a draft would answer is no answer yet, unless the need is a draft as well';
  comment on column need_outcome.id is 'The need';
  comment on column need_outcome.outcome is 'OPEN, ANSWERED, MERGED, DEFERRED or REFUSED';
  comment on column need_outcome.settled_on is 'Day on which it was; null while open, or where not stated';
  comment on column need_outcome.because_nl is 'Why, in Dutch; null where not stated';
  comment on column need_outcome.because_en is 'Why, in English; null where not stated';
  comment on column need_outcome.merged_into_id is 'Need it was merged into';
  comment on column need_outcome.deferred_until is 'When it is looked at again';
  comment on column need_outcome.deferred_until_precision is 'How exactly that is known';
`

const CEILINGS = `
  create table draft_ceiling (
    appropriation_id uuid not null,
    amount numeric not null,
    drafted numeric not null default 0.00,
    constraint draft_ceiling_pk primary key (appropriation_id),
    constraint draft_ceiling_appropriation_fk foreign key (appropriation_id) references appropriation(id) on delete cascade,
    constraint draft_ceiling_check check (drafted between 0 and amount)
  );
  comment on table draft_ceiling is 'What allocations in draft take of each appropriation that is itself a draft, kept by triggers: a running total, because a sum over rows that others are writing is never certain';
  comment on column draft_ceiling.appropriation_id is 'The appropriation in draft';
  comment on column draft_ceiling.amount is 'Its amount';
  comment on column draft_ceiling.drafted is 'What allocations with the status DRAFT take of it';

  revoke select on draft_ceiling from vrd_reader, vrd_writer;

  create function draft_ceiling_stands() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if tg_op = 'UPDATE' then
      update draft_ceiling set amount = new.amount where appropriation_id = new.id;
    elsif exists (select from draft where subject_id = new.id) then
      insert into draft_ceiling (appropriation_id, amount) values (new.id, new.amount);
    end if;
    return null;
  end
  $$;
  comment on function draft_ceiling_stands is 'An appropriation in draft is the ceiling of what is drafted on it';
  create trigger draft_ceiling_stands after insert on appropriation for each row execute function draft_ceiling_stands();
  create trigger draft_ceiling_moves after update of amount on appropriation
    for each row when (old.amount <> new.amount) execute function draft_ceiling_stands();

  create function draft_ceiling_goes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from draft_ceiling where appropriation_id in (select subject_id from removed);
    return null;
  end
  $$;
  comment on function draft_ceiling_goes is 'Once published an appropriation holds what is proposed and granted, and no drafts';
  create trigger draft_ceiling_goes after delete on draft
    referencing old table as removed for each statement execute function draft_ceiling_goes();

  create function draft_ceiling_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    deltas refcursor;
    delta record;
  begin
    if not exists (select from draft_ceiling) then return null; end if;
    case tg_op
      when 'INSERT' then
        open deltas for
          select appropriation_id, sum(amount) as change from added where status = 'DRAFT'
          group by appropriation_id order by appropriation_id;
      when 'DELETE' then
        open deltas for
          select appropriation_id, -sum(amount) as change from removed where status = 'DRAFT'
          group by appropriation_id order by appropriation_id;
      else
        open deltas for
          select appropriation_id, sum(part.change) as change
          from (
            select appropriation_id, -amount as change from removed where status = 'DRAFT'
            union all
            select appropriation_id, amount from added where status = 'DRAFT'
          ) as part
          group by appropriation_id order by appropriation_id;
    end case;
    loop
      fetch deltas into delta;
      exit when not found;
      if delta.change <> 0 then
        update draft_ceiling set drafted = drafted + delta.change where appropriation_id = delta.appropriation_id;
      end if;
    end loop;
    return null;
  end
  $$;
  comment on function draft_ceiling_counts is 'Keeps draft_ceiling.drafted as allocation_counts keeps appropriation.allocated';
  create trigger draft_ceiling_counts_added after insert on allocation
    referencing new table as added for each statement execute function draft_ceiling_counts();
  create trigger draft_ceiling_counts_changed after update on allocation
    referencing old table as removed new table as added for each statement execute function draft_ceiling_counts();
  create trigger draft_ceiling_counts_removed after delete on allocation
    referencing old table as removed for each statement execute function draft_ceiling_counts();

  -- What was drafted over its ceiling before there was a law stays, and takes no more.
  insert into draft_ceiling (appropriation_id, amount, drafted)
  select c.id, greatest(c.amount, a.drafted), a.drafted
  from appropriation c join draft d on d.subject_id = c.id
  cross join lateral (
    select coalesce(sum(amount), 0.00) as drafted from allocation where appropriation_id = c.id and status = 'DRAFT'
  ) as a;
`

const REFRESH =
  'select history.refresh(); select history.refresh_as_of(); select history.refresh_walls(); select history.grant_rights();'

const DOWN = `
  drop trigger draft_ceiling_counts_added on allocation;
  drop trigger draft_ceiling_counts_changed on allocation;
  drop trigger draft_ceiling_counts_removed on allocation;
  drop trigger draft_ceiling_goes on draft;
  drop trigger draft_ceiling_moves on appropriation;
  drop trigger draft_ceiling_stands on appropriation;
  drop table draft_ceiling;
  drop function draft_ceiling_counts, draft_ceiling_goes, draft_ceiling_stands;

  update history.tracked set optional = '{}', walled = array_remove(walled, 'merged_into_id') where name = 'need';
  select history.refresh_walls();
  drop schema as_of cascade;
  create schema as_of;
  drop view need_outcome;
  do $$
  begin
    execute 'create or replace view tie with (security_invoker = true) as '
      || regexp_replace(rtrim(pg_get_viewdef('tie'::regclass), '; '), 'UNION ALL(?:(?!UNION ALL).)*$', '');
  end
  $$;
  drop trigger need_outcome_is_one on relation;
  drop trigger need_outcome_is_one on need;
  drop trigger need_merges_end on need;
  drop function need_outcome_is_one, need_merges_end;
  delete from relation_rule where source_kind = 'NEED' and kind in ('DECIDED_BY', 'VALIDATED_BY');
  alter table need
    drop column deferred_on, drop column deferred_until, drop column deferred_until_precision,
    drop column deferral_nl, drop column deferral_en, drop column settlement, drop column merged_into_id,
    drop column settled_on, drop column because_nl, drop column because_en;
  alter table history.need
    drop column deferred_on, drop column deferred_until, drop column deferred_until_precision,
    drop column deferral_nl, drop column deferral_en, drop column settlement, drop column merged_into_id,
    drop column settled_on, drop column because_nl, drop column because_en;
`
