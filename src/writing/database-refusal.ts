import { QueryFailedError } from 'typeorm'
import { refused, type RefusedWrite, type Told } from './user-error.js'

interface Refusal {
  /** SQLSTATE. */
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
}

const LAWS: Readonly<Record<string, Told>> = {
  node_code_key: { nl: 'die code is al in gebruik', en: 'that code is taken' },
  node_pk: { nl: 'die code is al in gebruik', en: 'that code is taken' },
  node_code_alias_key: { nl: 'die code is al in gebruik', en: 'that code is taken' },
  node_alias_pk: { nl: 'die code is al in gebruik', en: 'that code is taken' },
  entity_ovo_code_key: {
    nl: 'een andere entiteit heeft die OVO-code',
    en: 'another entity bears that OVO code',
  },
  entity_ovo_code_check: {
    nl: 'een OVO-code leest OVO en zes cijfers',
    en: 'an OVO code reads OVO and six digits',
  },
  budget_article_key: {
    nl: 'een ander begrotingsartikel heeft die basisallocatie',
    en: 'another budget article bears that base allocation',
  },
  pillar_number_key: { nl: 'een andere hoofdlijn heeft dat nummer', en: 'another pillar bears that number' },
  project_number_key: { nl: 'een ander project heeft dat nummer', en: 'another project bears that number' },
  workstream_number_key: {
    nl: 'een andere werf heeft dat nummer',
    en: 'another workstream bears that number',
  },
  project_same_portfolio_fk: {
    nl: 'de hoofdlijn hoort bij een ander portfolio',
    en: 'the pillar is part of another portfolio',
  },
  allocation_project_portfolio_fk: {
    nl: 'het project hoort bij een ander portfolio',
    en: 'the project is part of another portfolio',
  },
  allocation_same_portfolio_fk: {
    nl: 'portfolio en begrotingsjaar zijn die van het krediet',
    en: 'portfolio and fiscal year are those of the appropriation',
  },
  appropriation_ceiling_check: {
    nl: 'de toewijzingen zouden het krediet overschrijden',
    en: 'the allocations would exceed the appropriation',
  },
  relation_rule_fk: {
    nl: 'die soort relatie legt geen verband tussen deze soorten knopen',
    en: 'that kind of relation does not tie these kinds of node',
  },
  relation_ends_check: { nl: 'een knoop heeft geen relatie met zichzelf', en: 'no node is tied to itself' },
  relation_overlap_excl: {
    nl: 'die relatie staat er al in deze periode',
    en: 'that relation stands already in this period',
  },
  relation_pk: { nl: 'die relatie staat er al', en: 'that relation stands already' },
  citation_part_fk: { nl: 'die plaats wordt geciteerd', en: 'that place is cited' },
}

const STILL_NEEDED: Told = {
  nl: 'iets anders in de graaf verwijst er nog naar',
  en: 'something else in the graph still refers to it',
}

/**
 * A refusal by one of the database's own laws as an expected failure, under the name of the law; undefined for anything
 * else that was thrown.
 */
export function explainedRefusal(thrown: unknown): RefusedWrite | undefined {
  const { code, constraint = '' } = thrown instanceof QueryFailedError ? (thrown.driverError as Refusal) : {}
  // Class 23 are constraints; 42501 is what the policies of the tables answer.
  if (code === '42501')
    return refused('FORBIDDEN', [], {
      nl: 'dit is niet aan u',
      en: 'this is not yours to change',
    })
  if (code === undefined || !code.startsWith('23')) return undefined
  const told = LAWS[constraint] ?? (code === '23503' ? STILL_NEEDED : undefined)
  return refused('CONSTRAINT_VIOLATED', [], {
    nl: told?.nl ?? `de wet ${constraint} van de databank staat dit niet toe`,
    en: told?.en ?? `the law ${constraint} of the database does not allow this`,
  })
}
