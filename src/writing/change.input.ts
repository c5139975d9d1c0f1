import { ArrayMaxSize, ArrayNotEmpty, IsInt, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import { FuzzyDateScalar } from '../graphql/scalars.js'
import { RemarkKindEnum } from '../graph/remark.type.js'
import type { RemarkKind } from '../graph/remark.table.js'
import { CitationInput, NewRelationInput, PeriodInput, TextInput } from './parts.input.js'
import { AnyWriteInput, ChangeInput, NodeChangeInput, RelationChangeInput } from './write.input.js'

const THROUGH = 'Last day, month, quarter or year on which it holds (tot en met).'
const DRAFT = 'True keeps it from the public until it is published (ontwerp).'

@InputType({ description: 'Ends a node (beëindiging): it holds no longer, and its past stays.' })
export class EndNodeInput extends NodeChangeInput {
  @Field(() => FuzzyDateScalar, { description: THROUGH })
  through!: FuzzyDate
}

@InputType({
  description:
    'Takes a node that should never have stood out of the graph (intrekking); the ledger keeps it. Refused while anything else refers to it.',
})
export class RetractNodeInput extends NodeChangeInput {}

@InputType({ description: 'Makes relations between nodes, all or none (nieuwe relaties).' })
export class CreateRelationsInput extends AnyWriteInput {
  @Field(() => [NewRelationInput], { description: 'The relations (relaties).' })
  @ValidateNested({ each: true })
  @ArrayNotEmpty({ message: 'must hold at least one relation' })
  @ArrayMaxSize(500)
  relations!: NewRelationInput[]

  @Field(() => Boolean, { nullable: true, description: DRAFT })
  draft?: boolean | null
}

@InputType({
  description:
    'Corrects a relation (correctie): what is left out stays, null empties. Its kind and ends are what it is.',
})
export class CorrectRelationInput extends RelationChangeInput {
  @Field(() => PeriodInput, { nullable: true, description: 'When it holds (geldigheid).' })
  @ValidateNested()
  validity?: PeriodInput | null

  @Field(() => [CitationInput], {
    nullable: true,
    description: 'Where it stands (bronverwijzingen); all of them.',
  })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null

  @Field(() => Boolean, { nullable: true, description: 'True where no document says it (afgeleid).' })
  inferred?: boolean | null
}

@InputType({ description: 'Ends a relation (beëindiging): it holds no longer, and its past stays.' })
export class EndRelationInput extends RelationChangeInput {
  @Field(() => FuzzyDateScalar, { description: THROUGH })
  through!: FuzzyDate
}

@InputType({
  description:
    'Takes a relation that should never have stood out of the graph (intrekking); the ledger keeps it.',
})
export class RetractRelationInput extends RelationChangeInput {}

@InputType({ description: 'One of the readings of a remark (lezing).' })
export class ReadingInput {
  @Field(() => TextInput, { description: 'How it can be read (tekst).' })
  @ValidateNested()
  text!: TextInput

  @Field(() => [CitationInput], {
    nullable: true,
    description: 'The places that support it (bronverwijzingen).',
  })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null
}

@InputType({ description: 'Adds a remark to a node (nieuwe opmerking), beside those that stand.' })
export class AddRemarkInput extends AnyWriteInput {
  @Field(() => ID, { description: 'The node it is about (knoop): a global id or a reference.' })
  node!: string

  @Field(() => RemarkKindEnum, { description: 'What sort of remark it is (soort).' })
  kind!: RemarkKind

  @Field(() => TextInput, { description: 'What the matter is (tekst).' })
  @ValidateNested()
  text!: TextInput

  @Field(() => [ReadingInput], {
    nullable: true,
    description:
      'The readings that stand side by side, the best supported first (lezingen); two or more of a contradiction.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  readings?: ReadingInput[] | null

  @Field(() => [CitationInput], { nullable: true, description: 'The places it is about (bronverwijzingen).' })
  @ArrayMaxSize(50)
  citations?: CitationInput[] | null

  @Field(() => Boolean, { nullable: true, description: DRAFT })
  draft?: boolean | null
}

@InputType({
  description:
    'Settles a remark (beslechting): this reading is right, because … The other readings stay. Settled again, the new word stands and the ledger keeps the old one.',
})
export class SettleRemarkInput extends ChangeInput {
  @Field(() => ID, { description: 'Global id of the remark (opmerking).' })
  remark!: string

  @Field(() => Int, {
    nullable: true,
    description: 'Rank of the reading that is right (lezing); none where the remark has none.',
  })
  @IsInt()
  @Min(1)
  reading?: number | null

  @Field(() => TextInput, { description: 'Why (omdat).' })
  @ValidateNested()
  because!: TextInput
}

@InputType({
  description:
    'Shows drafts to everybody (publicatie), all or none. Allocations among them become PROPOSED and count against their appropriation.',
})
export class PublishInput extends ChangeInput {
  @Field(() => [ID], {
    description: 'Global ids of nodes, relations and remarks, or references of nodes (ontwerpen).',
  })
  @ArrayNotEmpty({ message: 'must name at least one draft' })
  @ArrayMaxSize(500)
  subjects!: string[]
}
