import { ArgsType, Field } from 'type-graphql'
import { ForwardPageArgs } from '../graphql/page-args.js'
import { DateScalar } from '../graphql/scalars.js'
import type { ReuseGrouping } from './reuse.js'
import { ReuseGroupingEnum } from './reuse.type.js'

const OF =
  'Only of this project, main line, portfolio, programme or entity: reference or id; all unless told.'
const ON = 'As things are on this day: only projects, ties and nodes valid on it (geldig op).'

@ArgsType()
export class ReuseRateArgs {
  @Field(() => String, { nullable: true, description: OF })
  of?: string | null

  @Field(() => DateScalar, { nullable: true, description: ON })
  on?: string | null
}

@ArgsType()
export class ReuseMatrixArgs extends ForwardPageArgs {
  @Field(() => String, { nullable: true, description: OF })
  of?: string | null

  @Field(() => DateScalar, { nullable: true, description: ON })
  on?: string | null
}

@ArgsType()
export class ReuseGroupArgs extends ForwardPageArgs {
  @Field(() => ReuseGroupingEnum, { description: 'What to group by.' })
  by!: ReuseGrouping
}
