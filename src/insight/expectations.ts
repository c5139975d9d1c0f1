import sql, { type Sql } from 'sql-template-tag'
import type { NodeKind } from '../kernel/node-kind.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { isOneOf, tieTable } from '../graph/tie-source.js'

/** What a reader expects to find of a node. */
export interface Expectation {
  /** Tells it from the others of its kind; the same for the same thing of several kinds. */
  readonly code: string
  readonly nl: string
  readonly en: string
  /**
   * Whether sources may leave it unsaid. If not, it is for whoever keeps the graph to give: silence of a source is no excuse.
   */
  readonly bySource: boolean
  /** True where it is there, false where not, null where it is not to be expected; of `n`, the node, and `t`, its own row. */
  readonly met: Sql
}

const given = (code: string, nl: string, en: string, met: Sql): Expectation => ({
  code,
  nl,
  en,
  bySource: true,
  met,
})
const kept = (code: string, nl: string, en: string, met: Sql): Expectation => ({
  ...given(code, nl, en, met),
  bySource: false,
})

function tied(end: 'source' | 'target', ...kinds: readonly RelationKind[]): Sql {
  const near = end === 'source' ? sql`tie.source_id` : sql`tie.target_id`
  return sql`exists (select from ${tieTable(kinds)} where ${near} = n.id and ${isOneOf('tie.kind', kinds)})`
}

/** By free relations alone: what manages or leads the other kinds stands in columns. */
const RUN_BY_SOMEONE = sql`exists (select from ${tieTable(['LED_BY'])}
  where tie.source_id = n.id and tie.kind in ('MANAGED_BY', 'LED_BY'))`

/** What is expected of every node. */
const SHARED: readonly Expectation[] = [
  kept('NAME_EN', 'Engelse naam', 'English name', sql`n.name_en is not null`),
  kept('DESCRIPTION', 'Beschrijving', 'Description', sql`n.description_nl is not null`),
  kept('DESCRIPTION_EN', 'Engelse beschrijving', 'English description', sql`n.description_en is not null`),
  kept(
    'CITATION',
    'Bronverwijzing',
    'Citation',
    sql`exists (select from citation where citation.node_id = n.id and citation.column_name is null)`,
  ),
]

const PERIOD = given('PERIOD', 'Geldigheid', 'Period of validity', sql`n.valid_from is not null`)
const DATE = given('DATE', 'Datum', 'Date', sql`t.date is not null`)
const MANAGER = given('MANAGER', 'Beheerder of leiding', 'Manager or leader', RUN_BY_SOMEONE)
const DECISION = given('DECISION', 'Beslissing', 'Decision', tied('source', 'DECIDED_BY'))

const OWN: Record<NodeKind, readonly Expectation[]> = {
  DOCUMENT: [DATE, given('NUMBER', 'Nummer', 'Number', sql`t.number is not null`)],
  POLICY_DOCUMENT: [DATE],
  REGULATION: [
    given('TYPE', 'Soort regel', 'Type of rule', sql`t.regulation_type is not null`),
    given('IDENTIFIER', 'Nummer in een register', 'Number in a register', sql`t.identifier is not null`),
  ],
  TARGET_GROUP: [],
  ENTITY: [
    given('OVO_CODE', 'OVO-code', 'OVO code', sql`t.ovo_code is not null`),
    given('TYPE', 'Soort organisatie', 'Type of organisation', sql`t.entity_type is not null`),
  ],
  BUILDING_BLOCK: [given('STAGE', 'Stadium', 'Stage', sql`t.stage is not null`), MANAGER],
  NEED: [given('RAISED_BY', 'Wie ze aanbrengt', 'Who raised it', tied('source', 'RAISED_BY'))],
  GOVERNANCE_BODY: [],
  MEETING: [DATE],
  DECISION: [
    { ...DATE, met: sql`case when t.status = 'TAKEN' then t.date is not null end` },
    given(
      'DOCUMENT_NUMBER',
      'Documentnummer',
      'Document number',
      sql`case when t.status = 'TAKEN' then cardinality(t.document_numbers) > 0 end`,
    ),
  ],
  ADVICE: [
    DATE,
    given(
      'DOCUMENT_NUMBER',
      'Nummer van het advies',
      'Number of the advice',
      sql`case when t.verdict <> 'REQUESTED' then t.document_number is not null end`,
    ),
  ],
  PROGRAMME: [PERIOD, MANAGER],
  PORTFOLIO: [
    PERIOD,
    MANAGER,
    given('PROGRAMME', 'Programma', 'Programme', tied('source', 'PART_OF')),
    given(
      'APPROPRIATION',
      'Krediet',
      'Appropriation',
      sql`exists (select from appropriation where appropriation.portfolio_id = n.id)`,
    ),
    DECISION,
  ],
  PILLAR: [PERIOD],
  PROJECT: [
    PERIOD,
    given('OWNER', 'Eigenaar', 'Owner', sql`t.owner_id is not null`),
    given('PILLAR', 'Hoofdlijn', 'Main line', sql`t.pillar_id is not null`),
    given(
      'MONEY',
      'Toewijzing',
      'Allocation',
      sql`exists (select from allocation where allocation.project_id = n.id)`,
    ),
    given('RESULT', 'Op te leveren resultaat', 'Result to deliver', tied('source', 'DELIVERS')),
    given('NEED', 'Nood die het beantwoordt', 'Need that it answers', tied('source', 'ANSWERS')),
  ],
  WORKSTREAM: [
    given('PROJECT', 'Project', 'Project', sql`t.project_id is not null`),
    given('RESULT', 'Op te leveren resultaat', 'Result to deliver', tied('source', 'DELIVERS')),
    MANAGER,
  ],
  DELIVERABLE: [
    PERIOD,
    given(
      'MAKER',
      'Wie het oplevert',
      'What delivers it',
      sql`(${tied('target', 'DELIVERS')} or ${RUN_BY_SOMEONE}
        or exists (select from ${tieTable(['DELIVERS'])} where tie.source_id = n.id and tie.kind = 'PART_OF'))`,
    ),
  ],
  MILESTONE: [
    given('DUE', 'Termijn', 'When it is due', sql`t.due is not null`),
    given('BODY', 'Wie aan zet is', 'Whose turn it is', sql`(t.body_id is not null or ${RUN_BY_SOMEONE})`),
  ],
  BUDGET_ARTICLE: [],
  APPROPRIATION: [
    PERIOD,
    given('BUDGET_ARTICLE', 'Begrotingsartikel', 'Budget article', sql`t.budget_article_id is not null`),
    given('CREDIT_TYPE', 'Soort krediet', 'Type of credit', sql`t.credit_type is not null`),
  ],
  ALLOCATION: [
    PERIOD,
    given('RECEIVER', 'Ontvanger', 'Receiver', sql`(t.project_id is not null or t.entity_id is not null)`),
    given('DECISION', 'Beslissing', 'Decision', sql`t.decision_id is not null`),
  ],
  EVALUATION: [
    given('YEAR', 'Begrotingsjaar', 'Budget year', sql`t.fiscal_year is not null`),
    given('OUTCOME', 'Oordeel', 'Outcome', sql`t.outcome is not null`),
    { ...DATE, met: sql`case when t.outcome <> 'EXPECTED' then t.date is not null end` },
    given('BODY', 'Wie oordeelt', 'Who judges', sql`t.body_id is not null`),
    given('SUBJECT', 'Wat het beoordeelt', 'What it judges', tied('source', 'EVALUATES')),
  ],
}

/** What is expected of nodes of a kind, in the order in which it is told. */
export function expectationsOf(kind: NodeKind): readonly Expectation[] {
  return [...SHARED, ...OWN[kind]]
}
