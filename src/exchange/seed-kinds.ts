import type { NodeKind } from '../kernel/node-kind.js'
import { DocumentRow } from '../graph/document.table.js'
import { BUILDING_BLOCK_STAGES, BuildingBlockRow } from '../catalogue/building-block.table.js'
import { ENTITY_TYPES, EntityRow } from '../catalogue/entity.table.js'
import { NEED_SETTLEMENTS, NeedRow } from '../catalogue/need.table.js'
import { PolicyDocumentRow } from '../catalogue/policy-document.table.js'
import { REGULATION_TYPES, RegulationRow } from '../catalogue/regulation.table.js'
import { TargetGroupRow } from '../catalogue/target-group.table.js'
import { ADVICE_FORMS, AdviceRow, VERDICTS } from '../governance/advice.table.js'
import { CYCLE_STEP_CODES } from '../governance/cycle.js'
import { DECISION_STATUSES, DecisionRow } from '../governance/decision.table.js'
import { EVALUATION_OUTCOMES, EvaluationRow } from '../governance/evaluation.table.js'
import { GovernanceBodyRow } from '../governance/governance-body.table.js'
import { MeetingRow } from '../governance/meeting.table.js'
import { MilestoneRow } from '../governance/milestone.table.js'
import { DeliverableRow } from '../programme/deliverable.table.js'
import { PillarRow } from '../programme/pillar.table.js'
import { PORTFOLIO_KINDS, PortfolioRow } from '../programme/portfolio.table.js'
import { ProgrammeRow } from '../programme/programme.table.js'
import { ProjectRow } from '../programme/project.table.js'
import { WorkstreamRow } from '../programme/workstream.table.js'
import { ALLOCATION_KINDS, ALLOCATION_STATUSES, AllocationRow } from '../funding/allocation.table.js'
import { AppropriationRow, CREDIT_TYPES } from '../funding/appropriation.table.js'
import { BudgetArticleRow } from '../funding/budget-article.table.js'
import { AMOUNT_PRECISIONS } from '../funding/money-columns.js'
import { cell, date, type KindFields, texts, tie } from './kind-fields.js'
import { ADVICE_POINTS, DECISION_ARTICLES, DOCUMENT_PARTS } from './seed-lists.js'
import { listOf } from './seed-reader.js'
import type { RowClass } from './seed-row.js'
import { amount, day, fiscalYear, fuzzyDate, oneOf, positive, scalar, text } from './seed-scalars.js'

export interface SeedKind {
  /** The key of its list in a file. */
  readonly list: string
  readonly row: RowClass
  /** What only this kind has. */
  readonly fields: KindFields
  /** Fields that together tell any two nodes of the kind apart. */
  readonly unique?: readonly (readonly string[])[]
}

const must = { required: true }
const ovoCode = scalar('an OVO code such as OVO000032', (written) =>
  /^OVO\d{6}$/.test(written) ? written : undefined,
)
const precision = cell(oneOf(AMOUNT_PRECISIONS), { property: 'amountPrecision', otherwise: 'EXACT' })

/** What each kind of node may say in a seed file, and where that stands in its table. */
export const SEED_KINDS: Readonly<Record<NodeKind, SeedKind>> = {
  DOCUMENT: {
    list: 'documents',
    row: DocumentRow,
    fields: { number: cell(text), date: date(fuzzyDate), url: cell(text), parts: DOCUMENT_PARTS },
  },
  POLICY_DOCUMENT: { list: 'policy-documents', row: PolicyDocumentRow, fields: { date: date(fuzzyDate) } },
  REGULATION: {
    list: 'regulations',
    row: RegulationRow,
    fields: { type: cell(oneOf(REGULATION_TYPES), { property: 'regulationType' }), identifier: cell(text) },
  },
  TARGET_GROUP: { list: 'target-groups', row: TargetGroupRow, fields: {} },
  ENTITY: {
    list: 'entities',
    row: EntityRow,
    fields: {
      type: cell(oneOf(ENTITY_TYPES), { property: 'entityType' }),
      ovo: cell(ovoCode, { property: 'ovoCode' }),
    },
    unique: [['ovo']],
  },
  BUILDING_BLOCK: {
    list: 'building-blocks',
    row: BuildingBlockRow,
    fields: { stage: cell(oneOf(BUILDING_BLOCK_STAGES)) },
  },
  NEED: {
    list: 'needs',
    row: NeedRow,
    fields: {
      deferredOn: cell(day),
      deferredUntil: date(fuzzyDate),
      deferral: texts('why it was deferred (nl, en)'),
      settlement: cell(oneOf(NEED_SETTLEMENTS)),
      mergedInto: tie('PART_OF', 'NEED'),
      settledOn: cell(day),
      because: texts('why it was settled (nl, en)'),
    },
  },
  GOVERNANCE_BODY: { list: 'governance-bodies', row: GovernanceBodyRow, fields: {} },
  MEETING: {
    list: 'meetings',
    row: MeetingRow,
    fields: { date: cell(day), body: tie('HELD_BY', 'GOVERNANCE_BODY', must) },
  },
  DECISION: {
    list: 'decisions',
    row: DecisionRow,
    fields: {
      status: cell(oneOf(DECISION_STATUSES), must),
      date: cell(day),
      body: tie('TAKEN_BY', 'GOVERNANCE_BODY', must),
      documentNumbers: cell(listOf('document numbers', text, { apart: (number) => number }), {
        otherwise: [],
      }),
      articles: DECISION_ARTICLES,
    },
  },
  ADVICE: {
    list: 'advice',
    row: AdviceRow,
    fields: {
      form: cell(oneOf(ADVICE_FORMS), must),
      verdict: cell(oneOf(VERDICTS), must),
      date: cell(day),
      documentNumber: cell(text),
      body: tie('GIVEN_BY', 'GOVERNANCE_BODY', must),
      points: ADVICE_POINTS,
    },
  },
  PROGRAMME: { list: 'programmes', row: ProgrammeRow, fields: {} },
  PORTFOLIO: {
    list: 'portfolios',
    row: PortfolioRow,
    fields: {
      fiscalYear: cell(fiscalYear, must),
      type: cell(oneOf(PORTFOLIO_KINDS), { ...must, property: 'portfolioKind' }),
    },
  },
  PILLAR: {
    list: 'pillars',
    row: PillarRow,
    fields: { number: cell(positive, must), portfolio: tie('PART_OF', 'PORTFOLIO', must) },
    unique: [['portfolio', 'number']],
  },
  PROJECT: {
    list: 'projects',
    row: ProjectRow,
    fields: {
      number: cell(positive, must),
      portfolio: tie('PART_OF', 'PORTFOLIO', must),
      pillar: tie('PART_OF', 'PILLAR'),
      owner: tie('MANAGED_BY', 'ENTITY'),
    },
    unique: [['portfolio', 'number']],
  },
  WORKSTREAM: {
    list: 'workstreams',
    row: WorkstreamRow,
    fields: { number: cell(positive, must), project: tie('PART_OF', 'PROJECT') },
    unique: [['project', 'number']],
  },
  DELIVERABLE: { list: 'deliverables', row: DeliverableRow, fields: {} },
  MILESTONE: {
    list: 'milestones',
    row: MilestoneRow,
    fields: {
      due: date(fuzzyDate),
      body: tie('MANAGED_BY', 'GOVERNANCE_BODY'),
      step: cell(oneOf(CYCLE_STEP_CODES)),
      fiscalYear: cell(fiscalYear),
    },
  },
  BUDGET_ARTICLE: {
    list: 'budget-articles',
    row: BudgetArticleRow,
    fields: { article: cell(text, must), baseAllocation: cell(text, must) },
    unique: [['article', 'baseAllocation']],
  },
  APPROPRIATION: {
    list: 'appropriations',
    row: AppropriationRow,
    fields: {
      portfolio: tie('PART_OF', 'PORTFOLIO', must),
      budgetArticle: tie('CHARGED_TO', 'BUDGET_ARTICLE'),
      fiscalYear: cell(fiscalYear, must),
      amount: cell(amount, must),
      precision,
      creditType: cell(oneOf(CREDIT_TYPES)),
    },
  },
  ALLOCATION: {
    list: 'allocations',
    row: AllocationRow,
    fields: {
      portfolio: tie('PART_OF', 'PORTFOLIO', must),
      appropriation: tie('CHARGED_TO', 'APPROPRIATION', must),
      project: tie('RECEIVES', 'PROJECT', { end: 'TARGET' }),
      entity: tie('RECEIVES', 'ENTITY', { end: 'TARGET' }),
      decision: tie('DECIDED_BY', 'DECISION'),
      type: cell(oneOf(ALLOCATION_KINDS), { ...must, property: 'allocationKind' }),
      status: cell(oneOf(ALLOCATION_STATUSES), must),
      fiscalYear: cell(fiscalYear, must),
      amount: cell(amount, must),
      precision,
    },
  },
  EVALUATION: {
    list: 'evaluations',
    row: EvaluationRow,
    fields: {
      fiscalYear: cell(fiscalYear),
      date: cell(day),
      body: tie('MANAGED_BY', 'GOVERNANCE_BODY'),
      outcome: cell(oneOf(EVALUATION_OUTCOMES)),
    },
  },
}
