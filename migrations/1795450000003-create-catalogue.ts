import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What lasts beyond one programme: policy, rules, entities, building blocks. */
export class CreateCatalogue1795450000003 implements MigrationInterface {
  readonly name = 'CreateCatalogue1795450000003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table policy_document (
    id uuid not null,
    kind text not null,
    date date,
    date_precision text,
    constraint policy_document_pk primary key (id),
    constraint policy_document_kind_check check (kind = 'POLICY_DOCUMENT'),
    constraint policy_document_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table policy_document is 'Coalition agreements, policy notes, strategies and recommendations';
  comment on column policy_document.id is 'The node';
  comment on column policy_document.kind is 'Kind of node, always the same in this table';
  comment on column policy_document.date is 'Date of the document; null where not stated';
  comment on column policy_document.date_precision is 'How exactly the date is known';

  create table regulation (
    id uuid not null,
    kind text not null,
    regulation_type text,
    identifier text,
    constraint regulation_pk primary key (id),
    constraint regulation_regulation_type_check
      check (regulation_type in ('DIRECTIVE', 'REGULATION', 'DECREE', 'STANDARD')),
    constraint regulation_kind_check check (kind = 'REGULATION'),
    constraint regulation_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table regulation is 'Laws, regulations and standards that the programme implements';
  comment on column regulation.id is 'The node';
  comment on column regulation.kind is 'Kind of node, always the same in this table';
  comment on column regulation.regulation_type is 'DIRECTIVE, REGULATION, DECREE or STANDARD; null where not stated';
  comment on column regulation.identifier is 'Number in its public register, such as CELEX; null where not known';

  create table target_group (
    id uuid not null,
    kind text not null,
    constraint target_group_pk primary key (id),
    constraint target_group_kind_check check (kind = 'TARGET_GROUP'),
    constraint target_group_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table target_group is 'Those whom projects, results and blocks serve';
  comment on column target_group.id is 'The node';
  comment on column target_group.kind is 'Kind of node, always the same in this table';

  create table entity (
    id uuid not null,
    kind text not null,
    ovo_code text,
    entity_type text,
    constraint entity_pk primary key (id),
    constraint entity_ovo_code_key unique (ovo_code),
    constraint entity_entity_type_check
      check (entity_type in ('DEPARTMENT', 'AGENCY', 'COMPANY', 'NON_PROFIT', 'OTHER')),
    constraint entity_ovo_code_check check (ovo_code ~ '^OVO[0-9]{6}$'),
    constraint entity_kind_check check (kind = 'ENTITY'),
    constraint entity_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table entity is 'Government entities and others that receive, manage or use';
  comment on column entity.id is 'The node';
  comment on column entity.kind is 'Kind of node, always the same in this table';
  comment on column entity.ovo_code is 'Code in the Flemish register of organisations; null where not known';
  comment on column entity.entity_type is 'DEPARTMENT, AGENCY, COMPANY, NON_PROFIT or OTHER; null where not known';

  create table building_block (
    id uuid not null,
    kind text not null,
    stage text,
    constraint building_block_pk primary key (id),
    constraint building_block_stage_check check (stage in ('EXISTING', 'PLANNED', 'REPLACED')),
    constraint building_block_kind_check check (kind = 'BUILDING_BLOCK'),
    constraint building_block_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table building_block is 'Shared platforms, data sources, catalogues, front desks, engines and services';
  comment on column building_block.id is 'The node';
  comment on column building_block.kind is 'Kind of node, always the same in this table';
  comment on column building_block.stage is 'EXISTING, PLANNED or REPLACED; null where not stated';

  create table need (
    id uuid not null,
    kind text not null,
    constraint need_pk primary key (id),
    constraint need_kind_check check (kind = 'NEED'),
    constraint need_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table need is 'What entities, forums and target groups ask for';
  comment on column need.id is 'The node';
  comment on column need.kind is 'Kind of node, always the same in this table';
`

const DOWN = `
  drop table need, building_block, entity, target_group, regulation, policy_document;
`
