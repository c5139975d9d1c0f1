import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What each kind of relation means, and which kinds of node it may tie beside what typed columns hold. */
export class RelationRules1795450000007 implements MigrationInterface {
  readonly name = 'RelationRules1795450000007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}

const UP = `
  insert into relation_kind (kind, inverse, impact, rank) values
    ('DELIVERS', 'DELIVERED_BY', 'BOTH', 1),
    ('INTEGRATES', 'INTEGRATED_BY', 'TO_SOURCE', 2),
    ('EVOLVES_INTO', 'GREW_OUT_OF', 'TO_TARGET', 3),
    ('REPLACES', 'REPLACED_BY', 'TO_SOURCE', 4),
    ('IMPLEMENTS', 'IMPLEMENTED_BY', 'TO_SOURCE', 5),
    ('REUSES', 'REUSED_BY', 'TO_SOURCE', 6),
    ('DEPENDS_ON', 'NEEDED_BY', 'TO_SOURCE', 7),
    ('SERVES', 'SERVED_BY', 'TO_TARGET', 8),
    ('ANSWERS', 'ANSWERED_BY', 'NONE', 9),
    ('RAISED_BY', 'RAISED', 'NONE', 10),
    ('RECEIVES', 'RECEIVED_BY', 'NONE', 11),
    ('CHARGED_TO', 'FUNDS', 'NONE', 12),
    ('DECIDED_BY', 'DECIDES', 'NONE', 13),
    ('VALIDATED_BY', 'VALIDATES', 'NONE', 14),
    ('ADVISED_BY', 'ADVISES_ON', 'NONE', 15),
    ('EVALUATES', 'EVALUATED_BY', 'NONE', 16),
    ('HELD_BY', 'HELD', 'NONE', 17),
    ('TAKEN_BY', 'TOOK', 'NONE', 18),
    ('GIVEN_BY', 'GAVE', 'NONE', 19),
    ('LED_BY', 'LEADS', 'NONE', 20),
    ('MANAGED_BY', 'MANAGES', 'NONE', 21),
    ('PRECEDES', 'FOLLOWS', 'NONE', 22),
    ('PART_OF', 'HAS_PART', 'NONE', 23),
    ('CITES', 'CITED_BY', 'NONE', 24);

  insert into relation_rule (kind, source_kind, target_kind)
  select rule.kind, source_kind, target_kind
  from (values
    ('PART_OF', 'PORTFOLIO', 'PROGRAMME'),
    ('PART_OF', 'BUILDING_BLOCK', 'BUILDING_BLOCK'),
    ('PART_OF', 'DELIVERABLE', 'DELIVERABLE,PILLAR'),
    ('PART_OF', 'ENTITY', 'ENTITY'),
    ('PART_OF', 'GOVERNANCE_BODY', 'GOVERNANCE_BODY,ENTITY'),
    ('PART_OF', 'TARGET_GROUP', 'TARGET_GROUP'),
    ('PART_OF', 'DOCUMENT', 'DOCUMENT'),
    ('PART_OF', 'REGULATION', 'REGULATION'),
    ('PART_OF', 'POLICY_DOCUMENT', 'POLICY_DOCUMENT'),
    ('PART_OF', 'MILESTONE', 'PROJECT,PORTFOLIO,PROGRAMME,PILLAR'),
    ('PRECEDES', 'PROGRAMME', 'PROGRAMME'),
    ('PRECEDES', 'PORTFOLIO', 'PORTFOLIO'),
    ('PRECEDES', 'PROJECT', 'PROJECT'),
    ('PRECEDES', 'MEETING', 'MEETING,DECISION,ADVICE,PORTFOLIO,PROGRAMME'),
    ('PRECEDES', 'DECISION', 'DECISION'),
    ('PRECEDES', 'MILESTONE', 'MILESTONE,PORTFOLIO,DECISION'),
    ('PRECEDES', 'DELIVERABLE', 'DELIVERABLE'),
    ('PRECEDES', 'ALLOCATION', 'ALLOCATION'),
    ('PRECEDES', 'APPROPRIATION', 'APPROPRIATION'),
    ('PRECEDES', 'ADVICE', 'ADVICE,DECISION'),
    ('PRECEDES', 'POLICY_DOCUMENT', 'POLICY_DOCUMENT,PROGRAMME'),
    ('DELIVERS', 'PROJECT,WORKSTREAM,PILLAR', 'DELIVERABLE,BUILDING_BLOCK'),
    ('DEPENDS_ON', 'PROJECT,WORKSTREAM,DELIVERABLE,BUILDING_BLOCK', 'BUILDING_BLOCK,DELIVERABLE,PROJECT,WORKSTREAM'),
    ('INTEGRATES', 'BUILDING_BLOCK', 'BUILDING_BLOCK'),
    ('REUSES', 'BUILDING_BLOCK,PROJECT,ENTITY,WORKSTREAM,DELIVERABLE', 'BUILDING_BLOCK'),
    ('IMPLEMENTS', 'PROJECT,DELIVERABLE,BUILDING_BLOCK,PROGRAMME,PILLAR', 'REGULATION'),
    ('IMPLEMENTS', 'PROGRAMME,PILLAR,PROJECT', 'POLICY_DOCUMENT'),
    ('EVOLVES_INTO', 'BUILDING_BLOCK', 'BUILDING_BLOCK'),
    ('EVOLVES_INTO', 'DELIVERABLE', 'DELIVERABLE,BUILDING_BLOCK'),
    ('EVOLVES_INTO', 'ENTITY', 'ENTITY'),
    ('REPLACES', 'BUILDING_BLOCK', 'BUILDING_BLOCK'),
    ('REPLACES', 'DELIVERABLE', 'DELIVERABLE'),
    ('REPLACES', 'ENTITY', 'ENTITY'),
    ('REPLACES', 'REGULATION', 'REGULATION'),
    ('SERVES', 'PROJECT,WORKSTREAM,DELIVERABLE,BUILDING_BLOCK,PROGRAMME,PILLAR,REGULATION', 'TARGET_GROUP'),
    ('ANSWERS', 'PROJECT,DELIVERABLE,BUILDING_BLOCK,WORKSTREAM,PILLAR', 'NEED'),
    ('RAISED_BY', 'NEED', 'ENTITY,GOVERNANCE_BODY,MEETING,TARGET_GROUP,POLICY_DOCUMENT'),
    ('DECIDED_BY', 'PROGRAMME,PORTFOLIO', 'DECISION'),
    ('VALIDATED_BY', 'PROGRAMME,PORTFOLIO,ALLOCATION', 'DECISION,MEETING'),
    ('ADVISED_BY', 'PROGRAMME,PORTFOLIO,ALLOCATION,DECISION', 'ADVICE'),
    ('EVALUATES', 'EVALUATION', 'PROJECT,ALLOCATION,ENTITY,PORTFOLIO')
  ) as rule (kind, sources, targets),
  unnest(string_to_array(sources, ',')) as source_kind,
  unnest(string_to_array(targets, ',')) as target_kind;

  insert into relation_rule (kind, source_kind, target_kind)
  select rule.kind, source.kind, rule.target_kind
  from (values
    ('CITES', 'DOCUMENT', ''),
    ('CITES', 'POLICY_DOCUMENT', ''),
    ('LED_BY', 'ENTITY', ''),
    ('LED_BY', 'GOVERNANCE_BODY', ''),
    ('MANAGED_BY', 'ENTITY', 'PROJECT'),
    ('MANAGED_BY', 'GOVERNANCE_BODY', 'MILESTONE,EVALUATION')
  ) as rule (kind, target_kind, sources_left_out)
  join node_kind source on source.kind <> all (string_to_array(rule.sources_left_out, ','));
`

const DOWN = `
  delete from relation_rule;
  delete from relation_kind;
`
