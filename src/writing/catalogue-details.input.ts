import { ArrayMaxSize, Matches, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import { DateScalar, FuzzyDateScalar } from '../graphql/scalars.js'
import type { BuildingBlockStage } from '../catalogue/building-block.table.js'
import { BuildingBlockStageEnum, EntityTypeEnum, RegulationTypeEnum } from '../catalogue/catalogue.type.js'
import type { EntityType } from '../catalogue/entity.table.js'
import type { NeedSettlement } from '../catalogue/need.table.js'
import { NeedSettlementEnum } from '../catalogue/need.type.js'
import type { RegulationType } from '../catalogue/regulation.table.js'
import { TextInput } from './parts.input.js'

@InputType({ description: 'A place of a document that can be cited (plaats).' })
export class DocumentPartInput {
  @Field(() => String, {
    description: 'The place (plaats): section, part, row, such as "2.A/table-1/row-3".',
  })
  @Matches(/^[^\s#]{1,200}$/, { message: 'must be a place without a space or #, such as 2.A/table-1/row-3' })
  locator!: string

  @Field(() => TextInput, { description: 'What stands there (titel).' })
  @ValidateNested()
  title!: TextInput
}

@InputType({ description: 'What only a document has (document).' })
export class DocumentDetails {
  @Field(() => String, { nullable: true, description: 'Official number (nummer).' })
  number?: string | null

  @Field(() => FuzzyDateScalar, { nullable: true, description: 'Its date (datum).' })
  date?: FuzzyDate | null

  @Field(() => String, { nullable: true, description: 'Where it is published (adres).' })
  url?: string | null

  @Field(() => [DocumentPartInput], {
    nullable: true,
    description: 'Its places that can be cited (plaatsen); all of them.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(500)
  parts?: DocumentPartInput[] | null
}

@InputType({ description: 'What only a policy document has (beleidsdocument).' })
export class PolicyDocumentDetails {
  @Field(() => FuzzyDateScalar, { nullable: true, description: 'Its date (datum).' })
  date?: FuzzyDate | null
}

@InputType({ description: 'What only a regulation or standard has (regelgeving, standaard).' })
export class RegulationDetails {
  @Field(() => RegulationTypeEnum, { nullable: true, description: 'What sort of rule it is (soort).' })
  regulationType?: RegulationType | null

  @Field(() => String, {
    nullable: true,
    description: 'Its official identifier, such as an ELI or CELEX number (kenmerk).',
  })
  identifier?: string | null
}

@InputType({ description: 'What only an entity has (entiteit).' })
export class EntityDetails {
  @Field(() => EntityTypeEnum, { nullable: true, description: 'What sort of organisation it is (soort).' })
  entityType?: EntityType | null

  @Field(() => String, {
    nullable: true,
    description: 'Its code in the register of organisations (OVO-code), such as OVO000032.',
  })
  @Matches(/^OVO\d{6}$/, { message: 'must be a code such as OVO000032' })
  ovoCode?: string | null
}

@InputType({ description: 'What only a building block has (bouwsteen).' })
export class BuildingBlockDetails {
  @Field(() => BuildingBlockStageEnum, { nullable: true, description: 'How far it is (fase).' })
  stage?: BuildingBlockStage | null
}

@InputType({
  description:
    'What only a need has (nood): how it was settled, for whoever may settle it. `settleNeed` does this step by step; this corrects it, and null opens the need again.',
})
export class NeedDetails {
  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was deferred (uitgesteld op).' })
  deferredOn?: string | null

  @Field(() => FuzzyDateScalar, {
    nullable: true,
    description: 'When it is looked at again (uitgesteld tot).',
  })
  deferredUntil?: FuzzyDate | null

  @Field(() => TextInput, { nullable: true, description: 'Why it was deferred (reden van uitstel).' })
  @ValidateNested()
  deferral?: TextInput | null

  @Field(() => NeedSettlementEnum, {
    nullable: true,
    description: 'How it ended (afhandeling); nothing where it is open, deferred or answered.',
  })
  settlement?: NeedSettlement | null

  @Field(() => ID, { nullable: true, description: 'The need that it was merged into (samengevoegd met).' })
  mergedInto?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which it was merged, refused or answered (datum).',
  })
  settledOn?: string | null

  @Field(() => TextInput, { nullable: true, description: 'Why it ended so (reden).' })
  @ValidateNested()
  because?: TextInput | null
}
