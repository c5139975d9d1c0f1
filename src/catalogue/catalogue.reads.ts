import sql from 'sql-template-tag'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { ListQuestion } from '../database/list-question.js'
import { nodeColumns, nodeFrom, type NodeRecord, type NodeSource } from '../graph/node-source.js'
import type { BuildingBlockStage } from './building-block.table.js'
import type { EntityType } from './entity.table.js'
import type { RegulationType } from './regulation.table.js'

export interface EntityRecord extends NodeRecord {
  readonly ovoCode: string | null
  readonly entityType: EntityType | null
}
export interface BuildingBlockRecord extends NodeRecord {
  readonly stage: BuildingBlockStage | null
}
export interface RegulationRecord extends NodeRecord {
  readonly regulationType: RegulationType | null
  readonly identifier: string | null
}
export interface PolicyDocumentRecord extends NodeRecord {
  readonly date: string | null
  readonly datePrecision: DatePrecision | null
}

export const NEED_SOURCE: NodeSource = { kind: 'NEED', columns: [] }
const ENTITY_SOURCE: NodeSource = {
  kind: 'ENTITY',
  columns: ['ovo_code', 'entity_type'],
  otherCode: { column: 'ovo_code', shape: /^OVO\d{6}$/ },
}
const BUILDING_BLOCK_SOURCE: NodeSource = { kind: 'BUILDING_BLOCK', columns: ['stage'] }

/** How the nodes of this folder are read. */
export const CATALOGUE_SOURCES: readonly NodeSource[] = [
  ENTITY_SOURCE,
  BUILDING_BLOCK_SOURCE,
  { kind: 'REGULATION', columns: ['regulation_type', 'identifier'] },
  { kind: 'POLICY_DOCUMENT', columns: ['date', 'date_precision'] },
  { kind: 'TARGET_GROUP', columns: [] },
  NEED_SOURCE,
]

const byCode = () => [{ value: sql`n.code`, type: 'text' as const }]

export const allEntities = new ListQuestion<null, EntityRecord>({
  columns: nodeColumns(ENTITY_SOURCE),
  from: nodeFrom(ENTITY_SOURCE),
  conditions: () => [],
  order: byCode,
})

export const allBuildingBlocks = new ListQuestion<null, BuildingBlockRecord>({
  columns: nodeColumns(BUILDING_BLOCK_SOURCE),
  from: nodeFrom(BUILDING_BLOCK_SOURCE),
  conditions: () => [],
  order: byCode,
})
