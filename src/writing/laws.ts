import type { NodeKind } from '../kernel/node-kind.js'
import type { Told } from './user-error.js'

/** A law of the database in words, and what it is about: a field of a kind of node, or a relation. */
export interface Law {
  readonly told: Told
  readonly about?: readonly [kind: NodeKind | 'RELATION', field: string]
}

const law = (nl: string, en: string, ...about: [kind: NodeKind | 'RELATION', field: string] | []): Law => {
  const [kind, field] = about
  return { told: { nl, en }, ...(kind !== undefined && field !== undefined && { about: [kind, field] }) }
}

const TAKEN = law('die code is al in gebruik', 'that code is taken')

/** By the name of the constraint. */
export const LAWS: Readonly<Record<string, Law>> = {
  node_code_key: TAKEN,
  node_pk: TAKEN,
  node_code_alias_key: TAKEN,
  node_alias_pk: TAKEN,
  node_code_pk: TAKEN,
  entity_ovo_code_key: law(
    'een andere entiteit heeft die OVO-code',
    'another entity bears that OVO code',
    'ENTITY',
    'ovoCode',
  ),
  budget_article_key: law(
    'een ander begrotingsartikel heeft die basisallocatie',
    'another budget article bears that base allocation',
    'BUDGET_ARTICLE',
    'baseAllocation',
  ),
  pillar_number_key: law(
    'een andere hoofdlijn heeft dat nummer',
    'another pillar bears that number',
    'PILLAR',
    'number',
  ),
  project_number_key: law(
    'een ander project heeft dat nummer',
    'another project bears that number',
    'PROJECT',
    'number',
  ),
  workstream_number_key: law(
    'een andere werf heeft dat nummer',
    'another workstream bears that number',
    'WORKSTREAM',
    'number',
  ),
  project_same_portfolio_fk: law(
    'de hoofdlijn hoort bij een ander portfolio',
    'the pillar is part of another portfolio',
    'PROJECT',
    'pillar',
  ),
  allocation_project_portfolio_fk: law(
    'het project hoort bij een ander portfolio',
    'the project is part of another portfolio',
    'ALLOCATION',
    'project',
  ),
  allocation_same_portfolio_fk: law(
    'portfolio en begrotingsjaar zijn die van het krediet',
    'portfolio and fiscal year are those of the appropriation',
    'ALLOCATION',
    'appropriation',
  ),
  appropriation_same_year_fk: law(
    'het begrotingsjaar is dat van het portfolio',
    'the fiscal year is that of the portfolio',
    'APPROPRIATION',
    'fiscalYear',
  ),
  appropriation_ceiling_check: law(
    'de toewijzingen zouden het krediet overschrijden',
    'the allocations would exceed the appropriation',
    'ALLOCATION',
    'amount',
  ),
  portfolio_adds_up: law(
    'bekrachtigd geld telt op tot het krediet: verschuif het, of laat PROGRAMME_OFFICE het aanvullen',
    'ratified money adds up to its appropriation: move it, or have PROGRAMME_OFFICE complete it',
    'ALLOCATION',
    'amount',
  ),
  decision_waits_for_advice: law(
    'een advies of akkoord over dit portfolio is nog niet gunstig: INSPECTORATE is aan zet',
    'an advice or agreement on this portfolio is not in favour yet: it is the turn of INSPECTORATE',
    'DECISION',
    'status',
  ),
  decision_stands: law(
    'met deze beslissing is geld toegekend: ze blijft genomen',
    'money was granted by this decision: it stays taken',
    'DECISION',
    'status',
  ),
  allocation_decision_taken: law(
    'toekennen kan pas als de beslissing genomen is: SECRETARIAT is aan zet',
    'nothing is granted before its decision is taken: it is the turn of SECRETARIAT',
    'ALLOCATION',
    'decision',
  ),
  allocation_separate_decision: law(
    'deze subsidie wacht op een eigen beslissing: SECRETARIAT is aan zet',
    'this subsidy waits for a decision of its own: it is the turn of SECRETARIAT',
    'ALLOCATION',
    'decision',
  ),
  allocation_evaluated: law(
    'dit geld wacht op een positieve evaluatie van de ontvanger: STEERING_BODY is aan zet',
    'this money waits for an evaluation of its receiver in favour: it is the turn of STEERING_BODY',
    'ALLOCATION',
    'status',
  ),
  allocation_continues: law(
    'dit project loopt door: het plan en de beslissing daarover ontbreken, STEERING_BODY is aan zet',
    'this project goes on: the plan and the decision on that are missing, it is the turn of STEERING_BODY',
    'ALLOCATION',
    'status',
  ),
  milestone_fiscal_year_check: law(
    'een begrotingsjaar staat alleen bij een stap',
    'a fiscal year stands with a step only',
    'MILESTONE',
    'fiscalYear',
  ),
  draft_ceiling_check: law(
    'de toewijzingen in ontwerp zouden het plafond van het ontwerp overschrijden: verlaag een ander bedrag of verhoog het krediet in ontwerp',
    'the drafted allocations would exceed the ceiling of the draft: lower another amount, or raise the appropriation in draft',
    'ALLOCATION',
    'amount',
  ),
  need_settlement_check: law(
    'een nood eindigt samengevoegd of geweigerd',
    'a need ends merged or refused',
    'NEED',
    'settlement',
  ),
  need_merged_check: law(
    'wat samengevoegd is, en niets anders, noemt de nood waarmee',
    'what was merged, and nothing else, names the need that it was merged into',
    'NEED',
    'mergedInto',
  ),
  need_merged_itself_check: law(
    'een nood wordt niet met zichzelf samengevoegd',
    'no need is merged into itself',
    'NEED',
    'mergedInto',
  ),
  need_merges_end: law(
    'de noden zouden in een kring samengevoegd zijn: kies een nood die niet al in deze opgaat',
    'the needs would be merged in a circle: choose one that was not merged into this one itself',
    'NEED',
    'mergedInto',
  ),
  need_deferred_check: law(
    'wat uitgesteld is, en niets anders, heeft een dag en een reden van uitstel',
    'what was deferred, and nothing else, has a day and a reason of deferral',
    'NEED',
    'deferral',
  ),
  need_reason_check: law(
    'wat afgehandeld is, heeft een dag en een reden',
    'what was settled has a day and a reason',
    'NEED',
    'because',
  ),
  need_settled_on_check: law(
    'een reden van afhandeling heeft een dag',
    'a reason of settlement has a day',
    'NEED',
    'settledOn',
  ),
  need_outcome_is_one: law(
    'een samengevoegde of geweigerde nood heeft geen antwoord dat nog geldt: het programmabureau opent de nood eerst weer, of beëindigt het antwoord',
    'a need that was merged or refused has no answer that still holds: the programme office opens it again first, or ends the answer',
    'NEED',
    'settlement',
  ),
  relation_rule_fk: law(
    'die soort relatie legt geen verband tussen deze soorten knopen',
    'that kind of relation does not tie these kinds of node',
    'RELATION',
    'kind',
  ),
  relation_ends_check: law(
    'een knoop heeft geen relatie met zichzelf',
    'no node is tied to itself',
    'RELATION',
    'target',
  ),
  relation_overlap_excl: law(
    'die relatie staat er al in deze periode',
    'that relation stands already in this period',
    'RELATION',
    '',
  ),
  relation_pk: law('die relatie staat er al', 'that relation stands already', 'RELATION', ''),
  citation_part_fk: law('die plaats wordt geciteerd', 'that place is cited', 'DOCUMENT', 'parts'),
  names_what_is_seen: law(
    'wat openbaar is, kan niet aan een ontwerp hangen',
    'what is published cannot hang on a draft',
  ),
}

export const STILL_NEEDED: Told = {
  nl: 'iets anders in de graaf verwijst er nog naar',
  en: 'something else in the graph still refers to it',
}
