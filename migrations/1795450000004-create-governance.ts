import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who steers, advises and decides, and when. */
export class CreateGovernance1795450000004 implements MigrationInterface {
  readonly name = 'CreateGovernance1795450000004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create table governance_body (
    id uuid not null,
    kind text not null,
    constraint governance_body_pk primary key (id),
    constraint governance_body_kind_check check (kind = 'GOVERNANCE_BODY'),
    constraint governance_body_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  comment on table governance_body is 'Bodies that steer, advise or decide';
  comment on column governance_body.id is 'The node';
  comment on column governance_body.kind is 'Kind of node, always the same in this table';

  create table meeting (
    id uuid not null,
    kind text not null,
    date date,
    body_id uuid not null,
    constraint meeting_pk primary key (id),
    constraint meeting_kind_check check (kind = 'MEETING'),
    constraint meeting_body_fk foreign key (body_id) references governance_body(id),
    constraint meeting_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index meeting_body_idx on meeting (body_id);
  comment on table meeting is 'Dated sittings of bodies: sessions, forums, working sessions';
  comment on column meeting.id is 'The node';
  comment on column meeting.kind is 'Kind of node, always the same in this table';
  comment on column meeting.date is 'Day of the meeting; null where not stated';
  comment on column meeting.body_id is 'Body that held it (HELD_BY)';

  create table decision (
    id uuid not null,
    kind text not null,
    status text not null,
    date date,
    body_id uuid not null,
    document_numbers text[] not null default '{}',
    constraint decision_pk primary key (id),
    constraint decision_status_check check (status in ('PROPOSED', 'TAKEN', 'EXPECTED')),
    constraint decision_kind_check check (kind = 'DECISION'),
    constraint decision_body_fk foreign key (body_id) references governance_body(id),
    constraint decision_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index decision_body_idx on decision (body_id);
  comment on table decision is 'What bodies decided, are asked to decide or are expected to decide';
  comment on column decision.id is 'The node';
  comment on column decision.kind is 'Kind of node, always the same in this table';
  comment on column decision.status is 'PROPOSED, TAKEN or EXPECTED';
  comment on column decision.date is 'Day it was taken; null where not taken or not stated';
  comment on column decision.body_id is 'Body that takes it (TAKEN_BY)';
  comment on column decision.document_numbers is 'Official document numbers, as printed';

  create table decision_article (
    decision_id uuid not null,
    number integer not null,
    text_nl text not null,
    text_en text,
    constraint decision_article_pk primary key (decision_id, number),
    constraint decision_article_decision_fk foreign key (decision_id) references decision(id) on delete cascade
  );
  comment on table decision_article is 'The articles of a decision, in the words of this graph';
  comment on column decision_article.decision_id is 'The decision';
  comment on column decision_article.number is 'Number of the article';
  comment on column decision_article.text_nl is 'What it says, in Dutch';
  comment on column decision_article.text_en is 'What it says, in English';

  create table advice (
    id uuid not null,
    kind text not null,
    form text not null,
    verdict text not null,
    date date,
    document_number text,
    body_id uuid not null,
    constraint advice_pk primary key (id),
    constraint advice_verdict_check check (verdict in ('FAVOURABLE', 'UNFAVOURABLE', 'REQUESTED')),
    constraint advice_form_check check (form in ('ADVICE', 'AGREEMENT')),
    constraint advice_kind_check check (kind = 'ADVICE'),
    constraint advice_body_fk foreign key (body_id) references governance_body(id),
    constraint advice_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index advice_body_idx on advice (body_id);
  comment on table advice is 'Advice and budget agreements, asked for or given';
  comment on column advice.id is 'The node';
  comment on column advice.kind is 'Kind of node, always the same in this table';
  comment on column advice.form is 'ADVICE of an adviser or AGREEMENT on the budget';
  comment on column advice.verdict is 'FAVOURABLE, UNFAVOURABLE, or REQUESTED as long as no outcome is known';
  comment on column advice.date is 'Day it was received, or asked for; null where not stated';
  comment on column advice.document_number is 'Official number; null where not stated';
  comment on column advice.body_id is 'Body that gives it (GIVEN_BY)';

  create table advice_point (
    advice_id uuid not null,
    position integer not null,
    subject_nl text not null,
    subject_en text,
    reply_nl text,
    reply_en text,
    constraint advice_point_pk primary key (advice_id, position),
    constraint advice_point_advice_fk foreign key (advice_id) references advice(id) on delete cascade
  );
  comment on table advice_point is 'An adviser''s points and the replies to them, in the words of this graph';
  comment on column advice_point.advice_id is 'The advice';
  comment on column advice_point.position is 'Place in the list, from 1';
  comment on column advice_point.subject_nl is 'What the adviser remarked, in Dutch';
  comment on column advice_point.subject_en is 'What the adviser remarked, in English';
  comment on column advice_point.reply_nl is 'What was replied, in Dutch; null where there is no reply';
  comment on column advice_point.reply_en is 'What was replied, in English';

  create table milestone (
    id uuid not null,
    kind text not null,
    due date,
    due_precision text,
    body_id uuid,
    constraint milestone_pk primary key (id),
    constraint milestone_kind_check check (kind = 'MILESTONE'),
    constraint milestone_body_fk foreign key (body_id) references governance_body(id),
    constraint milestone_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index milestone_body_idx on milestone (body_id);
  comment on table milestone is 'Dated steps to come, of the yearly cycle or of a project';
  comment on column milestone.id is 'The node';
  comment on column milestone.kind is 'Kind of node, always the same in this table';
  comment on column milestone.due is 'When it is due, its first day where only a month, quarter or year is given; null where not stated';
  comment on column milestone.due_precision is 'How exactly that is known';
  comment on column milestone.body_id is 'Body whose turn it is (MANAGED_BY)';

  create table evaluation (
    id uuid not null,
    kind text not null,
    fiscal_year integer,
    date date,
    outcome text,
    body_id uuid,
    constraint evaluation_pk primary key (id),
    constraint evaluation_outcome_check check (outcome in ('POSITIVE', 'NEGATIVE', 'EXPECTED')),
    constraint evaluation_kind_check check (kind = 'EVALUATION'),
    constraint evaluation_body_fk foreign key (body_id) references governance_body(id),
    constraint evaluation_node_fk foreign key (id, kind) references node(id,kind) on delete cascade
  );
  create index evaluation_body_idx on evaluation (body_id);
  comment on table evaluation is 'Judgements on projects and on receivers of operating money';
  comment on column evaluation.id is 'The node';
  comment on column evaluation.kind is 'Kind of node, always the same in this table';
  comment on column evaluation.fiscal_year is 'Fiscal year it looks at; null where not stated';
  comment on column evaluation.date is 'Day of the judgement; null where not stated or not given yet';
  comment on column evaluation.outcome is 'POSITIVE, NEGATIVE, or EXPECTED as long as there is none; null where not stated';
  comment on column evaluation.body_id is 'Body that judges (MANAGED_BY)';
`

const DOWN = `
  drop table evaluation, milestone, advice_point, advice, decision_article, decision, meeting, governance_body;
`
