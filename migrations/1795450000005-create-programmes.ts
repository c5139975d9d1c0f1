import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Programmes, portfolios and what they do. */
export class CreateProgrammes1795450000005 implements MigrationInterface {
  readonly name = 'CreateProgrammes1795450000005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table programme (
    id uuid not null,
    kind text not null,
    constraint programme_pk primary key (id),
    constraint programme_kind_check check (kind = 'PROGRAMME'),
    constraint programme_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table programme is 'Programmes of several years';
  comment on column programme.id is 'The node';
  comment on column programme.kind is 'Kind of node, always the same in this table';

  create table portfolio (
    id uuid not null,
    kind text not null,
    fiscal_year integer not null,
    portfolio_kind text not null,
    constraint portfolio_pk primary key (id),
    constraint portfolio_fiscal_year_check check (fiscal_year between 1900 and 2200),
    constraint portfolio_portfolio_kind_check check (portfolio_kind in ('INVESTMENT', 'OPERATING')),
    constraint portfolio_kind_check check (kind = 'PORTFOLIO'),
    constraint portfolio_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table portfolio is 'Money and content of a programme, or of a pair of them, for one budget year';
  comment on column portfolio.id is 'The node';
  comment on column portfolio.kind is 'Kind of node, always the same in this table';
  comment on column portfolio.fiscal_year is 'Budget year';
  comment on column portfolio.portfolio_kind is 'INVESTMENT or OPERATING';

  create table pillar (
    id uuid not null,
    kind text not null,
    number integer not null,
    portfolio_id uuid not null,
    constraint pillar_pk primary key (id),
    constraint pillar_portfolio_key unique (id, portfolio_id),
    constraint pillar_number_key unique (portfolio_id, number),
    constraint pillar_kind_check check (kind = 'PILLAR'),
    constraint pillar_portfolio_fk foreign key (portfolio_id) references portfolio(id),
    constraint pillar_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index pillar_portfolio_idx on pillar (portfolio_id);
  comment on table pillar is 'Main lines of a portfolio';
  comment on column pillar.id is 'The node';
  comment on column pillar.kind is 'Kind of node, always the same in this table';
  comment on column pillar.number is 'Place among the main lines of its portfolio, from 1';
  comment on column pillar.portfolio_id is 'Portfolio it is a main line of (PART_OF)';

  create table project (
    id uuid not null,
    kind text not null,
    number integer not null,
    portfolio_id uuid not null,
    pillar_id uuid,
    owner_id uuid,
    constraint project_pk primary key (id),
    constraint project_portfolio_key unique (id, portfolio_id),
    constraint project_number_key unique (portfolio_id, number),
    constraint project_number_check check (number > 0),
    constraint project_kind_check check (kind = 'PROJECT'),
    constraint project_portfolio_fk foreign key (portfolio_id) references portfolio(id),
    constraint project_pillar_fk foreign key (pillar_id) references pillar(id),
    constraint project_owner_fk foreign key (owner_id) references entity(id),
    constraint project_same_portfolio_fk foreign key (pillar_id, portfolio_id)
      references pillar(id,portfolio_id),
    constraint project_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index project_portfolio_idx on project (portfolio_id);
  create index project_pillar_idx on project (pillar_id);
  create index project_owner_idx on project (owner_id);
  comment on table project is 'One row of one year''s portfolio';
  comment on column project.id is 'The node';
  comment on column project.kind is 'Kind of node, always the same in this table';
  comment on column project.number is 'Number in its portfolio';
  comment on column project.portfolio_id is 'Portfolio it stands in (PART_OF)';
  comment on column project.pillar_id is 'Main line it belongs to (PART_OF)';
  comment on column project.owner_id is 'Entity that answers for it (MANAGED_BY)';

  create table workstream (
    id uuid not null,
    kind text not null,
    number integer not null,
    project_id uuid,
    constraint workstream_pk primary key (id),
    constraint workstream_number_key unique (project_id, number),
    constraint workstream_number_check check (number > 0),
    constraint workstream_kind_check check (kind = 'WORKSTREAM'),
    constraint workstream_project_fk foreign key (project_id) references project(id),
    constraint workstream_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index workstream_project_idx on workstream (project_id);
  comment on table workstream is 'Working tracks of a project';
  comment on column workstream.id is 'The node';
  comment on column workstream.kind is 'Kind of node, always the same in this table';
  comment on column workstream.number is 'Place among the tracks of its project, from 1';
  comment on column workstream.project_id is 'Project it is a track of (PART_OF)';

  create table deliverable (
    id uuid not null,
    kind text not null,
    constraint deliverable_pk primary key (id),
    constraint deliverable_kind_check check (kind = 'DELIVERABLE'),
    constraint deliverable_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table deliverable is 'Concrete results that a project or main line promises';
  comment on column deliverable.id is 'The node';
  comment on column deliverable.kind is 'Kind of node, always the same in this table';
`

const DOWN = `
  drop table deliverable, workstream, project, pillar, portfolio, programme;
`
