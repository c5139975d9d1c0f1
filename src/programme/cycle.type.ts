import { Field, Int, ObjectType } from 'type-graphql'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'
import { DatedDay } from '../graph/fuzzy-date.type.js'
import type { StepStatus } from '../governance/cycle-state.js'
import type { WarningCode } from '../governance/cycle-warnings.js'
import type { CycleStepCode, PortfolioStage } from '../governance/cycle.js'
import { CycleStepCodeEnum } from '../governance/governance.type.js'

export const PortfolioStageEnum = graphqlEnum(
  'PortfolioStage',
  'How far a portfolio has come in its year (stadium). It follows from what happened.',
  {
    DRAFTED: 'It is being drafted (ontwerp).',
    PRESENTED: 'It was presented to the steering body (voorgesteld).',
    VALIDATED: 'The steering body validated and nominated it (gevalideerd).',
    ADVISED: 'The Inspectorate of Finance advised in favour (geadviseerd).',
    AGREED: 'The budget side agrees (begrotingsakkoord).',
    RATIFIED: 'The government decided on it (bekrachtigd).',
    EVALUATED: 'Its results were judged (geëvalueerd).',
  } satisfies Record<PortfolioStage, string>,
)

export const StepStatusEnum = graphqlEnum('StepStatus', 'How a step of the year stands on a day (stand).', {
  DONE: 'It was taken (gedaan).',
  LATE: 'It was due and is not taken (te laat).',
  WAITING: 'It is the next to be taken (aan zet).',
  TO_COME: 'An earlier step comes first (nog te komen).',
  STANDING: 'It stands open all year (doorlopend).',
  NOT_STATED: 'A later step was taken, and no document tells of this one (niet vermeld).',
} satisfies Record<StepStatus, string>)

export const CycleWarningCodeEnum = graphqlEnum(
  'CycleWarningCode',
  'How a step contradicts what it ought to rest on.',
  {
    DONE_BEFORE: 'It was taken before it (eerder gebeurd).',
    DUE_BEFORE: 'It is due before it (eerder voorzien).',
  } satisfies Record<WarningCode, string>,
)

@ObjectType({ description: 'A step of the year of a portfolio, as it stands on a day (stap).' })
export class CycleStep {
  @Field(() => CycleStepCodeEnum, { description: 'Which step it is.' })
  step!: CycleStepCode

  @Field(() => StepStatusEnum, { description: 'How it stands (stand).' })
  status!: StepStatus

  @Field(() => DatedDay, {
    nullable: true,
    description: 'When it is due (vervaldag): as announced, else by the rule; null where neither tells.',
  })
  due!: DatedDay | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day it was taken or, as long as it is not, asked for (datum); null where none is known.',
  })
  date!: string | null

  @Field(() => Boolean, {
    description: 'True where it was taken after it was due, or is still to be (laattijdig).',
  })
  late!: boolean
}

@ObjectType({ description: 'Where the process contradicts itself (waarschuwing).' })
export class CycleWarning {
  @Field(() => CycleWarningCodeEnum, { description: 'How.' })
  code!: WarningCode

  @Field(() => CycleStepCodeEnum, { description: 'The step that comes too early (stap).' })
  step!: CycleStepCode

  @Field(() => Int, { description: 'The fiscal year of that step (begrotingsjaar).' })
  fiscalYear!: number

  @Field(() => CycleStepCodeEnum, { description: 'The step on which it ought to rest (steunt op).' })
  restsOn!: CycleStepCode

  @Field(() => Int, { description: 'The fiscal year of the step on which it ought to rest.' })
  restsOnFiscalYear!: number
}

@ObjectType({ description: 'The year of a programme as it stands on a day (jaarcyclus).' })
export class Cycle {
  @Field(() => Int, { description: 'The fiscal year (begrotingsjaar).' })
  fiscalYear!: number

  @Field(() => DateScalar, { description: 'The day that is looked at (op).' })
  on!: string
}
