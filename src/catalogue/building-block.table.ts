import { Check, Text } from '../database/table.js'
import { TypedNode, TypedNodeRow } from '../graph/typed-node.js'

export const BUILDING_BLOCK_STAGES = ['EXISTING', 'PLANNED', 'REPLACED'] as const
export type BuildingBlockStage = (typeof BUILDING_BLOCK_STAGES)[number]

@TypedNode('BUILDING_BLOCK', 'Shared platforms, data sources, catalogues, front desks, engines and services')
@Check('building_block_stage_check', `stage in ('EXISTING', 'PLANNED', 'REPLACED')`)
export class BuildingBlockRow extends TypedNodeRow {
  @Text('EXISTING, PLANNED or REPLACED; null where not stated', { nullable: true })
  stage!: BuildingBlockStage | null
}
