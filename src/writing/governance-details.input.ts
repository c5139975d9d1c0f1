import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int } from 'type-graphql'
import type { FuzzyDate } from '../kernel/fuzzy-date.js'
import { DateScalar, FuzzyDateScalar } from '../graphql/scalars.js'
import type { AdviceForm, Verdict } from '../governance/advice.table.js'
import type { CycleStepCode } from '../governance/cycle.js'
import type { DecisionStatus } from '../governance/decision.table.js'
import type { EvaluationOutcome } from '../governance/evaluation.table.js'
import {
  AdviceFormEnum,
  CycleStepCodeEnum,
  DecisionStatusEnum,
  EvaluationOutcomeEnum,
  VerdictEnum,
} from '../governance/governance.type.js'
import { TextInput } from './parts.input.js'

@InputType({ description: 'What only a meeting has (zitting).' })
export class MeetingDetails {
  @Field(() => DateScalar, { nullable: true, description: 'Its day (datum).' })
  date?: string | null

  @Field(() => ID, { nullable: true, description: 'The body that sits (orgaan); needed.' })
  body?: string | null
}

@InputType({ description: 'An article of a decision (artikel).' })
export class DecisionArticleInput {
  @Field(() => Int, { description: 'Its number (nummer).' })
  @Min(1)
  number!: number

  @Field(() => TextInput, { description: 'What it decides, in own words (tekst).' })
  @ValidateNested()
  text!: TextInput
}

@InputType({ description: 'What only a decision has (beslissing).' })
export class DecisionDetails {
  @Field(() => DecisionStatusEnum, { nullable: true, description: 'How far it is (stand); needed.' })
  status?: DecisionStatus | null

  @Field(() => DateScalar, { nullable: true, description: 'Its day (datum).' })
  date?: string | null

  @Field(() => ID, { nullable: true, description: 'The body that takes it (orgaan); needed.' })
  body?: string | null

  @Field(() => [String], {
    nullable: true,
    description: 'Numbers of its documents (documentnummers); all of them.',
  })
  @ArrayMaxSize(50)
  documentNumbers?: string[] | null

  @Field(() => [DecisionArticleInput], {
    nullable: true,
    description: 'What it decides (artikelen); all of them.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(500)
  articles?: DecisionArticleInput[] | null
}

@InputType({ description: 'A remark of an adviser and the reply to it (punt).' })
export class AdvicePointInput {
  @Field(() => TextInput, { description: 'What it is about (onderwerp).' })
  @ValidateNested()
  subject!: TextInput

  @Field(() => TextInput, { nullable: true, description: 'What was answered (antwoord).' })
  @ValidateNested()
  reply?: TextInput | null
}

@InputType({ description: 'What only an advice has (advies).' })
export class AdviceDetails {
  @Field(() => AdviceFormEnum, { nullable: true, description: 'What sort of advice it is (vorm); needed.' })
  form?: AdviceForm | null

  @Field(() => VerdictEnum, { nullable: true, description: 'What the adviser says (oordeel); needed.' })
  verdict?: Verdict | null

  @Field(() => DateScalar, { nullable: true, description: 'Its day (datum).' })
  date?: string | null

  @Field(() => String, { nullable: true, description: 'Number of its document (documentnummer).' })
  documentNumber?: string | null

  @Field(() => ID, { nullable: true, description: 'The body that gives it (orgaan); needed.' })
  body?: string | null

  @Field(() => [AdvicePointInput], {
    nullable: true,
    description: 'Its remarks and the replies to them (punten); all of them.',
  })
  @ValidateNested({ each: true })
  @ArrayMaxSize(500)
  points?: AdvicePointInput[] | null
}

@InputType({ description: 'What only a milestone has (mijlpaal).' })
export class MilestoneDetails {
  @Field(() => FuzzyDateScalar, { nullable: true, description: 'When it falls due (vervaldag).' })
  due?: FuzzyDate | null

  @Field(() => ID, { nullable: true, description: 'The body it is up to (orgaan).' })
  body?: string | null

  @Field(() => CycleStepCodeEnum, {
    nullable: true,
    description: 'Step of the yearly cycle, or condition on money, that it is (stap).',
  })
  step?: CycleStepCode | null

  @Field(() => Int, {
    nullable: true,
    description: 'Budget year whose money it is about (begrotingsjaar); only with a step.',
  })
  @Min(1900, { message: 'must be a year from 1900 to 2200' })
  @Max(2200, { message: 'must be a year from 1900 to 2200' })
  fiscalYear?: number | null
}

@InputType({ description: 'What only an evaluation has (evaluatie).' })
export class EvaluationDetails {
  @Field(() => Int, { nullable: true, description: 'The budget year that is judged (begrotingsjaar).' })
  @Min(1900, { message: 'must be a year from 1900 to 2200' })
  @Max(2200, { message: 'must be a year from 1900 to 2200' })
  fiscalYear?: number | null

  @Field(() => DateScalar, { nullable: true, description: 'Its day (datum).' })
  date?: string | null

  @Field(() => ID, { nullable: true, description: 'The body that judges (orgaan).' })
  body?: string | null

  @Field(() => EvaluationOutcomeEnum, { nullable: true, description: 'What it says (uitkomst).' })
  outcome?: EvaluationOutcome | null
}
