import type { Language } from '../kernel/language.js'

type Words = Readonly<Record<Language, string>>

/** What the fields of a shown document are called; one that is not here goes by its own name. */
const FIELDS: Readonly<Record<string, Words>> = {
  code: { NL: 'code', EN: 'code' },
  nameNl: { NL: 'naam (Nederlands)', EN: 'name (Dutch)' },
  nameEn: { NL: 'naam (Engels)', EN: 'name (English)' },
  descriptionNl: { NL: 'beschrijving (Nederlands)', EN: 'description (Dutch)' },
  descriptionEn: { NL: 'beschrijving (Engels)', EN: 'description (English)' },
  inferred: { NL: 'afgeleid', EN: 'inferred' },
  validFrom: { NL: 'geldig van', EN: 'valid from' },
  validTo: { NL: 'geldig tot', EN: 'valid to' },
  number: { NL: 'nummer', EN: 'number' },
  date: { NL: 'datum', EN: 'date' },
  due: { NL: 'vervaldag', EN: 'due day' },
  status: { NL: 'status', EN: 'status' },
  stage: { NL: 'stadium', EN: 'stage' },
  verdict: { NL: 'oordeel', EN: 'verdict' },
  outcome: { NL: 'uitkomst', EN: 'outcome' },
  amount: { NL: 'bedrag', EN: 'amount' },
  allocated: { NL: 'toegewezen', EN: 'allocated' },
  amountPrecision: { NL: 'nauwkeurigheid van het bedrag', EN: 'precision of the amount' },
  creditType: { NL: 'soort krediet', EN: 'credit type' },
  fiscalYear: { NL: 'begrotingsjaar', EN: 'fiscal year' },
  ovoCode: { NL: 'OVO-code', EN: 'OVO code' },
  documentNumber: { NL: 'documentnummer', EN: 'document number' },
  documentNumbers: { NL: 'documentnummers', EN: 'document numbers' },
  portfolio: { NL: 'portfolio', EN: 'portfolio' },
  pillar: { NL: 'hoofdlijn', EN: 'main line' },
  project: { NL: 'project', EN: 'project' },
  owner: { NL: 'eigenaar', EN: 'owner' },
  entity: { NL: 'entiteit', EN: 'entity' },
  body: { NL: 'orgaan', EN: 'body' },
  appropriation: { NL: 'krediet', EN: 'appropriation' },
  budgetArticle: { NL: 'begrotingsartikel', EN: 'budget article' },
  decision: { NL: 'beslissing', EN: 'decision' },
  formerCodes: { NL: 'vroegere codes', EN: 'former codes' },
  otherNames: { NL: 'andere namen', EN: 'other names' },
  parts: { NL: 'delen', EN: 'parts' },
  articles: { NL: 'artikelen', EN: 'articles' },
  points: { NL: 'opmerkingen van de adviseur', EN: "adviser's points" },
  ties: { NL: 'gegevens van getypeerde relaties', EN: 'details of typed relations' },
  draft: { NL: 'concept', EN: 'draft' },
  steward: { NL: 'beheerder', EN: 'steward' },
  remarks: { NL: 'opmerkingen', EN: 'remarks' },
  citations: { NL: 'bronverwijzingen', EN: 'citations' },
}

export function fieldName(field: string, language: Language): string {
  return FIELDS[field]?.[language] ?? field
}

const OPERATIONS: Readonly<Record<string, Words>> = {
  CREATED: { NL: 'nieuw', EN: 'new' },
  CORRECTED: { NL: 'gewijzigd', EN: 'changed' },
  ENDED: { NL: 'vervallen', EN: 'gone' },
}

export function operationName(operation: string, language: Language): string {
  return OPERATIONS[operation]?.[language] ?? operation
}

export const NOTHING: Words = { NL: 'niets', EN: 'nothing' }
export const NO_DIFFERENCE: Words = { NL: 'geen verschil', EN: 'no difference' }
export const NODES: Readonly<Record<'one' | 'many', Words>> = {
  one: { NL: 'knoop', EN: 'node' },
  many: { NL: 'knopen', EN: 'nodes' },
}
export const RELATIONS: Readonly<Record<'one' | 'many', Words>> = {
  one: { NL: 'relatie', EN: 'relation' },
  many: { NL: 'relaties', EN: 'relations' },
}
export const BETWEEN: Readonly<Record<Language, (from: string, to: string) => string>> = {
  NL: (from, to) => `Van versie ${from} naar versie ${to}`,
  EN: (from, to) => `From version ${from} to version ${to}`,
}
export const MORE: Readonly<Record<Language, (count: number) => string>> = {
  NL: (count) => `… en nog ${count}`,
  EN: (count) => `… and ${count} more`,
}
