import { Field, ObjectType } from 'type-graphql'
import type { DatePrecision, FuzzyDate } from '../kernel/fuzzy-date.js'
import { DateScalar } from '../graphql/scalars.js'
import { DatePrecisionEnum } from './period.type.js'

@ObjectType({
  description: 'A day as far as it is known (datum); a month, quarter or year stands as its first day.',
})
export class DatedDay implements FuzzyDate {
  @Field(() => DateScalar, { description: 'The day, or the first one of what is known.' })
  date!: string

  @Field(() => DatePrecisionEnum, { description: 'How exactly it is known (nauwkeurigheid).' })
  precision!: DatePrecision
}

export function datedDay(date: string | null, precision: DatePrecision | null): DatedDay | null {
  return date === null ? null : { date, precision: precision ?? 'DAY' }
}
