import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Where money stands and whom it goes to. */
export class CreateFunding1795450000006 implements MigrationInterface {
  readonly name = 'CreateFunding1795450000006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table budget_article (
    id uuid not null,
    kind text not null,
    article text not null,
    base_allocation text not null,
    constraint budget_article_pk primary key (id),
    constraint budget_article_key unique (article, base_allocation),
    constraint budget_article_kind_check check (kind = 'BUDGET_ARTICLE'),
    constraint budget_article_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table budget_article is 'Where money stands in the budget: article and base allocation';
  comment on column budget_article.id is 'The node';
  comment on column budget_article.kind is 'Kind of node, always the same in this table';
  comment on column budget_article.article is 'Code of the budget article, not interpreted';
  comment on column budget_article.base_allocation is 'Code of the base allocation, not interpreted';

  create table appropriation (
    id uuid not null,
    kind text not null,
    portfolio_id uuid not null,
    budget_article_id uuid,
    fiscal_year integer not null,
    amount numeric not null,
    amount_precision text not null default 'EXACT',
    credit_type text,
    allocated numeric not null default 0.00,
    constraint appropriation_pk primary key (id),
    constraint appropriation_allocation_key unique (id, portfolio_id, fiscal_year),
    constraint appropriation_ceiling_check check (allocated between 0 and amount),
    constraint appropriation_credit_type_check
      check (credit_type in ('COMMITMENT_AND_PAYMENT', 'COMMITMENT', 'PAYMENT')),
    constraint appropriation_amount_precision_check
      check (amount_precision in ('EXACT', 'ROUNDED', 'APPROXIMATE')),
    constraint appropriation_amount_check check (amount >= 0 and amount < 1e13 and scale(amount) = 2),
    constraint appropriation_kind_check check (kind = 'APPROPRIATION'),
    constraint appropriation_portfolio_fk foreign key (portfolio_id) references portfolio(id),
    constraint appropriation_budget_article_fk foreign key (budget_article_id) references budget_article(id),
    constraint appropriation_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index appropriation_portfolio_idx on appropriation (portfolio_id);
  create index appropriation_budget_article_idx on appropriation (budget_article_id);
  comment on table appropriation is 'Credits on a budget article for a year and a portfolio';
  comment on column appropriation.id is 'The node';
  comment on column appropriation.kind is 'Kind of node, always the same in this table';
  comment on column appropriation.portfolio_id is 'Portfolio it pays for (PART_OF)';
  comment on column appropriation.budget_article_id is 'Article it stands on (CHARGED_TO)';
  comment on column appropriation.fiscal_year is 'Budget year';
  comment on column appropriation.amount is 'Amount in euro, exact to the cent';
  comment on column appropriation.amount_precision is 'EXACT, ROUNDED or APPROXIMATE, as the document gives it';
  comment on column appropriation.credit_type is 'COMMITMENT_AND_PAYMENT, COMMITMENT or PAYMENT; null where not stated';
  comment on column appropriation.allocated is 'What proposed and granted allocations take of it, kept by a trigger';

  create table allocation (
    id uuid not null,
    kind text not null,
    allocation_kind text not null,
    status text not null,
    amount numeric not null,
    amount_precision text not null default 'EXACT',
    fiscal_year integer not null,
    portfolio_id uuid not null,
    appropriation_id uuid not null,
    project_id uuid,
    entity_id uuid,
    decision_id uuid,
    constraint allocation_pk primary key (id),
    constraint allocation_status_check check (status in ('DRAFT', 'PROPOSED', 'GRANTED', 'WITHDRAWN')),
    constraint allocation_allocation_kind_check
      check (allocation_kind in ('INVESTMENT', 'OPERATING', 'SUBSIDY')),
    constraint allocation_amount_precision_check
      check (amount_precision in ('EXACT', 'ROUNDED', 'APPROXIMATE')),
    constraint allocation_amount_check check (amount >= 0 and amount < 1e13 and scale(amount) = 2),
    constraint allocation_kind_check check (kind = 'ALLOCATION'),
    constraint allocation_portfolio_fk foreign key (portfolio_id) references portfolio(id),
    constraint allocation_appropriation_fk foreign key (appropriation_id) references appropriation(id),
    constraint allocation_project_fk foreign key (project_id) references project(id),
    constraint allocation_entity_fk foreign key (entity_id) references entity(id),
    constraint allocation_decision_fk foreign key (decision_id) references decision(id),
    constraint allocation_project_portfolio_fk foreign key (project_id, portfolio_id)
      references project(id,portfolio_id),
    constraint allocation_same_portfolio_fk foreign key (appropriation_id, portfolio_id, fiscal_year)
      references appropriation(id,portfolio_id,fiscal_year),
    constraint allocation_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index allocation_portfolio_idx on allocation (portfolio_id);
  create index allocation_appropriation_idx on allocation (appropriation_id);
  create index allocation_project_idx on allocation (project_id);
  create index allocation_entity_idx on allocation (entity_id);
  create index allocation_decision_idx on allocation (decision_id);
  create index allocation_fiscal_year_idx on allocation (fiscal_year, allocation_kind);
  create index allocation_amount_idx on allocation (amount);
  comment on table allocation is 'Amounts from an appropriation to a project or an entity, under a decision';
  comment on column allocation.id is 'The node';
  comment on column allocation.kind is 'Kind of node, always the same in this table';
  comment on column allocation.allocation_kind is 'INVESTMENT, OPERATING or SUBSIDY';
  comment on column allocation.status is 'DRAFT, PROPOSED, GRANTED or WITHDRAWN';
  comment on column allocation.amount is 'Amount in euro, exact to the cent';
  comment on column allocation.amount_precision is 'EXACT, ROUNDED or APPROXIMATE, as the document gives it';
  comment on column allocation.fiscal_year is 'Budget year, that of its appropriation';
  comment on column allocation.portfolio_id is 'Portfolio it is part of (PART_OF)';
  comment on column allocation.appropriation_id is 'Credit it is charged to (CHARGED_TO)';
  comment on column allocation.project_id is 'Project that receives it (RECEIVES)';
  comment on column allocation.entity_id is 'Entity that receives it (RECEIVES)';
  comment on column allocation.decision_id is 'Decision that grants it (DECIDED_BY)';
`

const DOWN = `
  drop table allocation, appropriation, budget_article;
`
