import { Field, ObjectType } from 'type-graphql'
import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { graphqlEnum } from '../graphql/enum.js'
import { DateScalar } from '../graphql/scalars.js'

export const DatePrecisionEnum = graphqlEnum(
  'DatePrecision',
  'How exactly a date is known (nauwkeurigheid).',
  {
    DAY: 'To the day (dag).',
    MONTH: 'To the month (maand), which stands as its first day.',
    QUARTER: 'To the quarter (kwartaal), which stands as its first day.',
    YEAR: 'To the year (jaar), which stands as its first day.',
  },
)

@ObjectType({
  description:
    'Period of validity (geldigheid), half-open: from included, to excluded; null is open or, with precision null too, not stated. A month or quarter stands as its first day.',
})
export class Period {
  @Field(() => DateScalar, { nullable: true, description: 'First day (van).' })
  from!: string | null

  @Field(() => DateScalar, { nullable: true, description: 'First day after it (tot).' })
  to!: string | null

  @Field(() => DatePrecisionEnum, { nullable: true, description: 'How exactly the first day is known.' })
  fromPrecision!: DatePrecision | null

  @Field(() => DatePrecisionEnum, { nullable: true, description: 'How exactly the last day is known.' })
  toPrecision!: DatePrecision | null
}

interface Dated {
  readonly validFrom: string | null
  readonly validFromPrecision: DatePrecision | null
  readonly validTo: string | null
  readonly validToPrecision: DatePrecision | null
}

export function periodOf(row: Dated): Period {
  return {
    from: row.validFrom,
    to: row.validTo,
    fromPrecision: row.validFromPrecision,
    toPrecision: row.validToPrecision,
  }
}
