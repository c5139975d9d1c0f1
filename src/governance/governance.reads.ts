import sql, { type Sql } from 'sql-template-tag'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { groupBy, keyedRead } from '../database/batches.js'
import { ListQuestion, type OrderKey } from '../database/list-question.js'
import { nodeColumns, nodeFrom, type NodeRecord, type NodeSource } from '../graph/node-source.js'
import type { AdviceForm, Verdict } from './advice.table.js'
import type { CycleStepCode } from './cycle.js'
import type { DecisionStatus } from './decision.table.js'
import type { EvaluationOutcome } from './evaluation.table.js'

export interface MeetingRecord extends NodeRecord {
  readonly date: string | null
  readonly bodyId: string
}
export interface DecisionRecord extends NodeRecord {
  readonly status: DecisionStatus
  readonly date: string | null
  readonly bodyId: string
  readonly documentNumbers: readonly string[]
}
export interface AdviceRecord extends NodeRecord {
  readonly form: AdviceForm
  readonly verdict: Verdict
  readonly date: string | null
  readonly documentNumber: string | null
  readonly bodyId: string
}
export interface MilestoneRecord extends NodeRecord {
  readonly due: string | null
  readonly duePrecision: DatePrecision | null
  readonly bodyId: string | null
  readonly step: CycleStepCode | null
  readonly fiscalYear: number | null
}
export interface EvaluationRecord extends NodeRecord {
  readonly fiscalYear: number | null
  readonly date: string | null
  readonly outcome: EvaluationOutcome | null
  readonly bodyId: string | null
}

const MEETING_SOURCE: NodeSource = { kind: 'MEETING', columns: ['date', 'body_id'] }
const DECISION_SOURCE: NodeSource = {
  kind: 'DECISION',
  columns: ['status', 'date', 'body_id', 'document_numbers'],
}

const MILESTONE_SOURCE: NodeSource = {
  kind: 'MILESTONE',
  columns: ['due', 'due_precision', 'body_id', 'step', 'fiscal_year'],
}

/** How the nodes of this folder are read. */
export const GOVERNANCE_SOURCES: readonly NodeSource[] = [
  { kind: 'GOVERNANCE_BODY', columns: [] },
  MEETING_SOURCE,
  DECISION_SOURCE,
  { kind: 'ADVICE', columns: ['form', 'verdict', 'date', 'document_number', 'body_id'] },
  MILESTONE_SOURCE,
  { kind: 'EVALUATION', columns: ['fiscal_year', 'date', 'outcome', 'body_id'] },
]

/** By day, what has none last. */
const byDay = (day: Sql) => (): OrderKey[] => [
  { value: sql`coalesce(${day}, 'infinity'::date)`, type: 'date' },
  { value: sql`n.code`, type: 'text' },
]

export const allMeetings = new ListQuestion<null, MeetingRecord>({
  columns: nodeColumns(MEETING_SOURCE),
  from: nodeFrom(MEETING_SOURCE),
  conditions: () => [],
  order: byDay(sql`t.date`),
})

export const allDecisions = new ListQuestion<null, DecisionRecord>({
  columns: nodeColumns(DECISION_SOURCE),
  from: nodeFrom(DECISION_SOURCE),
  conditions: () => [],
  order: byDay(sql`t.date`),
})

export const allMilestones = new ListQuestion<null, MilestoneRecord>({
  columns: nodeColumns(MILESTONE_SOURCE),
  from: nodeFrom(MILESTONE_SOURCE),
  conditions: () => [],
  order: byDay(sql`t.due`),
})

export interface ArticleRecord {
  readonly decisionId: string
  readonly number: number
  readonly textNl: string
  readonly textEn: string | null
}

export const articlesOfDecisions = keyedRead<ArticleRecord, ArticleRecord[]>(
  (ids) => sql`
    select decision_id as "decisionId", number, text_nl as "textNl", text_en as "textEn"
    from decision_article where decision_id = any(${ids}) order by number`,
  (ids, rows) => groupBy(ids, rows, (row) => row.decisionId),
)

export interface PointRecord {
  readonly adviceId: string
  readonly subjectNl: string
  readonly subjectEn: string | null
  readonly replyNl: string | null
  readonly replyEn: string | null
}

export const pointsOfAdvice = keyedRead<PointRecord, PointRecord[]>(
  (ids) => sql`
    select advice_id as "adviceId", subject_nl as "subjectNl", subject_en as "subjectEn",
      reply_nl as "replyNl", reply_en as "replyEn"
    from advice_point where advice_id = any(${ids}) order by position`,
  (ids, rows) => groupBy(ids, rows, (row) => row.adviceId),
)
