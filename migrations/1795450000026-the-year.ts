import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The year of a programme: which step of the cycle a milestone is, exceptions that were made, what shows that a promise was
 * kept, and the laws under which money is ratified and granted.
 */
export class TheYear1795450000026 implements MigrationInterface {
  readonly name = 'TheYear1795450000026'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STEPS)
    await runner.query(LAWS)
    await runner.query(REFRESH)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
    await runner.query(REFRESH)
  }
}

const STEPS = `
  alter table milestone add column step text, add column fiscal_year integer,
    add constraint milestone_step_check check (step in ('NEEDS', 'DRAFT', 'PLAN', 'CONTINUATION', 'PRESENTATION', 'PRIOR_EVALUATION',
      'VALIDATION', 'ADVICE', 'BUDGET_AGREEMENT', 'RATIFICATION', 'SEPARATE_DECISION', 'ADJUSTMENT', 'EVALUATION')),
    add constraint milestone_fiscal_year_check check (fiscal_year is null or fiscal_year between 1900 and 2200 and step is not null);
  comment on column milestone.step is 'Step of the yearly cycle, or condition on money, that it is; null for any other';
  comment on column milestone.fiscal_year is 'Budget year whose money it is about; null for a step of every year';
  create index milestone_fiscal_year_idx on milestone (fiscal_year, step) where step is not null;

  alter table remark drop constraint remark_kind_check,
    add constraint remark_kind_check check (kind in ('CONTRADICTION', 'NOT_STATED', 'ROUNDED', 'NAME_VARIANT', 'JUDGEMENT', 'EXCEPTION'));
  comment on column remark.kind is 'CONTRADICTION, NOT_STATED, ROUNDED, NAME_VARIANT, JUDGEMENT or EXCEPTION';

  insert into relation_rule (kind, source_kind, target_kind) values
    ('VALIDATED_BY', 'MILESTONE', 'DECISION'), ('VALIDATED_BY', 'MILESTONE', 'MEETING'),
    ('DECIDED_BY', 'MILESTONE', 'DECISION'), ('ADVISED_BY', 'MILESTONE', 'ADVICE'), ('EVALUATES', 'EVALUATION', 'MILESTONE');

  create view milestone_programme with (security_invoker = true) as
  select whole.id as relation_id, whole.source_id as milestone_id, coalesce(up.target_id, whole.target_id) as programme_id
  from relation whole
  left join lateral (
    select r.target_id from relation r where r.source_id = whole.target_id and r.kind = 'PART_OF' and r.target_kind = 'PROGRAMME' offset 0
  ) as up on true
  where whole.kind = 'PART_OF' and whole.source_kind = 'MILESTONE' and (whole.target_kind = 'PROGRAMME' or up.target_id is not null);
  comment on view milestone_programme is 'The programmes whose money a milestone is about: it is part of them, or of a portfolio of theirs';
  comment on column milestone_programme.relation_id is 'The relation by which it is part of the programme or portfolio';
  comment on column milestone_programme.milestone_id is 'The milestone';
  comment on column milestone_programme.programme_id is 'The programme';
`

/**
 * Deferred to the end of the transaction, when all of a change is there. The appropriation is where writers meet: whoever
 * ratifies locks all of them before looking, and whoever changes what is allocated holds its own.
 */
const LAWS = `
  create function is_draft(subject uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from draft d where d.subject_id = subject)
  $$;
  comment on function is_draft is 'True of what is not published: it opens nothing and closes nothing';
  revoke execute on function is_draft from public;

  create function is_ratified(portfolio uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from relation r join decision d on d.id = r.target_id
      where r.source_id = portfolio and r.kind = 'DECIDED_BY' and d.status = 'TAKEN' and not is_draft(r.id) and not is_draft(d.id))
  $$;
  comment on function is_ratified is 'True of a portfolio of which a published decision was taken';
  revoke execute on function is_ratified from public;

  create function portfolio_adds_up(portfolio uuid, appropriation_id uuid) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  declare
    broken record;
  begin
    select n.code, a.amount, a.allocated into broken from appropriation a join node n on n.id = a.id
      where a.portfolio_id = portfolio and a.id = coalesce(appropriation_id, a.id) and a.allocated <> a.amount and not is_draft(a.id)
        and is_ratified(portfolio)
      order by n.code limit 1;
    if found then
      raise exception 'ratified money adds up: % of % is allocated on %', broken.allocated, broken.amount, broken.code
        using errcode = 'check_violation', constraint = 'portfolio_adds_up', table = 'portfolio';
    end if;
  end
  $$;
  comment on function portfolio_adds_up is 'A portfolio is ratified only when its allocations add up to its appropriation, and they do as long as it is';
  revoke execute on function portfolio_adds_up from public;

  create function portfolio_may_be_ratified(portfolio uuid) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  declare
    waiting text;
  begin
    perform from appropriation where portfolio_id = portfolio order by id for no key update;
    perform portfolio_adds_up(portfolio, null);
    select n.code into waiting
      from relation w join advice asked on asked.id = w.target_id join node n on n.id = asked.id
      where w.source_id = portfolio and w.kind = 'ADVISED_BY' and not is_draft(w.id) and not is_draft(asked.id) and is_ratified(portfolio)
        and not exists (
          select from relation o join advice given on given.id = o.target_id
          where o.source_id = portfolio and o.kind = 'ADVISED_BY' and given.form = asked.form and given.verdict = 'FAVOURABLE'
            and not is_draft(o.id) and not is_draft(given.id))
      order by n.code limit 1;
    if found then
      raise exception 'nothing is ratified while % is not in favour', waiting
        using errcode = 'check_violation', constraint = 'decision_waits_for_advice', table = 'decision';
    end if;
  end
  $$;
  comment on function portfolio_may_be_ratified is 'Where it is ratified, its money adds up and no advice or agreement on it still waits, or is against it only';
  revoke execute on function portfolio_may_be_ratified from public;

  create function money_still_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    perform portfolio_adds_up(new.portfolio_id, new.id);
    return null;
  end
  $$;
  comment on function money_still_adds_up is 'What is allocated, or the appropriation itself, has changed';
  create constraint trigger money_still_adds_up after insert or update of amount, allocated, portfolio_id on appropriation
    deferrable initially deferred for each row execute function money_still_adds_up();

  create function tie_ratifies() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    perform portfolio_may_be_ratified(new.source_id);
    return null;
  end
  $$;
  comment on function tie_ratifies is 'A portfolio has become the subject of a decision';
  create constraint trigger tie_ratifies after insert or update on relation deferrable initially deferred
    for each row when (new.kind = 'DECIDED_BY' and new.source_kind = 'PORTFOLIO') execute function tie_ratifies();

  create function published_money_adds_up() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    perform portfolio_adds_up(a.portfolio_id, a.id) from appropriation a where a.id = old.subject_id;
    perform portfolio_may_be_ratified(r.source_id) from relation r
      where r.kind = 'DECIDED_BY' and r.source_kind = 'PORTFOLIO' and old.subject_id in (r.id, r.target_id);
    return null;
  end
  $$;
  comment on function published_money_adds_up is 'A credit, a decision or its tie to a portfolio was published, and counts from now on';
  create constraint trigger published_money_adds_up after delete on draft deferrable initially deferred
    for each row execute function published_money_adds_up();

  create function decision_ratifies() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    perform portfolio_may_be_ratified(r.source_id) from relation r
      where r.target_id = new.id and r.kind = 'DECIDED_BY' and r.source_kind = 'PORTFOLIO';
    return null;
  end
  $$;
  comment on function decision_ratifies is 'A decision on portfolios was taken';
  create constraint trigger decision_ratifies after insert or update of status on decision deferrable initially deferred
    for each row when (new.status = 'TAKEN') execute function decision_ratifies();

  create function decision_stands() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    if exists (select from allocation a join decision d on d.id = a.decision_id
        where d.id = new.id and d.status <> 'TAKEN' and a.status = 'GRANTED') then
      raise exception 'money was granted by this decision'
        using errcode = 'check_violation', constraint = 'decision_stands', table = 'decision';
    end if;
    return null;
  end
  $$;
  comment on function decision_stands is 'A decision by which money was granted was taken';
  create constraint trigger decision_stands after update of status on decision deferrable initially deferred
    for each row when (new.status <> 'TAKEN') execute function decision_stands();

  create function allocation_is_granted() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
  declare
    granted allocation;
    because text;
  begin
    select * into granted from allocation where id = new.id;
    if not found or granted.status <> 'GRANTED' then return null; end if;
    because := case
      when granted.decision_id is not null and not exists (select from decision where id = granted.decision_id and status = 'TAKEN' and not is_draft(id))
        then 'allocation_decision_taken'
      when granted.allocation_kind = 'SUBSIDY' and exists (
          select from milestone m join relation r on r.source_id = m.id and r.kind = 'PART_OF'
          where r.target_id = granted.portfolio_id and m.step = 'SEPARATE_DECISION' and not is_draft(m.id) and not is_draft(r.id))
        and (granted.decision_id is null or exists (
          select from relation r where r.source_id = granted.portfolio_id and r.kind = 'DECIDED_BY' and r.target_id = granted.decision_id))
        then 'allocation_separate_decision'
      when granted.allocation_kind <> 'INVESTMENT' and exists (
          select from relation own
          join milestone m on m.step = 'PRIOR_EVALUATION' and m.fiscal_year <= granted.fiscal_year
          join milestone_programme about on about.milestone_id = m.id
          where own.source_id = granted.portfolio_id and own.kind = 'PART_OF' and own.target_id = about.programme_id
            and not is_draft(m.id) and not is_draft(about.relation_id))
        and not exists (
          select from evaluation e join relation r on r.source_id = e.id and r.kind = 'EVALUATES'
          where e.fiscal_year = granted.fiscal_year and e.outcome = 'POSITIVE' and not is_draft(e.id) and not is_draft(r.id) and (
            r.target_id in (granted.id, granted.portfolio_id, granted.entity_id)
            or r.target_id in (
              select before.id from allocation before
              join relation own on own.source_id = granted.portfolio_id and own.kind = 'PART_OF'
              join relation its on its.source_id = before.portfolio_id and its.kind = 'PART_OF' and its.target_id = own.target_id
              where before.fiscal_year = granted.fiscal_year - 1 and before.entity_id = granted.entity_id)))
        then 'allocation_evaluated'
      when granted.allocation_kind = 'INVESTMENT' and exists (
          select from relation r where r.target_id = granted.project_id and r.kind = 'PRECEDES' and r.source_kind = 'PROJECT')
        and exists (
          select from relation own
          join milestone m on m.step in ('PLAN', 'CONTINUATION') and m.fiscal_year = granted.fiscal_year
          join milestone_programme about on about.milestone_id = m.id
          where own.source_id = granted.portfolio_id and own.kind = 'PART_OF' and own.target_id = about.programme_id
            and not is_draft(m.id) and not is_draft(about.relation_id) and not exists (
              select from relation shown left join decision d on d.id = shown.target_id
              where shown.source_id = m.id and shown.kind in ('VALIDATED_BY', 'DECIDED_BY')
                and (shown.target_kind = 'MEETING' or d.status = 'TAKEN') and not is_draft(shown.id) and not is_draft(shown.target_id)))
        then 'allocation_continues'
    end;
    if because is not null then
      raise exception 'an allocation is granted before what it waits for'
        using errcode = 'check_violation', constraint = because, table = 'allocation';
    end if;
    return null;
  end
  $$;
  comment on function allocation_is_granted is 'Money is granted by a decision that was taken; a subsidy by its own one where that was announced, and what waits for an evaluation, or for a plan and the decision to go on, after it';
  create constraint trigger allocation_is_granted after insert or update on allocation deferrable initially deferred
    for each row when (new.status = 'GRANTED') execute function allocation_is_granted();
`

const REFRESH = `
  select history.refresh();
  select history.refresh_as_of();
  select history.refresh_walls();
  select history.grant_rights();
`

const DOWN = `
  drop trigger allocation_is_granted on allocation;
  drop trigger decision_ratifies on decision;
  drop trigger decision_stands on decision;
  drop trigger tie_ratifies on relation;
  drop trigger money_still_adds_up on appropriation;
  drop trigger published_money_adds_up on draft;
  drop function allocation_is_granted, decision_stands, decision_ratifies, tie_ratifies, money_still_adds_up, published_money_adds_up;
  drop function portfolio_may_be_ratified, portfolio_adds_up, is_ratified, is_draft;
  drop view milestone_programme;
  delete from relation_rule where source_kind = 'MILESTONE' and kind in ('VALIDATED_BY', 'DECIDED_BY', 'ADVISED_BY')
    or kind = 'EVALUATES' and target_kind = 'MILESTONE';
  alter table remark drop constraint remark_kind_check,
    add constraint remark_kind_check check (kind in ('CONTRADICTION', 'NOT_STATED', 'ROUNDED', 'NAME_VARIANT', 'JUDGEMENT'));
  comment on column remark.kind is 'CONTRADICTION, NOT_STATED, ROUNDED, NAME_VARIANT or JUDGEMENT';
  alter table milestone drop column step, drop column fiscal_year;
  drop view as_of.milestone cascade;
  alter table history.milestone drop column step, drop column fiscal_year;
`
