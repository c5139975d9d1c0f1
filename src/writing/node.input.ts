import { ArrayMaxSize, ArrayNotEmpty, ValidateNested } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import type { NodeKind } from '../kernel/node-kind.js'
import { NodeKindEnum } from '../graph/node-kind.type.js'
import {
  BuildingBlockDetails,
  DocumentDetails,
  EntityDetails,
  NeedDetails,
  PolicyDocumentDetails,
  RegulationDetails,
} from './catalogue-details.input.js'
import {
  AdviceDetails,
  DecisionDetails,
  EvaluationDetails,
  MeetingDetails,
  MilestoneDetails,
} from './governance-details.input.js'
import { CitationInput, NameInput, NewRelationInput, PeriodInput, TextInput } from './parts.input.js'
import {
  AllocationDetails,
  AppropriationDetails,
  BudgetArticleDetails,
  PillarDetails,
  PortfolioDetails,
  ProjectDetails,
  WorkstreamDetails,
} from './programme-details.input.js'
import { AnyWriteInput, NodeChangeInput } from './write.input.js'

@InputType({
  description:
    'What only one kind of node has (gegevens): exactly the one of its kind. Target groups, programmes, deliverables and governance bodies have none.',
})
export class NodeDetailsInput {
  @Field(() => DocumentDetails, { nullable: true, description: 'Of a document (document).' })
  @ValidateNested()
  document?: DocumentDetails | null

  @Field(() => PolicyDocumentDetails, {
    nullable: true,
    description: 'Of a policy document (beleidsdocument).',
  })
  @ValidateNested()
  policyDocument?: PolicyDocumentDetails | null

  @Field(() => RegulationDetails, { nullable: true, description: 'Of a regulation (regelgeving).' })
  @ValidateNested()
  regulation?: RegulationDetails | null

  @Field(() => EntityDetails, { nullable: true, description: 'Of an entity (entiteit).' })
  @ValidateNested()
  entity?: EntityDetails | null

  @Field(() => BuildingBlockDetails, { nullable: true, description: 'Of a building block (bouwsteen).' })
  @ValidateNested()
  buildingBlock?: BuildingBlockDetails | null

  @Field(() => NeedDetails, { nullable: true, description: 'Of a need (nood).' })
  @ValidateNested()
  need?: NeedDetails | null

  @Field(() => MeetingDetails, { nullable: true, description: 'Of a meeting (zitting).' })
  @ValidateNested()
  meeting?: MeetingDetails | null

  @Field(() => DecisionDetails, { nullable: true, description: 'Of a decision (beslissing).' })
  @ValidateNested()
  decision?: DecisionDetails | null

  @Field(() => AdviceDetails, { nullable: true, description: 'Of advice (advies).' })
  @ValidateNested()
  advice?: AdviceDetails | null

  @Field(() => PortfolioDetails, { nullable: true, description: 'Of a portfolio (portfolio).' })
  @ValidateNested()
  portfolio?: PortfolioDetails | null

  @Field(() => PillarDetails, { nullable: true, description: 'Of a pillar (hoofdlijn).' })
  @ValidateNested()
  pillar?: PillarDetails | null

  @Field(() => ProjectDetails, { nullable: true, description: 'Of a project (project).' })
  @ValidateNested()
  project?: ProjectDetails | null

  @Field(() => WorkstreamDetails, { nullable: true, description: 'Of a workstream (werf).' })
  @ValidateNested()
  workstream?: WorkstreamDetails | null

  @Field(() => MilestoneDetails, { nullable: true, description: 'Of a milestone (mijlpaal).' })
  @ValidateNested()
  milestone?: MilestoneDetails | null

  @Field(() => BudgetArticleDetails, {
    nullable: true,
    description: 'Of a budget article (begrotingsartikel).',
  })
  @ValidateNested()
  budgetArticle?: BudgetArticleDetails | null

  @Field(() => AppropriationDetails, { nullable: true, description: 'Of an appropriation (krediet).' })
  @ValidateNested()
  appropriation?: AppropriationDetails | null

  @Field(() => AllocationDetails, { nullable: true, description: 'Of an allocation (toewijzing).' })
  @ValidateNested()
  allocation?: AllocationDetails | null

  @Field(() => EvaluationDetails, { nullable: true, description: 'Of an evaluation (evaluatie).' })
  @ValidateNested()
  evaluation?: EvaluationDetails | null
}

/** What any kind of node may say of itself, when it is made and when it is corrected. */
@InputType()
abstract class NodeParts {
  @Field(() => TextInput, { nullable: true, description: 'What it is, in own words (beschrijving).' })
  @ValidateNested()
  description?: TextInput | null

  @Field(() => [NameInput], {
    nullable: true,
    description: 'Names beside the one shown (namen); all of them.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(100)
  names?: NameInput[] | null

  @Field(() => PeriodInput, { nullable: true, description: 'When it holds (geldigheid).' })
  @ValidateNested()
  validity?: PeriodInput | null

  @Field(() => [CitationInput], {
    nullable: true,
    description: 'Where it stands (bronverwijzingen); all of them.',
  })
  @ArrayMaxSize(100)
  citations?: CitationInput[] | null

  @Field(() => Boolean, { nullable: true, description: 'True where no document names it (afgeleid).' })
  inferred?: boolean | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The entity that looks after it and may correct it (beheerder). What an entity makes, it looks after itself.',
  })
  steward?: string | null

  @Field(() => NodeDetailsInput, { nullable: true, description: 'What only its kind has (gegevens).' })
  @ValidateNested()
  details?: NodeDetailsInput | null
}

@InputType({ description: 'A node to be made (nieuwe knoop).' })
export class NewNodeInput extends NodeParts {
  @Field(() => NodeKindEnum, { description: 'What it is (soort).' })
  kind!: NodeKind

  @Field(() => String, {
    description: 'Readable code, unique within its kind (code). Its id follows from it for ever.',
  })
  code!: string

  @Field(() => TextInput, { description: 'The name shown (naam).' })
  @ValidateNested()
  name!: TextInput
}

@InputType({ description: 'Makes nodes and relations between them, all or none (nieuwe knopen).' })
export class CreateNodesInput extends AnyWriteInput {
  @Field(() => [NewNodeInput], { description: 'The nodes; they may name each other, whatever their order.' })
  @ValidateNested({ each: true })
  @ArrayNotEmpty({ message: 'must hold at least one node' })
  @ArrayMaxSize(200)
  nodes!: NewNodeInput[]

  @Field(() => [NewRelationInput], { nullable: true, description: 'Relations to make with them (relaties).' })
  @ValidateNested({ each: true })
  @ArrayMaxSize(500)
  relations?: NewRelationInput[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True keeps all of it from the public until it is published (ontwerp).',
  })
  draft?: boolean | null
}

@InputType({
  description: 'What is said anew of a node (wijziging): what is left out stays, null empties.',
})
export class NodeCorrection extends NodeParts {
  @Field(() => String, { nullable: true, description: 'A new code; the old one still finds the node.' })
  code?: string | null

  @Field(() => TextInput, { nullable: true, description: 'The name shown (naam).' })
  @ValidateNested()
  name?: TextInput | null
}

@InputType({ description: 'Corrects a node (correctie); what stood before stays in the ledger.' })
export class CorrectNodeInput extends NodeChangeInput {
  @Field(() => NodeCorrection, { description: 'What is said anew (wijziging).' })
  @ValidateNested()
  change!: NodeCorrection
}
