import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../graphql/connection.js'
import { graphqlEnum } from '../graphql/enum.js'
import { GraphNode } from '../graph/node.type.js'
import type { BuildingBlockStage } from './building-block.table.js'
import type { BuildingBlockRecord, EntityRecord } from './catalogue.reads.js'
import type { EntityType } from './entity.table.js'
import type { RegulationType } from './regulation.table.js'

export const EntityTypeEnum = graphqlEnum('EntityType', 'What sort of organisation it is (soort entiteit).', {
  DEPARTMENT: 'Departement.',
  AGENCY: 'Agentschap.',
  COMPANY: 'Bedrijf.',
  NON_PROFIT: 'Vereniging zonder winstoogmerk.',
  OTHER: 'Another sort (ander).',
})

export const BuildingBlockStageEnum = graphqlEnum(
  'BuildingBlockStage',
  'Where a building block stands in its life (fase).',
  {
    EXISTING: 'It is in use (bestaand).',
    PLANNED: 'It is to come (gepland).',
    REPLACED: 'It is being replaced (in vervanging).',
  },
)

export const RegulationTypeEnum = graphqlEnum('RegulationType', 'What sort of rule it is (soort regel).', {
  DIRECTIVE: 'European directive (richtlijn).',
  REGULATION: 'European regulation (verordening).',
  DECREE: 'Decree (decreet).',
  STANDARD: 'Standard (standaard).',
})

@ObjectType({
  implements: GraphNode,
  description: 'An organisation that receives, manages or uses (entiteit).',
})
export class Entity extends GraphNode {
  @Field(() => String, {
    nullable: true,
    description: 'Code in the Flemish register of organisations (OVO-code); null where not known.',
  })
  ovoCode!: string | null

  @Field(() => EntityTypeEnum, {
    nullable: true,
    description: 'What sort of organisation it is; null where not known.',
  })
  entityType!: EntityType | null
}

@ObjectType({
  implements: GraphNode,
  description: 'A shared platform, data source, catalogue, front desk, engine or service (bouwsteen).',
})
export class BuildingBlock extends GraphNode {
  @Field(() => BuildingBlockStageEnum, {
    nullable: true,
    description: 'Where it stands in its life; null where not stated.',
  })
  stage!: BuildingBlockStage | null
}

@ObjectType({ implements: GraphNode, description: 'A law, regulation or standard (regelgeving, standaard).' })
export class Regulation extends GraphNode {
  @Field(() => RegulationTypeEnum, {
    nullable: true,
    description: 'What sort of rule it is; null where not stated.',
  })
  regulationType!: RegulationType | null

  @Field(() => String, {
    nullable: true,
    description: 'Number in its public register, such as CELEX; null where not known.',
  })
  identifier!: string | null
}

@ObjectType({
  implements: GraphNode,
  description: 'A coalition agreement, policy note, strategy or recommendation (beleidsdocument).',
})
export class PolicyDocument extends GraphNode {}

@ObjectType({ implements: GraphNode, description: 'Those whom something serves (doelgroep).' })
export class TargetGroup extends GraphNode {}

@ObjectType({ description: 'A list of entities, page by page.' })
export class EntityConnection extends connectionOf<EntityRecord>('Entity', () => Entity) {}

@ObjectType({ description: 'A list of building blocks, page by page.' })
export class BuildingBlockConnection extends connectionOf<BuildingBlockRecord>(
  'BuildingBlock',
  () => BuildingBlock,
) {}
