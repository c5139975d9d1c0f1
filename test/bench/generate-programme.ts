import { madeId, makeNodes, makeRows, type Made } from './generate-functions.js'
import {
  ACTIONS, AUDIENCES, ORGANISATIONS, PLATFORMS, RESULTS, SUBJECTS, word,
} from './generate-words.js' // prettier-ignore

/**
 * How many nodes of each kind at scale 1. A tenfold graph is ten administrations side by side: each group of twenty
 * portfolios has entities, blocks and bodies of its own, and one tie in ten to what is popular leads to another group.
 */
export const PER_SCALE = {
  DOCUMENT: 20, TARGET_GROUP: 20, REGULATION: 40, NEED: 200, ENTITY: 300, BUILDING_BLOCK: 500, GOVERNANCE_BODY: 10,
  MEETING: 100, DECISION: 400, ADVICE: 40, PROGRAMME: 4, PORTFOLIO: 20, PILLAR: 100, PROJECT: 2_000, WORKSTREAM: 4_000,
  DELIVERABLE: 4_000, BUDGET_ARTICLE: 20, APPROPRIATION: 40, ALLOCATION: 20_000, EVALUATION: 200,
} as const // prettier-ignore

type Kind = keyof typeof PER_SCALE

const FIRST_YEAR = 2021
const YEAR = (portfolio: string): string => `(${FIRST_YEAR} + (${portfolio}) % 5)`
const programmeCode = (i: string): string => `'DIGI' || (${i})`
const portfolioCode = (i: string): string => `'DIGI' || (${i}) / 5 || '-' || ${YEAR(i)}`
const padded = (i: string, digits: number): string => `lpad((${i})::text, ${digits}, '0')`
const january = (year: string): string => `make_date(${year}, 1, 1)`

function named(kind: string, ...parts: readonly string[]): Pick<Made, 'nameNl' | 'nameEn'> {
  const [first, ...others] = parts
  const told = (language: 'nl' | 'en'): string =>
    [first, ...others]
      .map((part = '', at) => {
        const list = LISTS[part]
        return list ? word(list, `'${kind}${at}' || i`, language) : `'${part}'`
      })
      .join(" || ' ' || ")
  return { nameNl: told('nl'), nameEn: told('en').replaceAll("'voor'", "'for'").replaceAll("'nr.'", "'no.'") }
}

const LISTS: Record<string, Parameters<typeof word>[0]> = {
  action: ACTIONS, subject: SUBJECTS, audience: AUDIENCES, platform: PLATFORMS, result: RESULTS, organisation: ORGANISATIONS,
} // prettier-ignore

const numbered = ({ nameNl, nameEn }: Pick<Made, 'nameNl' | 'nameEn'>): Pick<Made, 'nameNl' | 'nameEn'> => ({
  nameNl: `${nameNl} || ' ' || (i + 1)`,
  nameEn: `${nameEn} || ' ' || (i + 1)`,
})

const told = (kind: string): Pick<Made, 'descriptionNl' | 'descriptionEn'> => {
  const part = (list: Parameters<typeof word>[0], name: string, language: 'nl' | 'en') =>
    `lower(${word(list, `'${kind}${name}' || i`, language)})`
  const sentence = (language: 'nl' | 'en', [opening, and, end]: readonly [string, string, string]) =>
    `'${opening} ' || ${part(ACTIONS, 'told1', language)} || ' ' || ${part(SUBJECTS, 'told2', language)} || ' ${and} '
      || ${part(SUBJECTS, 'told3', language)} || '${end} ' || ${part(AUDIENCES, 'told4', language)} || '.'`
  return {
    descriptionNl: sentence('nl', ['Draagt bij tot', 'en', ', in overleg met']),
    descriptionEn: sentence('en', ['Contributes to', 'and', ', in consultation with']),
  }
}

/** Nodes by kind, as they are told of; the money's names repeat those of what they pay for. */
function nodes(scale: number): readonly Made[] {
  const made = (kind: Kind, rest: Omit<Made, 'kind' | 'count'>): Made => ({
    kind,
    count: PER_SCALE[kind] * scale,
    ...rest,
  })
  const plain = (kind: Kind, prefix: string, ...parts: readonly string[]) =>
    made(kind, { code: `'${prefix}-' || ${padded('i + 1', 4)}`, ...numbered(named(kind, ...parts)) })
  const ofProject = (count: number) => ({
    validFrom: january(YEAR(`i / ${count * 100}`)),
    validTo: `case when pg_temp.below('until' || i, 3) = 0 then ${january(`${YEAR(`i / ${count * 100}`)} + 2`)} end`,
  })
  const slug = (list: Parameters<typeof word>[0], by: string) =>
    `regexp_replace(lower(${word(list, by, 'nl')}), '[^a-z]+', '-', 'g')`
  return [
    plain('DOCUMENT', 'nota', 'Nota', 'action', 'subject'),
    plain('TARGET_GROUP', 'doelgroep', 'audience'),
    plain('REGULATION', 'regelgeving', 'Decreet over', 'subject'),
    plain('NEED', 'nood', 'Nood aan', 'platform', 'voor', 'audience'),
    made('ENTITY', {
      code: `${slug(ORGANISATIONS, `'ENTITY0' || i`)} || '-' || ${slug(SUBJECTS, `'ENTITY1' || i`)} || '-' || (i + 1)`,
      ...named('ENTITY', 'organisation', 'subject'),
      ...told('ENTITY'),
    }),
    made('BUILDING_BLOCK', {
      code: `${slug(PLATFORMS, `'BUILDING_BLOCK0' || i`)} || '-' || ${slug(SUBJECTS, `'BUILDING_BLOCK1' || i`)} || '-' || (i + 1)`,
      ...named('BUILDING_BLOCK', 'platform', 'subject'),
      ...told('BUILDING_BLOCK'),
    }),
    plain('GOVERNANCE_BODY', 'orgaan', 'Stuurorgaan', 'subject'),
    plain('MEETING', 'vergadering', 'Vergadering over', 'subject'),
    plain('DECISION', 'beslissing', 'Beslissing over', 'subject', 'voor', 'audience'),
    plain('ADVICE', 'advies', 'Advies over', 'subject'),
    made('PROGRAMME', {
      code: programmeCode('i'),
      ...numbered(named('PROGRAMME', 'Programma', 'action', 'subject')),
    }),
    made('PORTFOLIO', {
      code: portfolioCode('i'),
      nameNl: `'Portfolio ' || ${portfolioCode('i')}`,
      nameEn: `'Portfolio ' || ${portfolioCode('i')}`,
      validFrom: january(YEAR('i')),
    }),
    made('PILLAR', {
      code: `${portfolioCode('i / 5')} || '-lijn-' || (i % 5 + 1)`,
      ...named('PILLAR', 'action', 'subject'),
    }),
    made('PROJECT', {
      code: `${portfolioCode('i / 100')} || '-' || ${padded('i % 100 + 1', 3)}`,
      ...named('PROJECT', 'action', 'subject', 'voor', 'audience'),
      ...told('PROJECT'),
      ...ofProject(1),
    }),
    made('WORKSTREAM', {
      code: `${portfolioCode('i / 200')} || '-' || ${padded('i / 2 % 100 + 1', 3)} || '-werf-' || (i % 2 + 1)`,
      ...named('WORKSTREAM', 'Werf', 'subject'),
      ...ofProject(2),
    }),
    made('DELIVERABLE', {
      code: `${slug(RESULTS, `'DELIVERABLE0' || i`)} || '-' || ${slug(SUBJECTS, `'DELIVERABLE1' || i`)} || '-' || (i + 1)`,
      ...named('DELIVERABLE', 'result', 'subject', 'voor', 'audience'),
    }),
    plain('BUDGET_ARTICLE', 'artikel', 'Begrotingsartikel', 'subject'),
    plain('APPROPRIATION', 'krediet', 'Krediet', 'subject'),
    made('ALLOCATION', {
      code: `${portfolioCode('i / 1000')} || '-toewijzing-' || ${padded('i % 1000 + 1', 4)}`,
      nameNl: `${KIND_OF_MONEY('nl')} || ' ' || ${YEAR('i / 1000')} || ': ' || ${receiverName('nl')}`,
      nameEn: `${KIND_OF_MONEY('en')} || ' ' || ${YEAR('i / 1000')} || ': ' || ${receiverName('en')}`,
      validFrom: january(YEAR('i / 1000')),
      validTo: january(`${YEAR('i / 1000')} + 1`),
    }),
    plain('EVALUATION', 'evaluatie', 'Evaluatie van', 'subject'),
  ]
}

/** Of the thousand allocations of a portfolio four hundred pay for its projects, the others operate entities. */
const PAYS_PROJECT = (i: string): string => `(${i}) % 1000 < 400`
const PROJECT_PAID = (i: string): string => `(${i}) / 1000 * 100 + pg_temp.below('paid' || ${i}, 100)`
const ENTITY_PAID = (i: string): string => `(${i}) / 20000 * 300 + pg_temp.skewed('received' || ${i}, 300)`
const OWNER = (project: string): string =>
  `(${project}) / 2000 * 300 + pg_temp.skewed('owner' || ${project}, 300)`

function KIND_OF_MONEY(language: 'nl' | 'en'): string {
  const [investment, operating] =
    language === 'nl' ? ['Investering', 'Werking'] : ['Investment', 'Operations']
  return `case when ${PAYS_PROJECT('g.i')} then '${investment}' else '${operating}' end`
}

function receiverName(language: 'nl' | 'en'): string {
  const name = (kind: string, at: string) =>
    `(select x.name_${language} from made x where x.kind = '${kind}' and x.i = ${at})`
  return `case when ${PAYS_PROJECT('g.i')} then ${name('PROJECT', PROJECT_PAID('g.i'))} else ${name('ENTITY', ENTITY_PAID('g.i'))} end`
}

const one = (list: readonly string[], by: string): string =>
  `(array[${list.map((text) => `'${text}'`).join(', ')}])[1 + pg_temp.below(${by}, ${list.length})]`

const dayIn = (year: string, by: string): string => `make_date(${year}, 1, 1) + pg_temp.below(${by}, 365)`

/** Statements, in order, for all nodes of programmes; their money does not yet count in the credits. */
export function programmeNodes(scale: number): readonly string[] {
  return [
    ...nodes(scale).map(makeNodes),
    'analyze made',
    `insert into node (id, kind, code, name_nl, name_en, description_nl, description_en, valid_from, valid_from_precision, valid_to, valid_to_precision)
      select id, kind, code, name_nl, name_en, description_nl, description_en, valid_from, case when valid_from is not null then 'YEAR' end,
        valid_to, case when valid_to is not null then 'YEAR' end from made order by kind, i`,
    makeRows('DOCUMENT', {
      number: `'VR/2025/' || m.i`,
      date: dayIn('2024', `'document' || m.i`),
      date_precision: `'DAY'`,
    }),
    makeRows('TARGET_GROUP'),
    makeRows('REGULATION', {
      regulation_type: one(['DIRECTIVE', 'REGULATION', 'DECREE', 'STANDARD'], `'type' || m.i`),
    }),
    makeRows('NEED'),
    makeRows('ENTITY', {
      ovo_code: `'OVO' || lpad((m.i + 1)::text, 6, '0')`,
      entity_type: one(['DEPARTMENT', 'AGENCY', 'COMPANY', 'NON_PROFIT', 'OTHER'], `'entity' || m.i`),
    }),
    makeRows('BUILDING_BLOCK', {
      stage: one(['EXISTING', 'EXISTING', 'PLANNED', 'REPLACED'], `'stage' || m.i`),
    }),
    makeRows('GOVERNANCE_BODY'),
    makeRows('MEETING', {
      body_id: madeId('GOVERNANCE_BODY', 'm.i / 10'),
      date: dayIn('2025', `'meeting' || m.i`),
    }),
    makeRows('DECISION', {
      body_id: madeId('GOVERNANCE_BODY', 'm.i / 40'),
      status: one(['TAKEN', 'TAKEN', 'PROPOSED', 'EXPECTED'], `'decision' || m.i`),
      date: `case when pg_temp.below('dated' || m.i, 5) > 0 then ${dayIn(YEAR('m.i / 20'), `'decided' || m.i`)} end`,
    }),
    makeRows('ADVICE', {
      body_id: madeId('GOVERNANCE_BODY', 'm.i / 4'),
      form: one(['ADVICE', 'AGREEMENT'], `'form' || m.i`),
      verdict: one(['FAVOURABLE', 'UNFAVOURABLE', 'REQUESTED'], `'verdict' || m.i`),
      date: dayIn(YEAR('m.i / 2'), `'advice' || m.i`),
    }),
    makeRows('PROGRAMME'),
    makeRows('PORTFOLIO', { fiscal_year: YEAR('m.i'), portfolio_kind: `'INVESTMENT'` }),
    makeRows('PILLAR', { number: 'm.i % 5 + 1', portfolio_id: madeId('PORTFOLIO', 'm.i / 5') }),
    makeRows('PROJECT', {
      number: 'm.i % 100 + 1',
      portfolio_id: madeId('PORTFOLIO', 'm.i / 100'),
      pillar_id: madeId('PILLAR', `m.i / 100 * 5 + pg_temp.below('pillar' || m.i, 5)`),
      owner_id: `case when pg_temp.below('owned' || m.i, 20) > 0 then ${madeId('ENTITY', OWNER('m.i'))} end`,
    }),
    makeRows('WORKSTREAM', { number: 'm.i % 2 + 1', project_id: madeId('PROJECT', 'm.i / 2') }),
    makeRows('DELIVERABLE'),
    makeRows('BUDGET_ARTICLE', {
      article: `'SJ' || m.i`,
      base_allocation: `'1SC' || lpad(m.i::text, 4, '0')`,
    }),
    makeRows('APPROPRIATION', {
      portfolio_id: madeId('PORTFOLIO', 'm.i / 2'),
      budget_article_id: madeId('BUDGET_ARTICLE', 'm.i / 2'),
      fiscal_year: YEAR('m.i / 2'),
      amount: '1000000000000.00',
    }),
    makeRows('ALLOCATION', {
      allocation_kind: `case when ${PAYS_PROJECT('m.i')} then 'INVESTMENT' else ${one(['OPERATING', 'OPERATING', 'SUBSIDY'], `'money' || m.i`)} end`,
      status: one(
        [
          'GRANTED',
          'GRANTED',
          'GRANTED',
          'GRANTED',
          'GRANTED',
          'PROPOSED',
          'PROPOSED',
          'PROPOSED',
          'WITHDRAWN',
          'DRAFT',
        ],
        `'status' || m.i`,
      ),
      amount: `(25 + 25 * pg_temp.skewed('amount' || m.i, 80000)) + round(pg_temp.below('cents' || m.i, 4) * 0.25, 2)`,
      amount_precision: one(['EXACT', 'EXACT', 'EXACT', 'EXACT', 'ROUNDED'], `'precision' || m.i`),
      fiscal_year: YEAR('m.i / 1000'),
      portfolio_id: madeId('PORTFOLIO', 'm.i / 1000'),
      appropriation_id: madeId(
        'APPROPRIATION',
        `m.i / 1000 * 2 + case when ${PAYS_PROJECT('m.i')} then 0 else 1 end`,
      ),
      project_id: `case when ${PAYS_PROJECT('m.i')} then ${madeId('PROJECT', PROJECT_PAID('m.i'))} end`,
      entity_id: `case when ${PAYS_PROJECT('m.i')} is not true then ${madeId('ENTITY', ENTITY_PAID('m.i'))}
        when pg_temp.below('both' || m.i, 2) = 0 then ${madeId('ENTITY', OWNER(PROJECT_PAID('m.i')))} end`,
      decision_id: `case when pg_temp.below('granted' || m.i, 4) > 0
        then ${madeId('DECISION', `m.i / 1000 * 20 + pg_temp.below('by' || m.i, 20)`)} end`,
    }),
    makeRows('EVALUATION', {
      fiscal_year: YEAR('m.i / 10'),
      outcome: one(['POSITIVE', 'NEGATIVE', 'EXPECTED'], `'outcome' || m.i`),
      body_id: madeId('GOVERNANCE_BODY', 'm.i / 20'),
    }),
  ]
}
