import { ArrayMaxSize, IsIn, Matches, MaxLength, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import type { Language } from '../kernel/language.js'
import { DateScalar, FuzzyDateScalar } from '../graphql/scalars.js'
import { LanguageEnum } from '../graph/language.type.js'
import { NameUseEnum } from '../graph/node-name.type.js'
import { NAME_USES, type NameUse } from '../graph/node-name.table.js'
import type { RelationKind } from '../graph/relation-kind.js'
import { RelationKindEnum } from '../graph/relation-kind.type.js'

const LONGEST_TEXT = 10_000

@InputType({ description: 'A text in both languages (tekst).' })
export class TextInput {
  @Field(() => String, { description: 'In Dutch (Nederlands).' })
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(LONGEST_TEXT)
  nl!: string

  @Field(() => String, { nullable: true, description: 'In English (Engels).' })
  @MaxLength(LONGEST_TEXT)
  en?: string | null
}

@InputType({
  description: 'A period as people say it (periode): both days belong to it, and either may be left open.',
})
export class PeriodInput {
  @Field(() => FuzzyDateScalar, { nullable: true, description: 'First day, month, quarter or year (van).' })
  from?: FuzzyDate | null

  @Field(() => FuzzyDateScalar, {
    nullable: true,
    description: 'Last day, month, quarter or year (tot en met).',
  })
  through?: FuzzyDate | null
}

@InputType({ description: 'A place in a document that says so (bronverwijzing).' })
export class CitationInput {
  @Field(() => ID, {
    description: 'The document: a global id, or a reference such as "document:vr-2025-1403-doc-0291-1".',
  })
  document!: string

  @Field(() => String, { description: 'The place in it (plaats), one that the document declares.' })
  locator!: string
}

@InputType({ description: 'A name beside the one shown (naam).' })
export class NameInput {
  @Field(() => String, { description: 'The name as it is written.' })
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(1_000)
  text!: string

  @Field(() => LanguageEnum, { description: 'Its language (taal).' })
  language!: Language

  @Field(() => NameUseEnum, {
    description: 'What sort of name it is (soort); the one SHOWN is the name itself.',
  })
  @IsIn(NAME_USES, { message: 'must not be SHOWN: that is the name itself' })
  use!: NameUse

  @Field(() => DateScalar, { nullable: true, description: 'First day of use (van).' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'First day out of use (tot).' })
  to?: string | null
}

@InputType({ description: 'A free relation to be made (nieuwe relatie), read from source to target.' })
export class NewRelationInput {
  @Field(() => RelationKindEnum, { description: 'What it means (soort).' })
  kind!: RelationKind

  @Field(() => ID, { description: 'Where it starts (bron): a global id or a reference.' })
  source!: string

  @Field(() => ID, { description: 'Where it leads (doel): a global id or a reference.' })
  target!: string

  @Field(() => PeriodInput, { nullable: true, description: 'When it holds (geldigheid).' })
  @ValidateNested()
  validity?: PeriodInput | null

  @Field(() => [CitationInput], { nullable: true, description: 'Where it stands (bronverwijzingen).' })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True where no document says it (afgeleid); false unless told.',
  })
  inferred?: boolean | null
}
