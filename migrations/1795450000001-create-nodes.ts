import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Nodes, their names and the sources they are cited from. */
export class CreateNodes1795450000001 implements MigrationInterface {
  readonly name = 'CreateNodes1795450000001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create extension if not exists pg_trgm;
  create extension if not exists unaccent;
  create extension if not exists btree_gist;

  create table node_kind (
    kind text not null,
    constraint node_kind_pk primary key (kind)
  );
  comment on table node_kind is 'The kinds of node';
  comment on column node_kind.kind is 'Kind of node';

  create table node (
    id uuid not null,
    kind text not null,
    code text collate "C" not null,
    name_nl text not null,
    name_en text,
    description_nl text,
    description_en text,
    inferred boolean not null default false,
    origin text,
    valid_from date,
    valid_from_precision text,
    valid_to date,
    valid_to_precision text,
    constraint node_pk primary key (id),
    constraint node_kind_key unique (id, kind),
    constraint node_code_key unique (kind, code),
    constraint node_period_check
      check (valid_from < valid_to and valid_from_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and valid_to_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR')
        and (valid_from is null) = (valid_from_precision is null)
        and (valid_to is null) = (valid_to_precision is null)),
    constraint node_code_check check (code ~ '^[A-Za-z0-9][A-Za-z0-9._/+-]{0,119}$'),
    constraint node_kind_fk foreign key (kind) references node_kind(kind)
  );
  create index node_origin_idx on node (origin);
  comment on table node is 'Everything the graph knows; what only its kind has stands in the table of that kind';
  comment on column node.id is 'UUID v5 of the first reference the node ever had';
  comment on column node.kind is 'Kind of node';
  comment on column node.code is 'Readable code, unique within its kind';
  comment on column node.name_nl is 'Dutch name, as shown';
  comment on column node.name_en is 'English name, as shown';
  comment on column node.description_nl is 'Dutch description, in the words of this graph';
  comment on column node.description_en is 'English description, in the words of this graph';
  comment on column node.inferred is 'True where the modeller concluded the node and no document names it';
  comment on column node.origin is 'Data set it was loaded from; null where it was written through the service';
  comment on column node.valid_from is 'First day of validity; null where open or not stated';
  comment on column node.valid_from_precision is 'How exactly the first day is known: DAY, MONTH, QUARTER or YEAR';
  comment on column node.valid_to is 'First day after validity; null where open or not stated';
  comment on column node.valid_to_precision is 'How exactly the last day is known: DAY, MONTH, QUARTER or YEAR';

  create table node_name (
    node_id uuid not null,
    position integer not null,
    text text not null,
    language text not null,
    use text not null,
    used_from date,
    used_to date,
    constraint node_name_pk primary key (node_id, position),
    constraint node_name_period_check check (used_from < used_to),
    constraint node_name_use_check check (use in ('VARIANT', 'ABBREVIATION', 'FULL', 'FORMER', 'OFFICIAL')),
    constraint node_name_language_check check (language in ('NL', 'EN')),
    constraint node_name_node_fk foreign key (node_id) references node(id) on delete cascade
  );
  comment on table node_name is 'Names of a node beside the one shown: former, official, abbreviated, as printed';
  comment on column node_name.node_id is 'Node that bears the name';
  comment on column node_name.position is 'Place in the list, from 1';
  comment on column node_name.text is 'The name as it is written';
  comment on column node_name.language is 'Language of the name: NL or EN';
  comment on column node_name.use is 'What sort of name it is: VARIANT, ABBREVIATION, FULL, FORMER or OFFICIAL';
  comment on column node_name.used_from is 'First day of use; null where not stated';
  comment on column node_name.used_to is 'First day out of use; null where not stated';

  create table node_alias (
    kind text not null,
    code text not null,
    node_id uuid not null,
    constraint node_alias_pk primary key (kind, code),
    constraint node_alias_node_fk foreign key (node_id, kind) references node(id,kind) on delete cascade
  );
  create index node_alias_node_idx on node_alias (node_id);
  comment on table node_alias is 'Codes that a node bore before it was corrected; they still find it';
  comment on column node_alias.kind is 'Kind of node';
  comment on column node_alias.code is 'Code that was corrected';
  comment on column node_alias.node_id is 'Node that bore the code';

  create table document (
    id uuid not null,
    kind text not null,
    number text,
    date date,
    date_precision text,
    url text,
    constraint document_pk primary key (id),
    constraint document_kind_check check (kind = 'DOCUMENT'),
    constraint document_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table document is 'Sources that the graph cites';
  comment on column document.id is 'The node';
  comment on column document.kind is 'Kind of node, always the same in this table';
  comment on column document.number is 'Official number; null where not stated';
  comment on column document.date is 'Date of the document; null where not stated';
  comment on column document.date_precision is 'How exactly the date is known';
  comment on column document.url is 'Address where it is published; null where not known';

  create table document_part (
    document_id uuid not null,
    locator text not null,
    position integer not null,
    title_nl text not null,
    title_en text,
    constraint document_part_pk primary key (document_id, locator),
    constraint document_part_document_fk foreign key (document_id) references document(id) on delete cascade
  );
  comment on table document_part is 'The places of a document that can be cited';
  comment on column document_part.document_id is 'The document';
  comment on column document_part.locator is 'The place: section/part/row';
  comment on column document_part.position is 'Place in reading order, from 1';
  comment on column document_part.title_nl is 'What stands there, in Dutch';
  comment on column document_part.title_en is 'What stands there, in English';

  insert into node_kind (kind) values
    ('DOCUMENT'),
    ('POLICY_DOCUMENT'),
    ('REGULATION'),
    ('TARGET_GROUP'),
    ('ENTITY'),
    ('BUILDING_BLOCK'),
    ('NEED'),
    ('GOVERNANCE_BODY'),
    ('MEETING'),
    ('DECISION'),
    ('ADVICE'),
    ('PROGRAMME'),
    ('PORTFOLIO'),
    ('PILLAR'),
    ('PROJECT'),
    ('WORKSTREAM'),
    ('DELIVERABLE'),
    ('MILESTONE'),
    ('BUDGET_ARTICLE'),
    ('APPROPRIATION'),
    ('ALLOCATION'),
    ('EVALUATION');
`

const DOWN = `
  drop table document_part, document, node_alias, node_name, node, node_kind;
`
