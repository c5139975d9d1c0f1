import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Relations, what they may tie, remarks and citations. */
export class CreateRelations1795450000002 implements MigrationInterface {
  readonly name = 'CreateRelations1795450000002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table relation_kind (
    kind text not null,
    inverse text not null,
    impact text not null,
    rank integer not null,
    constraint relation_kind_pk primary key (kind),
    constraint relation_kind_impact_check check (impact in ('NONE', 'TO_SOURCE', 'TO_TARGET', 'BOTH'))
  );
  comment on table relation_kind is 'What each kind of relation means';
  comment on column relation_kind.kind is 'Kind of relation, read from source to target';
  comment on column relation_kind.inverse is 'The kind as read from target to source';
  comment on column relation_kind.impact is 'Which end is touched when the other changes: NONE, TO_SOURCE, TO_TARGET or BOTH';
  comment on column relation_kind.rank is 'Which of two parallel ties tells more: the lower number';

  create table relation_rule (
    kind text not null,
    source_kind text not null,
    target_kind text not null,
    constraint relation_rule_pk primary key (kind, source_kind, target_kind),
    constraint relation_rule_target_fk foreign key (target_kind) references node_kind(kind),
    constraint relation_rule_source_fk foreign key (source_kind) references node_kind(kind),
    constraint relation_rule_kind_fk foreign key (kind) references relation_kind(kind)
  );
  comment on table relation_rule is 'Which kinds of node a free relation may tie; what a typed column holds is not among them, so that no fact stands twice';
  comment on column relation_rule.kind is 'Kind of relation';
  comment on column relation_rule.source_kind is 'Kind of node at the source';
  comment on column relation_rule.target_kind is 'Kind of node at the target';

  create table relation (
    id uuid not null,
    kind text not null,
    source_id uuid not null,
    source_kind text not null,
    target_id uuid not null,
    target_kind text not null,
    inferred boolean not null default false,
    origin text,
    valid_from date,
    valid_from_precision text,
    valid_to date,
    valid_to_precision text,
    constraint relation_pk primary key (id),
    constraint relation_ends_check check (source_id <> target_id),
    constraint relation_period_check
      check (valid_from < valid_to and valid_from_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and valid_to_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR')
        and (valid_from is null) = (valid_from_precision is null)
        and (valid_to is null) = (valid_to_precision is null)),
    constraint relation_overlap_excl
      exclude using gist (kind with =, source_id with =, target_id with =, daterange(valid_from, valid_to) with &&),
    constraint relation_target_fk foreign key (target_id, target_kind) references node(id,kind),
    constraint relation_source_fk foreign key (source_id, source_kind) references node(id,kind),
    constraint relation_rule_fk foreign key (kind, source_kind, target_kind)
      references relation_rule(kind,source_kind,target_kind)
  );
  create index relation_target_idx on relation (target_id, kind);
  create index relation_source_idx on relation (source_id, kind);
  comment on table relation is 'Free ties between nodes; ties that stand in a typed column are not repeated here (see the view tie)';
  comment on column relation.id is 'UUID v5 of kind, ends and first day';
  comment on column relation.kind is 'Kind of relation, read from source to target';
  comment on column relation.source_id is 'Node the relation starts from';
  comment on column relation.source_kind is 'Kind of that node';
  comment on column relation.target_id is 'Node the relation leads to';
  comment on column relation.target_kind is 'Kind of that node';
  comment on column relation.inferred is 'True where the modeller concluded it and no document says it';
  comment on column relation.origin is 'Data set it was loaded from; null where it was written through the service';
  comment on column relation.valid_from is 'First day of validity; null where open or not stated';
  comment on column relation.valid_from_precision is 'How exactly the first day is known: DAY, MONTH, QUARTER or YEAR';
  comment on column relation.valid_to is 'First day after validity; null where open or not stated';
  comment on column relation.valid_to_precision is 'How exactly the last day is known: DAY, MONTH, QUARTER or YEAR';

  create table column_tie (
    node_id uuid not null,
    column_name text not null,
    inferred boolean not null default false,
    valid_from date,
    valid_from_precision text,
    valid_to date,
    valid_to_precision text,
    constraint column_tie_pk primary key (node_id, column_name),
    constraint column_tie_period_check
      check (valid_from < valid_to and valid_from_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR') and valid_to_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR')
        and (valid_from is null) = (valid_from_precision is null)
        and (valid_to is null) = (valid_to_precision is null)),
    constraint column_tie_node_fk foreign key (node_id) references node(id) on delete cascade
  );
  comment on table column_tie is 'What a tie in a typed column says of itself where that differs from its node';
  comment on column column_tie.node_id is 'Node whose table holds the column';
  comment on column column_tie.column_name is 'The column without its ending _id';
  comment on column column_tie.inferred is 'True where the modeller concluded the tie and no document says it';
  comment on column column_tie.valid_from is 'First day of validity; null where open or not stated';
  comment on column column_tie.valid_from_precision is 'How exactly the first day is known: DAY, MONTH, QUARTER or YEAR';
  comment on column column_tie.valid_to is 'First day after validity; null where open or not stated';
  comment on column column_tie.valid_to_precision is 'How exactly the last day is known: DAY, MONTH, QUARTER or YEAR';

  create table remark (
    id uuid not null,
    kind text not null,
    node_id uuid not null,
    position integer not null,
    text_nl text not null,
    text_en text,
    constraint remark_pk primary key (id),
    constraint remark_kind_check
      check (kind in ('CONTRADICTION', 'NOT_STATED', 'ROUNDED', 'NAME_VARIANT', 'JUDGEMENT')),
    constraint remark_node_fk foreign key (node_id) references node(id) on delete cascade
  );
  create index remark_node_idx on remark (node_id);
  comment on table remark is 'Contradictions, gaps, roundings, names in use and judgements, each on its node';
  comment on column remark.id is 'UUID v5 of its node and Dutch text';
  comment on column remark.kind is 'CONTRADICTION, NOT_STATED, ROUNDED, NAME_VARIANT or JUDGEMENT';
  comment on column remark.node_id is 'Node the remark is about';
  comment on column remark.position is 'Place in the list, from 1';
  comment on column remark.text_nl is 'The remark in Dutch';
  comment on column remark.text_en is 'The remark in English';

  create table remark_reading (
    remark_id uuid not null,
    rank integer not null,
    text_nl text not null,
    text_en text,
    constraint remark_reading_pk primary key (remark_id, rank),
    constraint remark_reading_remark_fk foreign key (remark_id) references remark(id) on delete cascade
  );
  comment on table remark_reading is 'The readings that a remark leaves standing side by side';
  comment on column remark_reading.remark_id is 'Remark that holds the readings apart';
  comment on column remark_reading.rank is 'Rank, the best supported first, from 1';
  comment on column remark_reading.text_nl is 'The reading in Dutch';
  comment on column remark_reading.text_en is 'The reading in English';

  create table citation (
    id uuid not null,
    document_id uuid not null,
    locator text not null,
    position integer not null,
    node_id uuid,
    column_name text,
    relation_id uuid,
    remark_id uuid,
    reading_rank integer,
    constraint citation_pk primary key (id),
    constraint citation_reading_check check (reading_rank is null or remark_id is not null),
    constraint citation_column_check check (column_name is null or node_id is not null),
    constraint citation_subject_check check (num_nonnulls(node_id, relation_id, remark_id) = 1),
    constraint citation_node_fk foreign key (node_id) references node(id) on delete cascade,
    constraint citation_relation_fk foreign key (relation_id) references relation(id) on delete cascade,
    constraint citation_remark_fk foreign key (remark_id) references remark(id) on delete cascade,
    constraint citation_reading_fk foreign key (remark_id, reading_rank)
      references remark_reading(remark_id,rank) on delete cascade,
    constraint citation_part_fk foreign key (document_id, locator)
      references document_part(document_id,locator)
  );
  create index citation_node_idx on citation (node_id);
  create index citation_relation_idx on citation (relation_id);
  create index citation_remark_idx on citation (remark_id);
  create index citation_part_idx on citation (document_id, locator);
  comment on table citation is 'Where a fact stands: the exact place in a document';
  comment on column citation.id is 'UUID v5 of what cites and what is cited';
  comment on column citation.document_id is 'Document that is cited';
  comment on column citation.locator is 'Place in it: section/part/row';
  comment on column citation.position is 'Place in the list, from 1';
  comment on column citation.node_id is 'Node that cites';
  comment on column citation.column_name is 'Typed column of that node whose tie cites; null where the node itself does';
  comment on column citation.relation_id is 'Free relation that cites';
  comment on column citation.remark_id is 'Remark that cites';
  comment on column citation.reading_rank is 'Reading of the remark that cites; null where the remark itself does';
`

const DOWN = `
  drop table citation, remark_reading, remark, column_tie, relation, relation_rule, relation_kind;
`
