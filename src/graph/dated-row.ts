import type { DatePrecision } from '../kernel/fuzzy-date.js'
import { Day, Text } from '../database/table.js'

/** What holds for a time: half-open, from included, to excluded; null is open or, without precision, not stated. */
export abstract class DatedRow {
  @Day('First day of validity; null where open or not stated', { nullable: true })
  validFrom!: string | null

  @Text('How exactly the first day is known: DAY, MONTH, QUARTER or YEAR', { nullable: true })
  validFromPrecision!: DatePrecision | null

  @Day('First day after validity; null where open or not stated', { nullable: true })
  validTo!: string | null

  @Text('How exactly the last day is known: DAY, MONTH, QUARTER or YEAR', { nullable: true })
  validToPrecision!: DatePrecision | null
}

const PRECISION = `('DAY', 'MONTH', 'QUARTER', 'YEAR')`

/** The law of a day with its precision, for a CHECK: neither stands without the other. */
export function dayLaw(column: string): string {
  return `${column}_precision in ${PRECISION} and (${column} is null) = (${column}_precision is null)`
}

/** The law of a period, for a CHECK: it starts before it ends, and what is not a day has no precision. */
export const PERIOD_LAW =
  `valid_from < valid_to and valid_from_precision in ${PRECISION} and valid_to_precision in ${PRECISION} ` +
  `and (valid_from is null) = (valid_from_precision is null) and (valid_to is null) = (valid_to_precision is null)`
