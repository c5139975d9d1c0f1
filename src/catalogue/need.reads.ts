import sql, { type Sql } from 'sql-template-tag'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { keyedRead, pickBy } from '../database/batches.js'
import { ListQuestion } from '../database/list-question.js'
import { sourcesOf, targetsOf } from '../graph/linked-nodes.js'
import { nodeColumns, nodeFrom, type NodeRecord } from '../graph/node-source.js'
import type { NodeId } from '../graph/nodes.js'
import { NEED_SOURCE } from './catalogue.reads.js'
import type { NeedOutcome } from './need.type.js'

/** What became of a need, as the view `need_outcome` tells it; days are texts. */
export interface OutcomeRecord {
  readonly id: string
  readonly outcome: NeedOutcome
  readonly settledOn: string | null
  readonly becauseNl: string | null
  readonly becauseEn: string | null
  readonly mergedIntoId: string | null
  readonly deferredUntil: string | null
  readonly deferredUntilPrecision: DatePrecision | null
}

export const outcomesOfNeeds = keyedRead<OutcomeRecord, OutcomeRecord | null>(
  (ids) => sql`
    select id, outcome, settled_on as "settledOn", because_nl as "becauseNl", because_en as "becauseEn",
      merged_into_id as "mergedIntoId", deferred_until as "deferredUntil", deferred_until_precision as "deferredUntilPrecision"
    from need_outcome where id = any(${ids})`,
  (ids, rows) => pickBy(ids, rows, (row) => row.id),
)

/** Who and where: an entity and the forum at which it asked. */
export const raisersOfNeeds = targetsOf(
  ['RAISED_BY'],
  ['ENTITY', 'GOVERNANCE_BODY', 'MEETING', 'POLICY_DOCUMENT', 'TARGET_GROUP'],
)
export const answersOfNeeds = sourcesOf(
  ['ANSWERS'],
  ['PROJECT', 'WORKSTREAM', 'DELIVERABLE', 'BUILDING_BLOCK', 'PILLAR'],
)
export const needsAnsweredBy = targetsOf(['ANSWERS'], ['NEED'])
export const mergedIntoNeeds = sourcesOf(['PART_OF'], ['NEED'])
export const evidenceOfNeeds = targetsOf(['DECIDED_BY', 'VALIDATED_BY'], ['DECISION', 'MEETING'])

/** What needs are filtered by; a node by its id. */
export interface NeedConditions {
  readonly outcome: NeedOutcome | null
  readonly raisedBy: NodeId | null
}

const raisedBy = (id: NodeId | Sql): Sql =>
  sql`exists (select from relation r where r.source_id = n.id and r.kind = 'RAISED_BY' and r.target_id = ${id}::uuid)`

export const needList = new ListQuestion<NeedConditions, NodeRecord>({
  columns: nodeColumns(NEED_SOURCE),
  from: nodeFrom(NEED_SOURCE),
  conditions: ({ outcome, raisedBy: raiser }) => [
    ...(outcome === null
      ? []
      : [sql`exists (select from need_outcome o where o.id = n.id and o.outcome = ${outcome})`]),
    ...(raiser === null ? [] : [raisedBy(raiser)]),
  ],
  parents: { entity: raisedBy(sql`parent.key`) },
  order: () => [{ value: sql`n.code`, type: 'text' }],
})
