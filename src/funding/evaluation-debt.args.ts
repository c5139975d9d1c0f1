import { ArgsType, Field, Int } from 'type-graphql'
import { OwedArgs } from '../governance/promise.args.js'

@ArgsType()
export class EvaluationDebtArgs extends OwedArgs {
  @Field(() => Int, { description: 'The fiscal year whose money waits (begrotingsjaar).' })
  fiscalYear!: number
}
