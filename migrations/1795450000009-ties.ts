import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Free relations and typed columns as one graph. */
export class Ties1795450000009 implements MigrationInterface {
  readonly name = 'Ties1795450000009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  create view tie (
    id, kind, source_id, source_kind, target_id, target_kind,
    valid_from, valid_from_precision, valid_to, valid_to_precision, inferred, relation_id, node_id, column_name
  ) as
  select r.id::text, r.kind, r.source_id, r.source_kind, r.target_id, r.target_kind,
    r.valid_from, r.valid_from_precision, r.valid_to, r.valid_to_precision, r.inferred, r.id, null::uuid, null
  from relation r
  union all
  select t.id || '.portfolio', 'PART_OF', t.id, 'PILLAR', t.portfolio_id, 'PORTFOLIO',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'portfolio'
  from pillar t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'portfolio'
  where t.portfolio_id is not null
  union all
  select t.id || '.portfolio', 'PART_OF', t.id, 'PROJECT', t.portfolio_id, 'PORTFOLIO',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'portfolio'
  from project t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'portfolio'
  where t.portfolio_id is not null
  union all
  select t.id || '.pillar', 'PART_OF', t.id, 'PROJECT', t.pillar_id, 'PILLAR',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'pillar'
  from project t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'pillar'
  where t.pillar_id is not null
  union all
  select t.id || '.owner', 'MANAGED_BY', t.id, 'PROJECT', t.owner_id, 'ENTITY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'owner'
  from project t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'owner'
  where t.owner_id is not null
  union all
  select t.id || '.project', 'PART_OF', t.id, 'WORKSTREAM', t.project_id, 'PROJECT',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'project'
  from workstream t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'project'
  where t.project_id is not null
  union all
  select t.id || '.body', 'HELD_BY', t.id, 'MEETING', t.body_id, 'GOVERNANCE_BODY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'body'
  from meeting t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'body'
  where t.body_id is not null
  union all
  select t.id || '.body', 'TAKEN_BY', t.id, 'DECISION', t.body_id, 'GOVERNANCE_BODY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'body'
  from decision t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'body'
  where t.body_id is not null
  union all
  select t.id || '.body', 'GIVEN_BY', t.id, 'ADVICE', t.body_id, 'GOVERNANCE_BODY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'body'
  from advice t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'body'
  where t.body_id is not null
  union all
  select t.id || '.body', 'MANAGED_BY', t.id, 'MILESTONE', t.body_id, 'GOVERNANCE_BODY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'body'
  from milestone t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'body'
  where t.body_id is not null
  union all
  select t.id || '.body', 'MANAGED_BY', t.id, 'EVALUATION', t.body_id, 'GOVERNANCE_BODY',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'body'
  from evaluation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'body'
  where t.body_id is not null
  union all
  select t.id || '.portfolio', 'PART_OF', t.id, 'APPROPRIATION', t.portfolio_id, 'PORTFOLIO',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'portfolio'
  from appropriation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'portfolio'
  where t.portfolio_id is not null
  union all
  select t.id || '.budget_article', 'CHARGED_TO', t.id, 'APPROPRIATION', t.budget_article_id, 'BUDGET_ARTICLE',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'budget_article'
  from appropriation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'budget_article'
  where t.budget_article_id is not null
  union all
  select t.id || '.portfolio', 'PART_OF', t.id, 'ALLOCATION', t.portfolio_id, 'PORTFOLIO',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'portfolio'
  from allocation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'portfolio'
  where t.portfolio_id is not null
  union all
  select t.id || '.appropriation', 'CHARGED_TO', t.id, 'ALLOCATION', t.appropriation_id, 'APPROPRIATION',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'appropriation'
  from allocation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'appropriation'
  where t.appropriation_id is not null
  union all
  select t.id || '.project', 'RECEIVES', t.project_id, 'PROJECT', t.id, 'ALLOCATION',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'project'
  from allocation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'project'
  where t.project_id is not null
  union all
  select t.id || '.entity', 'RECEIVES', t.entity_id, 'ENTITY', t.id, 'ALLOCATION',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'entity'
  from allocation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'entity'
  where t.entity_id is not null
  union all
  select t.id || '.decision', 'DECIDED_BY', t.id, 'ALLOCATION', t.decision_id, 'DECISION',
    coalesce(c.valid_from, n.valid_from), coalesce(c.valid_from_precision, n.valid_from_precision),
    coalesce(c.valid_to, n.valid_to), coalesce(c.valid_to_precision, n.valid_to_precision),
    coalesce(c.inferred, n.inferred), null, t.id, 'decision'
  from allocation t join node n on n.id = t.id left join column_tie c on c.node_id = t.id and c.column_name = 'decision'
  where t.decision_id is not null
  ;
  comment on view tie is 'Every tie between nodes, free or in a typed column: to whoever asks it is one graph';
  comment on column tie.id is 'Id of the free relation, or node and column of the typed one';
  comment on column tie.kind is 'Kind of relation';
  comment on column tie.source_id is 'Node it starts from';
  comment on column tie.source_kind is 'Kind of that node';
  comment on column tie.target_id is 'Node it leads to';
  comment on column tie.target_kind is 'Kind of that node';
  comment on column tie.valid_from is 'First day of validity';
  comment on column tie.valid_from_precision is 'How exactly that is known';
  comment on column tie.valid_to is 'First day after validity';
  comment on column tie.valid_to_precision is 'How exactly that is known';
  comment on column tie.inferred is 'True where no document says it';
  comment on column tie.relation_id is 'The free relation; null for a tie in a typed column';
  comment on column tie.node_id is 'Node whose typed column holds it; null for a free relation';
  comment on column tie.column_name is 'That column';
`

const DOWN = `
  drop view tie;
`
