import { Max, Min } from 'class-validator'
import { ArgsType, Field, Int } from 'type-graphql'
import { OwedArgs } from '../governance/promise.args.js'

const A_YEAR = { message: 'must be a year from 1900 to 2200' }

@ArgsType()
export class EvaluationDebtArgs extends OwedArgs {
  @Field(() => Int, { description: 'The fiscal year whose money waits (begrotingsjaar).' })
  @Min(1900, A_YEAR)
  @Max(2200, A_YEAR)
  fiscalYear!: number
}
